package org.sivig.ecrf.crf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemTest {

    /** A row that keeps whatever it is given. */
    private static class Sheet implements Row {
        private final Map<String, @Nullable Object> values = new HashMap<>();
        private final Map<String, MissingReason> missing = new TreeMap<>();

        @Override
        public Map<String, String> keys() {
            return Map.of();
        }

        @Override
        public Map<String, MissingReason> missing() {
            return missing;
        }
    }

    private enum Organ implements Code {
        NONE, SKIN, LUNG;

        static final CodeList<Organ> LIST = CodeList.of("organ", Organ.class);
    }

    private static final Form.Builder<Sheet> F = Form.declare("sheet", 1, Sheet.class, Sheet::new);
    private static final Item<Sheet, String> NOTE = F.text("note", get("note"), set("note"));
    private static final Item<Sheet, String> STORY =
            new Item<>(F, "", "", "story", ItemType.LONG_TEXT, null, get("story"), set("story"));
    private static final Item<Sheet, String> INITIAL = F.text("initial", get("initial"), set("initial"))
            .spelling(typed -> typed.length() == 1 ? typed.toUpperCase(Locale.ROOT) : null,
                    typed -> typed.substring(0, 1).toUpperCase(Locale.ROOT));
    private static final Item<Sheet, Integer> COUNT = F.integer("count", get("count"), set("count"))
            .hard(Bound.of("0"), Bound.of("40")).soft(Bound.of("1"), Bound.of("10"));
    private static final Item<Sheet, BigDecimal> LEVEL = F.decimal("level", get("level"), set("level"))
            .hard(Bound.of("2"), Bound.of("25")).soft(Bound.of("7.5"), Bound.NONE);
    private static final Item<Sheet, PartialDate> BIRTH = F.date("birth", get("birth"), set("birth"));
    private static final Item<Sheet, PartialDate> ONSET = F.partialDate("onset", get("onset"), set("onset"))
            .hard(Bound.ofDate("1900-01-01"), Bound.TODAY);
    private static final Item<Sheet, Integer> YEAR = F.year("year", get("year"), set("year"))
            .hard(Bound.ofDate("1950-06-15"), Bound.TODAY);
    private static final Item<Sheet, YesNo> SEEN = F.yesNo("seen", get("seen"), set("seen"));
    private static final Item<Sheet, Organ> FIRST = F.choice("first", Organ.LIST, get("first"), set("first"));
    private static final Item<Sheet, Set<Organ>> ORGANS =
            F.multiChoice("organs", Organ.LIST, get("organs"), set("organs"));
    private static final Item<Sheet, String> SITE =
            F.openChoice("site", new CodeList<>("site", List.of()), get("site"), set("site"));
    private static final Form<Sheet> FORM = F.build();

    private final Sheet sheet = new Sheet();
    private final Casebook casebook = new Casebook(LocalDate.of(2025, 11, 23)).with(FORM, sheet);

    @SuppressWarnings("unchecked")
    private static <V> Function<Sheet, @Nullable V> get(String name) {
        return row -> (V) row.values.get(name);
    }

    private static <V> BiConsumer<Sheet, @Nullable V> set(String name) {
        return (row, value) -> row.values.put(name, value);
    }

    @Test
    void aTextIsOneLineWithoutControlCharacters() {
        assertThat(NOTE.spell("  one\r\ntwo\tthree\rfour \u0007\u0000\u0085\u2028five "))
                .isEqualTo("one two three four   five");
    }

    @Test
    void aLongTextKeepsItsLines() {
        assertThat(STORY.spell("one\r\ntwo\rthree\n\n\tfour\u0007\u009B\n")).isEqualTo("one\ntwo\nthree\n\n four");
    }

    @Test
    void nothingButSpaceIsBlank() {
        assertThat(NOTE.spell(" \t\r\n")).isEmpty();
        assertThat(INITIAL.spell(" ")).as("without asking its spelling").isEmpty();
        assertThat(Answer.of(NOTE.spell(" ")).isBlank()).isTrue();
    }

    @Test
    void aTextThatIsTooLongIsRefusedAndNeverCut() {
        assertThat(NOTE.spell(" " + "x".repeat(500) + " ")).hasSize(500);
        assertThat(NOTE.spell("x".repeat(501))).isNull();
        assertThat(STORY.spell("x".repeat(2000))).hasSize(2000);
        assertThat(STORY.spell("x".repeat(2001))).isNull();
    }

    @Test
    void anItemWithAPatternWritesItInItsOwnWay() {
        assertThat(INITIAL.spell(" d ")).isEqualTo("D");
        assertThat(INITIAL.spell("de")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "note, d’Arcy; «x»", "story, 'one\ntwo'", "count, 12", "count, -1", "level, 12.5", "level, 0", "level, 10",
        "birth, 1958-09-23", "onset, 2011", "onset, 2011-03", "onset, 2011-03-14", "year, 1998", "seen, 1", "seen, 0",
        "first, lung", "organs, skin", "organs, 'skin,lung'", "site, 01"})
    void everyTypeReadsBackWhatItWrites(String name, String text) {
        Item<Sheet, ?> item = name.equals("story") ? STORY : FORM.item(name);
        Object value = item.parse(text);
        assertThat(item.text(value)).isEqualTo(text);

        item.putAny(sheet, Answer.of(value));
        assertThat(item.in(sheet)).isEqualTo(Answer.of(value));
    }

    @Test
    void noTextIsNoValue() {
        assertThat(FORM.items()).allSatisfy(item -> {
            assertThat(item.parse(null)).isNull();
            assertThat(item.parse("")).isNull();
            assertThat(item.text(null)).isNull();
        });
    }

    @Test
    void writesNumbersPlainlyAndOptionsInPaperOrder() {
        assertThat(LEVEL.text(new BigDecimal("1E+2"))).isEqualTo("100");
        assertThat(LEVEL.text(new BigDecimal("12.50"))).isEqualTo("12.5");
        assertThat(ORGANS.text(ORGANS.parse("lung,skin"))).isEqualTo("skin,lung");
    }

    @Test
    void doesNotReadWhatTheContractDoesNotKnow() {
        assertThatIllegalArgumentException().isThrownBy(() -> FIRST.parse("heart"));
        assertThatIllegalArgumentException().isThrownBy(() -> ORGANS.parse("skin,heart"));
        assertThatIllegalArgumentException().isThrownBy(() -> SEEN.parse("2"));
        assertThatIllegalArgumentException().isThrownBy(() -> COUNT.parse("1.5"));
        assertThatIllegalArgumentException().isThrownBy(() -> LEVEL.parse("1,5"));
        assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> ONSET.parse("2011-02-30"));
    }

    @Test
    void aReasonTakesThePlaceOfAValueAndBack() {
        COUNT.put(sheet, Answer.of(3));
        COUNT.put(sheet, Answer.missing(MissingReason.ND));
        assertThat(COUNT.in(sheet)).isEqualTo(Answer.missing(MissingReason.ND));
        assertThat(sheet.values.get("count")).isNull();

        COUNT.put(sheet, Answer.of(4));
        assertThat(COUNT.in(sheet)).isEqualTo(Answer.of(4));
        assertThat(sheet.missing()).isEmpty();

        COUNT.put(sheet, Answer.blank());
        assertThat(COUNT.in(sheet).isBlank()).isTrue();
    }

    @Test
    void cannotBeChangedOnceItsFormIsBuilt() {
        assertThatIllegalStateException().isThrownBy(() -> SITE.optional());
        assertThatIllegalStateException().isThrownBy(() -> F.text("late", get("late"), set("late")));
    }
}
