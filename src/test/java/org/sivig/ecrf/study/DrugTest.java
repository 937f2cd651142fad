package org.sivig.ecrf.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sivig.ecrf.study.code.Comparator;

class DrugTest {

    @ParameterizedTest
    @ValueSource(strings = {"mtx", "mtx_e2", "mtx_e9", "cycpo_e3", "oth1", "oth5", "oth99"})
    void anEpisodeOfADrugOrAFreeTextRowCanBeARowOfSection5(String key) {
        assertThat(Drug.isRow(key, Drug.rowsBefore())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mtx_e1", "mtx_e0", "mtx_e10", "mtx_e", "mtx_e2_e3", "MTX", "oth", "oth0", "oth05",
            "oth100", "oth1_e2", "other", "ivig", "xmtx", "mtx "})
    void nothingElseCan(String key) {
        assertThat(Drug.isRow(key, Drug.rowsBefore())).isFalse();
    }

    @Test
    void aDrugThatIsNotPrintedWithACourseHasNoRowThere() {
        assertThat(Drug.isRow("csa", Drug.rowsWith("1"))).isFalse();
        assertThat(Drug.isRow("csa_e2", Drug.rowsWith("2"))).isFalse();
        assertThat(Drug.isRow("rtx_e2", Drug.rowsWith("1"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"mtx, mtx, 1", "mtx_e3, mtx, 3", "oth12, oth, 12"})
    void aKeyTellsTheDrugAndWhichEpisode(String key, String drug, int number) {
        assertThat(Drug.of(key)).isEqualTo(drug);
        assertThat(Drug.number(key)).isEqualTo(number);
    }

    @Test
    void rowsStandAsPrintedEachDrugWithItsEpisodesAndFreeTextLast() {
        assertThat(Stream.of("oth10", "aza", "oth2", "mtx_e3", "mpiv", "dpen_e2", "mtx", "dpen", "mtx_e2")
                .sorted(java.util.Comparator.comparingInt(Drug::place)))
                .containsExactly("mpiv", "mtx", "mtx_e2", "mtx_e3", "aza", "dpen", "dpen_e2", "oth2", "oth10");
    }

    @ParameterizedTest
    @CsvSource({"mtx, mtx aza oth4, mtx_e2", "mtx, mtx mtx_e2 mtx_e3, mtx_e4", "mtx, mtx mtx_e3, mtx_e4",
            "mtx, mtx mtx_e9,", "oth, mtx oth1 oth4, oth5", "oth, oth99,"})
    void theNextRowComesAfterAllThereAre(String drug, String rows, @Nullable String next) {
        assertThat(Drug.next(drug, List.of(rows.split(" ")))).isEqualTo(next);
    }
}
