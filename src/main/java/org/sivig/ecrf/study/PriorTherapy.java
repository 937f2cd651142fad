package org.sivig.ecrf.study;

import java.util.Collection;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Truth;
import org.sivig.ecrf.crf.YesNo;

/**
 * What a row of section 5 tells of treatment before IVIG.
 *
 * @param key   of the row: a drug and its episode, or a free-text row
 * @param given whether it was given; null where that is not known
 * @param named whether a free-text row names something
 */
public record PriorTherapy(String key, @Nullable YesNo given, boolean named) {

    /**
     * Whether any of the drugs that count was given. A further episode that is not told does not make unknown what is told of its
     * drug.
     *
     * @param any  what is said of treatment before as a whole
     * @param rows those of which something is told
     * @param counts the code of a drug; free-text rows always do
     */
    public static Truth given(@Nullable YesNo any, Collection<PriorTherapy> rows, Predicate<String> counts) {
        boolean treated = rows.stream().anyMatch(row -> Drug.of(row.key).equals(Drug.OTHER) ? row.named
                : counts.test(Drug.of(row.key)) && row.given == YesNo.YES);
        boolean allTold = Drug.rowsBefore().filter(key -> !Drug.of(key).equals(Drug.OTHER) && counts.test(key))
                .allMatch(key -> rows.stream().anyMatch(row -> row.key.equals(key) && row.given == YesNo.NO));
        return any == YesNo.NO ? Truth.FALSE : treated ? Truth.TRUE : allTold ? Truth.FALSE : Truth.UNKNOWN;
    }

    /** Corticosteroids alone are not an immunosuppressant. */
    public static boolean isImmunosuppressant(String drug) {
        return !drug.equals(Drug.MPIV.code()) && !drug.equals(Drug.OCS.code());
    }
}
