package org.sivig.ecrf.dashboard;

import java.util.Map;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.study.Visit;

/**
 * How much of the visits is missing, over all items that may not stay blank, or over all patients.
 *
 * @param bySite by the code of the site, then by visit; sites without patients are left out
 * @param byItem by item in paper order, then by visit
 */
public record DashboardVisits(Map<String, Map<String, DashboardShare>> bySite,
        Map<Item<Visit, ?>, Map<String, DashboardShare>> byItem) {
}
