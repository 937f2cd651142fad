package org.sivig.ecrf.score;

import java.math.BigDecimal;

/**
 * A computed number. Conditions compare the raw value; screens and exports show the rounded one.
 *
 * @param raw         as computed
 * @param decimals    how many decimals are shown
 * @param approximate whether a partial date was taken at its middle
 */
public record Quantity(double raw, int decimals, boolean approximate) {

    static Quantity exact(double raw, int decimals) {
        return new Quantity(raw, decimals, false);
    }

    /** The value for screens and exports, with its number of decimals. */
    public BigDecimal shown() {
        return Rounding.round(raw, decimals);
    }
}
