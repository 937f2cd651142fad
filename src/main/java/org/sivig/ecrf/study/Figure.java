package org.sivig.ecrf.study;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.CodeList;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.ItemType;
import org.sivig.ecrf.score.Quantity;

/**
 * A value computed from the answers of a casebook and kept next to them, so that it is filtered like an answer: for the
 * patient, or for each visit or course. {@link Figures} brings it up to date with each save.
 *
 * @param name     the contract's name, without the keys of the row; also the name of its column
 * @param rowType  {@link Patient}, or the entity of a row of a form
 * @param codes    null for a number
 * @param value    computes it; null when an answer that it needs is not known
 * @param keep     puts the value into the row; null for what {@link Patient#summarise} keeps
 * @param meantFor says for which patients the value means something; null when it does for all
 * @param subject  the item of the visits whose value at the stop it concerns; null for all others
 * @param from     the answer from which it is computed in the first place; null where there is none
 * @param dated    whether it rests on dates, so that a value may be approximate: only then files say of each whether it is
 */
public record Figure<R>(String name, Class<R> rowType, ItemType type, @Nullable CodeList<?> codes, int decimals,
        String unit, BiFunction<R, Casebook, @Nullable Value> value, @Nullable BiConsumer<R, @Nullable Object> keep,
        @Nullable Figure<Patient> meantFor, @Nullable Item<Visit, ?> subject, @Nullable Item<?, ?> from, boolean dated) {

    /**
     * What was computed.
     *
     * @param shown       an {@link Integer}, a {@link BigDecimal} or a {@link Code}
     * @param approximate whether a partial date was taken at its middle
     */
    public record Value(Object shown, boolean approximate) {

        static @Nullable Value of(@Nullable Code code) {
            return code == null ? null : new Value(code, false);
        }
    }

    static <R> Figure<R> decimal(String name, Class<R> rowType, String unit,
            BiFunction<R, Casebook, @Nullable Quantity> value, BiConsumer<R, @Nullable BigDecimal> keep) {
        return new Figure<>(name, rowType, ItemType.DECIMAL, null, 1, unit, (row, casebook) -> {
            Quantity quantity = value.apply(row, casebook);
            return quantity == null ? null : new Value(quantity.shown(), quantity.approximate());
        }, (row, shown) -> keep.accept(row, (BigDecimal) shown), null, null, null, true);
    }

    static <R> Figure<R> integer(String name, Class<R> rowType, String unit,
            BiFunction<R, Casebook, @Nullable Quantity> value, BiConsumer<R, @Nullable Integer> keep) {
        return new Figure<>(name, rowType, ItemType.INTEGER, null, 0, unit, (row, casebook) -> {
            Quantity quantity = value.apply(row, casebook);
            return quantity == null ? null : new Value(quantity.shown().intValueExact(), quantity.approximate());
        }, (row, shown) -> keep.accept(row, (Integer) shown), null, null, null, true);
    }

    static <R> Figure<R> choice(String name, Class<R> rowType, CodeList<?> codes,
            BiFunction<R, Casebook, @Nullable Value> value, BiConsumer<R, @Nullable String> keep) {
        return new Figure<>(name, rowType, ItemType.CHOICE, codes, 0, "", value,
                (row, shown) -> keep.accept(row, shown == null ? null : ((Code) shown).code()), null, null, null, false);
    }

    /** The same, whose value means something only where another figure says yes. */
    Figure<R> meantFor(Figure<Patient> evaluable) {
        return new Figure<>(name, rowType, type, codes, decimals, unit, value, keep, evaluable, null, from, dated);
    }

    /** The same, which rests on dates, or does not. */
    Figure<R> dated(boolean dates) {
        return new Figure<>(name, rowType, type, codes, decimals, unit, value, keep, meantFor, subject, from, dates);
    }

    /** How a value of it is written on record; null for none. What is kept may be the name of a code. */
    public @Nullable String text(@Nullable Object kept) {
        if (kept == null || codes == null) {
            return kept instanceof BigDecimal number ? number.stripTrailingZeros().toPlainString() : Objects.toString(kept, null);
        }
        return kept instanceof Code code ? code.code() : codes.codes().stream().filter(code ->
                code.code().equals(kept) || code instanceof Enum<?> named && named.name().equals(kept)).findFirst()
                .map(Code::code).orElse(kept.toString());
    }

    /** The same, computed from this answer in the first place. */
    Figure<R> from(Item<?, ?> item) {
        return new Figure<>(name, rowType, type, codes, decimals, unit, value, keep, meantFor, subject, item, dated);
    }

    /** Key of its label in the translation files; where there is a {@link #subject}, it takes the label of that item. */
    public String labelKey() {
        return "figure." + (subject == null ? name : "item" + name.substring(subject.name().length()));
    }

    /** Key of what is said of a value that does not mean anything for a patient. */
    public String unmeantKey(@Nullable Object evaluable) {
        return meantFor.labelKey() + (evaluable == null ? ".unknown" : ".no");
    }
}
