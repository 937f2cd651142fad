package org.sivig.ecrf.ui.casebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sivig.ecrf.ui.casebook.PastedBlock.Oddity;

/** What comes from the clipboard is read as it was copied; what is odd about it is known. */
class PastedBlockTest {

    @ParameterizedTest
    @ValueSource(strings = {"1\t2\n3\t4", "1\t2\n3\t4\n", "1\t2\r\n3\t4\r\n", "1\t2\r3\t4\r", "1\t2\t\t\n3\t4\t\t\n",
            "1\t2\n3\t4\n\n\n", "1\t2\n3\t4\n\u00a0\t\u202f\n", "1\t2\t\u00a0\n3\t4\t\u200b\n"})
    void lineEndsAndEmptyEndsMakeNoDifference(String text) {
        PastedBlock block = PastedBlock.of(text);
        assertThat(block.rows()).containsExactly(List.of("1", "2"), List.of("3", "4"));
        assertThat(block.oddities()).isEmpty();
    }

    @Test
    void emptyCellsWithinABlockKeepTheirPlace() {
        assertThat(PastedBlock.of("\tM0\t\tM3\r\nHb\t12\t\t13\r\n").rows())
                .containsExactly(List.of("", "M0", "", "M3"), List.of("Hb", "12", "", "13"));
        assertThat(PastedBlock.of("\t\t\n\t12\n").rows()).containsExactly(List.of("", ""), List.of("", "12"));
    }

    @Test
    void aQuotedTextKeepsItsLinesAndItsQuotes() {
        PastedBlock block = PastedBlock.of("\"Chute.\nDit \"\"rien\"\".\"\t12\r\n5\" de large\t13\r\n");
        assertThat(block.rows()).containsExactly(List.of("Chute.\nDit \"rien\".", "12"), List.of("5\" de large", "13"));
        assertThat(block.oddities()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"12\t13\n14\t15\n", "12\t13\n14\t\"15\n", "12\t\"13\n14\t15\n16\t17\n",
            "\"léger\" mais net\t13\n14\t15\n", "\"12\t13\n14\t15\"\n", "12\t\"13\n14\"\t15\tx\"\"y\n\"z\n"})
    void aQuoteThatIsNotClosedSwallowsNothing(String text) {
        PastedBlock block = PastedBlock.of(text);
        if (block.oddities().contains(Oddity.OPEN_QUOTE)) {
            assertThat(block.rows()).hasSize((int) text.lines().count());
        }
        assertThat(block.rows().stream().flatMap(List::stream)).noneMatch(cell -> cell.contains("\t"));
        assertThat(block.oddities()).contains(Oddity.OPEN_QUOTE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"•\toui\n•\tnon\n", "•\toui\n", "·\toui\no\tnon\n", "\uf0b7\toui\n\uf0b7\tnon\n",
            "1.\toui\n2.\tnon\n", "a)\toui\nb)\tnon\n", "-\toui\n-\tnon\n", "• oui\n• non\n", "•\toui\r\n\r\n•\tnon\r\n"})
    void theMarksOfAListAreLeftOutAndThatIsKnown(String text) {
        PastedBlock block = PastedBlock.of(text);
        assertThat(block.rows().getFirst()).containsExactly("oui");
        assertThat(block.width()).isEqualTo(1);
        assertThat(block.oddities()).containsExactly(Oddity.LIST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1\toui\n2\tnon\n", "o\t12\nn\t13\n", "-\t12\n-\t13\n", "-12\t3\n", "oui\n- non\n"})
    void answersAreNoMarks(String text) {
        assertThat(PastedBlock.of(text).oddities()).isEmpty();
    }

    @Test
    void rowsOfDifferentLengthsAreKnown() {
        assertThat(PastedBlock.of("1\t2\n3\n4\t5\n").oddities()).containsExactly(Oddity.UNEVEN);
        assertThat(PastedBlock.of("1\t2\n3\t\n4\t5\n").oddities()).isEmpty();
    }

    @Test
    void aLargeBlockIsReadAndSaidToBeTooLarge() {
        assertThat(PastedBlock.of("1\t".repeat(999) + "1\n").isTooLarge()).isTrue();
        assertThat(PastedBlock.of("1\n".repeat(99_999)).isTooLarge()).isTrue();
        assertThat(PastedBlock.of("1\t".repeat(599) + "1\n").isTooLarge()).isFalse();
    }

    @Test
    void nothingThatIsPastedMakesItFail() {
        Random random = new Random(20141);
        String letters = "\t\t\t\n\n\r\"\"'•-o1.23,<>M0m3HbNDé\u00a0\u200b\u0000\uFFFE\uFFFF\uD83D";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(30); n >= 0; n--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            PastedBlock block = PastedBlock.of(text.toString());
            assertThat(block.rows()).as(text.toString()).allMatch(row -> row.size() == block.width());
        }
    }
}
