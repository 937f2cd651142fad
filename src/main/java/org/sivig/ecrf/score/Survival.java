package org.sivig.ecrf.score;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How many are still without an event as time goes by, where not everybody is watched to the end, and of which cause the others
 * had theirs.
 *
 * <p>Survival: Kaplan EL, Meier P. Nonparametric estimation from incomplete observations. J Am Stat Assoc 1958;53:457–81, with the
 * variance of Greenwood M. The errors of sampling of the survivorship tables. Reports on Public Health 33, 1926, and limits on the
 * scale of log(−log): Kalbfleisch JD, Prentice RL. The statistical analysis of failure time data. 1980. Incidence of each cause:
 * Aalen OO, Johansen S. An empirical transition matrix for non-homogeneous Markov chains based on censored observations. Scand J Stat
 * 1978;5:141–50.
 *
 * @param n     how many were watched
 * @param steps at each time at which there was an event, in order
 * @param <C>   the causes
 */
public record Survival<C extends Enum<C>>(int n, List<Step<C>> steps) {

    /** The 97.5 % quantile of the standard normal distribution. */
    private static final double Z = 1.959963984540054;

    /**
     * How long somebody was watched.
     *
     * @param cause of the event that ended it; null when there was none until then
     */
    public record Time<C>(double time, @Nullable C cause) {
    }

    /**
     * What is known after a time at which there was an event.
     *
     * @param atRisk    how many were watched just before it; who is censored at that time is among them
     * @param events    how many had theirs at it
     * @param survival  the proportion without an event after it
     * @param low       lower 95 % limit; not a number once nobody is left
     * @param high      upper 95 % limit; likewise
     * @param incidence the proportion that had an event of each cause up to it; with the survival they make 1
     */
    public record Step<C>(double time, int atRisk, int events, double survival, double low, double high, Map<C, Double> incidence) {
    }

    /** @param causes all that there can be */
    public static <C extends Enum<C>> Survival<C> of(List<Time<C>> times, Class<C> causes) {
        SortedMap<Double, List<Time<C>>> byTime = new TreeMap<>();
        times.forEach(time -> byTime.computeIfAbsent(time.time(), each -> new ArrayList<>()).add(time));
        Map<C, Double> incidence = new EnumMap<>(causes);
        for (C cause : causes.getEnumConstants()) {
            incidence.put(cause, 0.0);
        }
        List<Step<C>> steps = new ArrayList<>();
        int atRisk = times.size();
        double survival = 1;
        double variance = 0;
        for (Map.Entry<Double, List<Time<C>>> at : byTime.entrySet()) {
            double before = survival;
            int events = 0;
            for (Time<C> each : at.getValue()) {
                if (each.cause() != null) {
                    events++;
                    incidence.merge(each.cause(), before / atRisk, Double::sum);
                }
            }
            if (events > 0) {
                survival = events == atRisk ? 0 : before * (atRisk - events) / atRisk;
                variance += (double) events / atRisk / (atRisk - events);
                double spread = Z * Math.sqrt(variance) / Math.log(survival);
                steps.add(new Step<>(at.getKey(), atRisk, events, survival,
                        survival == 0 ? Double.NaN : Math.pow(survival, Math.exp(-spread)),
                        survival == 0 ? Double.NaN : Math.pow(survival, Math.exp(spread)), Map.copyOf(incidence)));
            }
            atRisk -= at.getValue().size();
        }
        return new Survival<>(times.size(), List.copyOf(steps));
    }

    /** The first time after which no more than half are without an event; null when it was not reached. */
    public @Nullable Double median() {
        return steps.stream().filter(step -> Rounding.isAtMost(step.survival(), 0.5)).map(Step::time).findFirst().orElse(null);
    }
}
