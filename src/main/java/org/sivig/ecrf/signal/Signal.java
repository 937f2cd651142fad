package org.sivig.ecrf.signal;

/** What sites are compared by. Each patient is one value; what is said of a site is the middle of these, or their mean. */
public enum Signal {
    /** The median over the visits of a patient. */
    MEDIAN(true, Side.BOTH, true),
    /** How far the median of a patient is from that of the site. */
    SPREAD(true, Side.BOTH, true),
    /** The standard deviation over the visits of a patient: too low where values are invented or carried on. */
    CONSTANT(true, Side.LOW, true),
    /** The share of values that end in 0 or 5. */
    ROUND(true, Side.BOTH, false),
    /** The share of visits whose measurements repeat another visit of the same patient. */
    COPIED_VISIT(false, Side.HIGH, false),
    /** The share of visits whose measurements repeat a visit of another patient of the site. */
    COPIED_PATIENT(false, Side.HIGH, false),
    /** Days from a visit to the first entry of its date. */
    DELAY(false, Side.HIGH, true),
    /** Answers changed after a form was first said to be complete, in 100 answers. */
    CHANGES(false, Side.HIGH, false),
    /** Queries that were asked, in 100 answers. */
    QUERIES(false, Side.HIGH, false),
    /** The share of justified findings that the same person justified within 30 seconds of the one before. */
    IN_A_ROW(false, Side.HIGH, false);

    /** On which side of the others a site is a signal. */
    enum Side {
        LOW, HIGH, BOTH;

        boolean concerns(double score) {
            return this == BOTH || this == HIGH == score > 0;
        }
    }

    private final boolean ofNumber;
    private final Side side;
    private final boolean median;

    Signal(boolean ofNumber, Side side, boolean median) {
        this.ofNumber = ofNumber;
        this.side = side;
        this.median = median;
    }

    /** Whether it is told of each of the {@link SignalNumber}s. */
    public boolean isOfNumber() {
        return ofNumber;
    }

    /** Whether what is said of a site is the median of its patients, and not their mean. */
    public boolean isMedian() {
        return median;
    }

    /** Whether it is a share of a whole. */
    public boolean isShare() {
        return this == ROUND || this == COPIED_VISIT || this == COPIED_PATIENT || this == IN_A_ROW;
    }

    /** Whether almost no patient has any, so that they are counted. */
    boolean isRare() {
        return this == COPIED_VISIT || this == COPIED_PATIENT;
    }

    Side side() {
        return side;
    }
}
