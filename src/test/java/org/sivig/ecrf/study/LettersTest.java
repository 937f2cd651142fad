package org.sivig.ecrf.study;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LettersTest {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {
        "dur, DUR", "éLo, ELO", "d'Ar, DAR", "d’Ar, DAR", "D A-R, DAR", "O, O", "Le, LE", "çağ, CAG", "œr, OER",
        "\" éa \", EA", "e\u0301lo, ELO"})
    void areWrittenInCapitalsWithoutMarks(String typed, String letters) {
        assertThat(Letters.of(typed)).isEqualTo(letters);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "'", "-", "DURA", "d'Arcy", "D2R", "123", "D.R", "Дур", "Œuf"})
    void areRefusedUnlessOneToThreeRemain(String typed) {
        assertThat(Letters.of(typed)).isNull();
    }
}
