package org.sivig.ecrf.dashboard;

import java.io.Serializable;

/**
 * Of the items that are asked, how many hold a missing reason, and how many nothing yet. What is not asked is neither.
 */
public record DashboardShare(long asked, long missing, long blank) implements Serializable {

    /** Nothing is asked. */
    public static final DashboardShare NONE = new DashboardShare(0, 0, 0);

    public DashboardShare plus(DashboardShare other) {
        return new DashboardShare(asked + other.asked, missing + other.missing, blank + other.blank);
    }
}
