package org.sivig.ecrf.score;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The value that was probably meant when a laboratory value looks as if it were typed in another unit. */
public enum UnitSuggestion {

    /** Above 25 g/dl: was g/l. */
    HAEMOGLOBIN(above("25", "0.1")),
    /** Below 1000/mm³: was G/l. */
    PLATELETS(below("1000", "1000")),
    /** Below 3 µmol/l: was mg/dl; from there and below 30 µmol/l: was mg/l. */
    CREATININE(below("3", "88.4"), below("30", "8.84")),
    /** Above 50 Wood units: was dyn·s·cm⁻⁵, of which 80 make one. */
    PULMONARY_RESISTANCE(above("50", "0.0125"));

    /**
     * Another unit.
     *
     * @param side   1 when values above the limit are suspect, -1 when values below it are
     * @param factor makes of a value in it one in the unit of the item
     */
    private record Unit(int side, BigDecimal limit, BigDecimal factor) {
    }

    private static final BigDecimal NT_PRO_BNP_FROM = new BigDecimal(5000);

    private final List<Unit> units;

    /** @param units the first that a value may be of is that of which it is */
    UnitSuggestion(Unit... units) {
        this.units = List.of(units);
    }

    private static Unit above(String limit, String factor) {
        return new Unit(1, new BigDecimal(limit), new BigDecimal(factor));
    }

    private static Unit below(String limit, String factor) {
        return new Unit(-1, new BigDecimal(limit), new BigDecimal(factor));
    }

    /**
     * The value in the unit of the item.
     *
     * @param value    as typed
     * @param hardMin  the item's least possible value
     * @param hardMax  the item's greatest possible value
     * @param decimals of the item
     * @return rounded to the item's decimals; null when the value is missing or not suspect, or when the suggestion,
     *         before rounding, would be impossible too
     */
    public @Nullable BigDecimal of(@Nullable Number value, BigDecimal hardMin, BigDecimal hardMax, int decimals) {
        if (value == null) {
            return null;
        }
        return units.stream().filter(unit -> exact(value).compareTo(unit.limit()) == unit.side()).findFirst()
                .map(unit -> exact(value).multiply(unit.factor()))
                .filter(meant -> meant.compareTo(hardMin) >= 0 && meant.compareTo(hardMax) <= 0)
                .map(meant -> meant.setScale(decimals, RoundingMode.HALF_UP)).orElse(null);
    }

    /**
     * Whether a BNP, in ng/l, is so high that NT-proBNP was probably meant: the number stays and its assay is proposed.
     *
     * @param bnp       null gives no suggestion
     * @param ntProBnp whether it is already said to be NT-proBNP; null when nothing is said
     */
    public static boolean isNtProBnp(@Nullable Number bnp, @Nullable Boolean ntProBnp) {
        return bnp != null && exact(bnp).compareTo(NT_PRO_BNP_FROM) >= 0 && !Boolean.TRUE.equals(ntProBnp);
    }

    private static BigDecimal exact(Number value) {
        return new BigDecimal(value.toString());
    }
}
