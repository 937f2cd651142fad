package org.sivig.ecrf.score;

/**
 * A proportion with its 95 % confidence interval, by the score method of Wilson: it stays within 0 and 1 and holds for few
 * cases and for none. Wilson EB. Probable inference, the law of succession, and statistical inference. J Am Stat Assoc
 * 1927;22:209–12.
 *
 * @param events how many
 * @param of     of how many
 */
public record WilsonInterval(int events, int of) {

    /** The 97.5 % quantile of the standard normal distribution. */
    private static final double Z = 1.959963984540054;

    /** @throws IllegalArgumentException when there are more events than cases, or less than none */
    public WilsonInterval {
        if (events < 0 || events > of) {
            throw new IllegalArgumentException(events + " of " + of);
        }
    }

    /** The proportion itself; not a number when there are no cases. */
    public double rate() {
        return (double) events / of;
    }

    /** The lower limit; 0 when there are no cases. */
    public double low() {
        return of == 0 || events == 0 ? 0 : centre() - half();
    }

    /** The upper limit; 1 when there are no cases. */
    public double high() {
        return of == 0 || events == of ? 1 : centre() + half();
    }

    private double centre() {
        return (rate() + Z * Z / (2 * of)) / (1 + Z * Z / of);
    }

    private double half() {
        return Z / (1 + Z * Z / of) * Math.sqrt(rate() * (1 - rate()) / of + Z * Z / (4.0 * of * of));
    }
}
