package org.sivig.ecrf.dashboard;

import java.util.Map;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.study.Visit;

/**
 * How much of the visits is missing, over all items that may not stay blank, or over all patients.
 *
 * @param bySite by the code of the site, then by visit; sites without patients are left out
 * @param byItem by item in paper order, then by visit
 * @param attendance by visit, of how many patients it was done
 */
public record DashboardVisits(Map<String, Map<String, DashboardShare>> bySite,
        Map<Item<Visit, ?>, Map<String, DashboardShare>> byItem, Map<String, Attendance> attendance) {

    /**
     * Of how many patients a visit was done.
     *
     * @param patients all of them
     * @param gone     those of whom it was not done
     */
    public record Attendance(long patients, long gone) {

        public Attendance plus(Attendance other) {
            return new Attendance(patients + other.patients, gone + other.gone);
        }
    }

    /** Of all items of a visit. */
    public DashboardShare of(String visit) {
        return bySite.values().stream().map(visits -> visits.getOrDefault(visit, DashboardShare.NONE))
                .reduce(DashboardShare.NONE, DashboardShare::plus);
    }
}
