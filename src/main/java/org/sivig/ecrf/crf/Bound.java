package org.sivig.ecrf.crf;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A limit of an item: a number, a date, or a date of the patient. It refuses nothing; checks report what crosses it.
 *
 * @param text    as the contract writes it
 * @param literal what the text says itself, a {@link BigDecimal} or a {@link PartialDate}; null when it names a date
 */
public record Bound(String text, @Nullable Object literal) {

    /** No limit. */
    public static final Bound NONE = new Bound("", null);

    /** The day of evaluation. */
    public static final Bound TODAY = named("today");

    public static Bound of(String number) {
        return new Bound(number, new BigDecimal(number));
    }

    public static Bound ofDate(String iso) {
        return new Bound(iso, PartialDate.parse(iso));
    }

    /** A date of the patient under its export name, or of the same row under its name. */
    public static Bound named(String date) {
        return new Bound(date, null);
    }
}
