package org.sivig.ecrf.dashboard;

import java.io.Serializable;

/**
 * What became of the items of visits that should have been asked.
 *
 * @param asked         how many were
 * @param missing       how many of these hold a missing reason other than that they do not apply
 * @param notApplicable how many of these do not apply
 * @param blank         how many of these hold nothing yet
 * @param gone          how many were not asked, because the visit was not done
 */
public record DashboardShare(long asked, long missing, long notApplicable, long blank, long gone)
        implements Serializable {

    /** Nothing is asked. */
    public static final DashboardShare NONE = new DashboardShare(0, 0, 0, 0, 0);

    /** Those that could have a value. */
    public long concerned() {
        return asked - notApplicable + gone;
    }

    /** How many of these have none, whatever the reason. */
    public long withoutValue() {
        return missing + blank + gone;
    }

    public DashboardShare plus(DashboardShare other) {
        return new DashboardShare(asked + other.asked, missing + other.missing, notApplicable + other.notApplicable,
                blank + other.blank, gone + other.gone);
    }
}
