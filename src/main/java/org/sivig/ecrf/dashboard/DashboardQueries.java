package org.sivig.ecrf.dashboard;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import org.sivig.ecrf.query.QueryAge;
import org.sivig.ecrf.study.life.QueryState;

/**
 * The queries that wait for somebody.
 *
 * @param today  the day on which they have their age, in the zone of the study
 * @param bySite by the code of the site, whether they are open or answered, and age; what there is none of is left out
 */
public record DashboardQueries(LocalDate today, Map<String, Map<QueryState, Map<QueryAge, Long>>> bySite) {

    public long count(String site, QueryState state, QueryAge age) {
        return bySite.getOrDefault(site, Map.of()).getOrDefault(state, Map.of()).getOrDefault(age, 0L);
    }

    /** Of all sites and ages. */
    public long count(QueryState state) {
        return bySite.values().stream().map(states -> states.getOrDefault(state, Map.of()).values())
                .flatMap(Collection::stream).mapToLong(Long::longValue).sum();
    }
}
