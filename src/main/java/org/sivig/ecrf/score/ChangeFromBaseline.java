package org.sivig.ecrf.score;

import org.jspecify.annotations.Nullable;

/**
 * How far a measurement has moved from its value at M0.
 *
 * @param delta   the difference in the unit of the item, shown with the decimals of the item
 * @param percent the difference in per cent of the value at M0, shown with one decimal; null when that value is 0
 */
public record ChangeFromBaseline(Quantity delta, @Nullable Quantity percent) {

    private static final int PERCENT_DECIMALS = 1;

    /**
     * What was measured at one visit.
     *
     * @param value    null when missing
     * @param censored whether it stands with {@code <} or {@code >}: then no difference can be taken
     * @param assay    which of two assays was used, if the item has more than one and it is known
     */
    public record Measurement(@Nullable Number value, boolean censored, @Nullable String assay) {

        /** A value of an item that knows neither comparator nor assay. */
        public static Measurement of(@Nullable Number value) {
            return new Measurement(value, false, null);
        }
    }

    /**
     * The change from baseline.
     *
     * @param decimals of the item
     * @return null when a value is missing or censored, or the assays are both known and differ
     */
    public static @Nullable ChangeFromBaseline of(Measurement baseline, Measurement now, int decimals) {
        if (baseline.value() == null || now.value() == null || baseline.censored() || now.censored()
                || baseline.assay() != null && now.assay() != null && !baseline.assay().equals(now.assay())) {
            return null;
        }
        Double percent = percent(baseline.value(), now.value());
        return new ChangeFromBaseline(
                Quantity.exact(now.value().doubleValue() - baseline.value().doubleValue(), decimals),
                percent == null ? null : Quantity.exact(percent, PERCENT_DECIMALS));
    }

    /** The change in per cent of the baseline; null when a value is missing or the baseline is 0. */
    static @Nullable Double percent(@Nullable Number baseline, @Nullable Number now) {
        if (baseline == null || now == null || baseline.doubleValue() == 0) {
            return null;
        }
        return 100 * (now.doubleValue() - baseline.doubleValue()) / baseline.doubleValue();
    }
}
