package org.sivig.ecrf.crf;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"\u00A0", "\u202F", "\u2009", "\u3000", "\u2003", "\u1680", "\u205F", "\u200B", "\u200E",
        "\uFEFF", "\u2060", "\u00AD", "\u180E", "\u0000", "\uD800", "\u2028", "\u0085", "\t", " \n ",
        "\u00A0\u200B \u202F"})
    void whatLooksEmptyIsBlank(String typed) {
        assertThat(TypedText.isBlank(typed)).isTrue();
        assertThat(TypedText.lines(typed)).isEmpty();
    }

    @Test
    void everyKindOfSpaceIsAPlainOne() {
        assertThat(TypedText.line("\u00A0a\u202Fb\u2009c\u3000d\te\u2007")).isEqualTo("a b c d e");
    }

    @Test
    void formatCharactersAreDroppedWhereverTheyStand() {
        assertThat(TypedText.line("\u200ESj\u00ADö\u200Bgren\uFEFF")).isEqualTo("Sjögren");
    }

    @Test
    void lettersAreComposedAcrossADroppedCharacterToo() {
        assertThat(TypedText.line("Sjo\u200D\u0308gren")).isEqualTo("Sjögren")
                .isEqualTo(TypedText.line(Normalizer.normalize("Sjögren", Normalizer.Form.NFD)));
    }

    @Test
    void aPlainTextHasNeitherCaseNorAccentsAndOneApostrophe() {
        assertThat(TypedText.plain(" Date d’Été ")).isEqualTo("date d'ete").isEqualTo(TypedText.plain("DATE D'ETÉ"));
    }

    @Test
    void lineBreaksAreKeptOrBecomeSpaces() {
        assertThat(TypedText.lines(" one\r\ntwo\u2028three\n")).isEqualTo("one\ntwo\nthree");
        assertThat(TypedText.line(" one\r\ntwo\u2028three\n")).isEqualTo("one two three");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", " \u00A0a \u200B b\u0301 ", "e\u200D\u0301", "\u2126 \u212B", "a\u0344\u200Fb"})
    void cleaningWhatIsCleanChangesNothing(String typed) {
        String clean = TypedText.lines(typed);
        assertThat(TypedText.lines(clean)).isEqualTo(clean);
        assertThat(Normalizer.isNormalized(clean, Normalizer.Form.NFC)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"nd, ND", "N.D., ND", "' n d ', ND", "nf, NF", "NaP, NAP", "n.a.p, NAP", "\u00A0ND\u200B, ND",
        "ＮＤ, ND"})
    void knowsAMissingReasonHoweverItIsWritten(String typed, MissingReason reason) {
        assertThat(TypedText.reason(typed)).hasValue(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "na", "nd?", "nd nf", "and", "n-d", "ndl"})
    void takesNoOtherWordForAReason(String typed) {
        assertThat(TypedText.reason(typed)).isEmpty();
    }
}
