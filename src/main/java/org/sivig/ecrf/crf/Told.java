package org.sivig.ecrf.crf;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a placeholder of a message stands for.
 *
 * @param form how it is to be written for a reader
 * @param item the item of whose values it is one; null for the item at which the finding shows
 * @param text as the contract writes it: an ISO date, a decimal point, a code, {@code 8-10} for a range of numbers and
 *             {@code 2004-03-01/2004-05-12} for one of dates; null when there is nothing to tell
 */
public record Told(Form form, @Nullable Item<?, ?> item, Function<Evaluation, @Nullable String> text) {

    /** How it is to be written for a reader. */
    public enum Form {
        /** As the item writes its values. */
        VALUE,
        /** A number or a range of numbers; a word may stand in their place. */
        NUMBER,
        /** A date or a range of dates. */
        DATE,
        /** As it is. */
        TEXT
    }

    /** The value at which the finding shows. */
    public static Told value() {
        return new Told(Form.VALUE, null, evaluation -> {
            Item<?, ?> item = evaluation.at().item();
            return item.text(evaluation.answer(item, evaluation.at().row()).value());
        });
    }

    /** The value of another item. */
    public static Told value(Reference of) {
        return new Told(Form.VALUE, of.item(), evaluation -> of.item().text(of.answer(evaluation).value()));
    }

    /** The value of the item at the nearest earlier row that has one. */
    public static Told previousValue() {
        return new Told(Form.VALUE, null, evaluation -> evaluation.at().item()
                .text(Reference.previous(evaluation.at().item(), evaluation)));
    }

    /** A limit of the item; nothing when it has none or it is no literal. */
    public static Told bound(Item.Limit side) {
        return new Told(Form.VALUE, null, evaluation -> {
            Bound bound = evaluation.at().item().bound(side);
            return bound.literal() == null ? null : bound.text();
        });
    }

    public static Told number(Function<Evaluation, @Nullable String> text) {
        return new Told(Form.NUMBER, null, text);
    }

    /** A date in its precision, or the range of what it may be. */
    public static Told date(Term term) {
        return new Told(Form.DATE, null, evaluation -> {
            Span span = term.in(evaluation);
            if (span == null) {
                return null;
            }
            PartialDate day = PartialDate.of(span.first());
            PartialDate month = new PartialDate(day.year(), day.month(), null);
            PartialDate year = PartialDate.of(day.year());
            return span.isExact() ? day.toString() : span.equals(Span.of(month)) ? month.toString()
                    : span.equals(Span.of(year)) ? year.toString() : day + "/" + PartialDate.of(span.last());
        });
    }

    /** What is known from outside the casebook under this name. */
    public static Told known(String name) {
        return new Told(Form.TEXT, null, evaluation -> evaluation.known(name));
    }
}
