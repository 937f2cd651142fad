package org.sivig.ecrf.score;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Code;

/**
 * The ACR/EULAR 2013 classification of systemic sclerosis, in points, with unknown criteria as a range.
 * <p>
 * Source: van den Hoogen F et al., 2013 classification criteria for systemic sclerosis: an American College of
 * Rheumatology/European League against Rheumatism collaborative initiative. Ann Rheum Dis 2013;72:1747–55, table 1 and
 * its footnotes: the weights, only the higher of two finger criteria, at most 2 points for PAH and ILD, and 9 points or
 * more for definite disease. The sufficient criterion stands beside the sum, so the score ends at 19; tables that put
 * it into the finger line reach higher without ever changing the class.
 *
 * @param low      the score with every unknown criterion absent
 * @param high     the score with every unknown criterion present
 * @param verdict  what the score says of the disease
 * @param deciding when undetermined, the unknown criteria that can still change the class, in paper order
 */
public record AcrEular2013(int low, int high, Verdict verdict, List<Criterion> deciding) {

    /** Points from which the disease is definite. */
    public static final int THRESHOLD = 9;

    /** The most points the score can reach. */
    public static final int MAXIMUM = 19;

    /** The criteria in paper order, with their points. */
    public enum Criterion {
        PROX(9), PUFFY(2), SCLERO(4), ULCER(2), SCAR(3), TELANG(2), CAPILLARO(2), PAH_ILD(2), RAYNAUD(3), AUTOAB(3);

        private final int points;

        Criterion(int points) {
            this.points = points;
        }

        public int points() {
            return points;
        }

        /** The criterion of the same pair, of which only the higher counts; null when it stands alone. */
        public @Nullable Criterion twin() {
            return switch (this) {
                case PUFFY -> SCLERO;
                case SCLERO -> PUFFY;
                case ULCER -> SCAR;
                case SCAR -> ULCER;
                default -> null;
            };
        }
    }

    /** Whether the criteria class the patient as having systemic sclerosis. */
    public enum Verdict implements Code {
        YES, NO, UNDETERMINED,
        /** The criteria do not apply: skin thickening sparing the fingers, or another disorder explains the picture. */
        NOT_APPLICABLE
    }

    /**
     * Computes the score.
     *
     * @param criteria present or absent; a criterion that is not in the map is unknown
     * @param mimic    whether the criteria do not apply; null, unknown, changes nothing
     */
    public static AcrEular2013 of(Map<Criterion, Boolean> criteria, @Nullable Boolean mimic) {
        int low = low(criteria);
        int high = high(criteria);
        Verdict verdict = Boolean.TRUE.equals(mimic) ? Verdict.NOT_APPLICABLE
                : low >= THRESHOLD ? Verdict.YES
                : high < THRESHOLD ? Verdict.NO : Verdict.UNDETERMINED;
        return new AcrEular2013(low, high, verdict,
                verdict == Verdict.UNDETERMINED ? deciding(criteria) : List.of());
    }

    /** The score with every criterion absent that is not in the map. */
    public static int low(Map<Criterion, Boolean> criteria) {
        return score(completed(criteria, false));
    }

    /** The score with every criterion present that is not in the map. */
    public static int high(Map<Criterion, Boolean> criteria) {
        return score(completed(criteria, true));
    }

    /** The score, empty while it is a range. */
    public OptionalInt score() {
        return low == high ? OptionalInt.of(low) : OptionalInt.empty();
    }

    /** {@code 9}, or {@code 8-10} for a range. */
    public String text() {
        return low == high ? "" + low : low + "-" + high;
    }

    /**
     * The points of a present criterion that are in the score, while unknown criteria are taken as absent: none when its twin is
     * present and higher. Skin thickening proximal to the MCP counts instead of all others, or not at all when these are more.
     */
    public static int counted(Criterion criterion, Map<Criterion, Boolean> criteria) {
        int sufficient = added(Criterion.PROX, criteria);
        boolean instead = sufficient > 0 && sufficient >= additive(criteria);
        return (criterion == Criterion.PROX) == instead ? added(criterion, criteria) : 0;
    }

    /** The points that a present criterion adds: none when its twin is present and higher. */
    private static int added(Criterion criterion, Map<Criterion, Boolean> criteria) {
        if (!Boolean.TRUE.equals(criteria.get(criterion))) {
            return 0;
        }
        Criterion twin = criterion.twin();
        return twin != null && twin.points() > criterion.points() && Boolean.TRUE.equals(criteria.get(twin)) ? 0
                : criterion.points();
    }

    private static int score(Map<Criterion, Boolean> complete) {
        return Math.max(added(Criterion.PROX, complete), additive(complete));
    }

    private static int additive(Map<Criterion, Boolean> criteria) {
        return Stream.of(Criterion.values()).filter(c -> c != Criterion.PROX).mapToInt(c -> added(c, criteria)).sum();
    }

    private static Map<Criterion, Boolean> completed(Map<Criterion, Boolean> criteria, boolean unknown) {
        Map<Criterion, Boolean> complete = new EnumMap<>(Criterion.class);
        for (Criterion criterion : Criterion.values()) {
            complete.put(criterion, criteria.getOrDefault(criterion, unknown));
        }
        return complete;
    }

    /** A criterion decides if, for at least one way of completing the other unknowns, its answer changes the class. */
    private static List<Criterion> deciding(Map<Criterion, Boolean> criteria) {
        List<Criterion> unknown = Stream.of(Criterion.values()).filter(c -> !criteria.containsKey(c)).toList();
        return unknown.stream().filter(candidate -> {
            List<Criterion> others = unknown.stream().filter(c -> c != candidate).toList();
            for (int completion = 0; completion < 1 << others.size(); completion++) {
                Map<Criterion, Boolean> complete = completed(criteria, false);
                for (int i = 0; i < others.size(); i++) {
                    complete.put(others.get(i), (completion >> i & 1) == 1);
                }
                boolean without = score(complete) >= THRESHOLD;
                complete.put(candidate, true);
                if (score(complete) >= THRESHOLD != without) {
                    return true;
                }
            }
            return false;
        }).toList();
    }
}
