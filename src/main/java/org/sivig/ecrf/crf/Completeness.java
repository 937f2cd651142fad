package org.sivig.ecrf.crf;

import java.util.Collection;

/**
 * Of the items that are asked and not optional: how many hold a value, how many a reason, how many nothing yet.
 */
public record Completeness(int valued, int missing, int blank) {

    /** Nothing is asked. */
    public static final Completeness NONE = new Completeness(0, 0, 0);

    static Completeness of(Answer<?> answer) {
        if (answer.value() != null) {
            return new Completeness(1, 0, 0);
        }
        return answer.missing() == null ? new Completeness(0, 0, 1) : new Completeness(0, 1, 0);
    }

    public static Completeness sum(Collection<Completeness> parts) {
        return parts.stream().reduce(NONE, Completeness::plus);
    }

    public Completeness plus(Completeness other) {
        return new Completeness(valued + other.valued, missing + other.missing, blank + other.blank);
    }

    public int asked() {
        return valued + missing + blank;
    }

    /** Items with a value or a reason. */
    public int answered() {
        return valued + missing;
    }

    /** Share answered in whole percent, rounded down, so that 100 means complete; 100 when nothing is asked. */
    public int percent() {
        return asked() == 0 ? 100 : answered() * 100 / asked();
    }

    public boolean isComplete() {
        return blank == 0;
    }
}
