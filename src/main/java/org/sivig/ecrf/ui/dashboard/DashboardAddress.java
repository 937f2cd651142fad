package org.sivig.ecrf.ui.dashboard;

import com.vaadin.flow.router.QueryParameters;
import java.io.Serializable;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the dashboard shows, as it stands in the address. What cannot be read there is ignored.
 *
 * @param sites  codes; empty for all
 * @param blank  whether it shows what is not yet entered instead of what is missing
 * @param tables the ids of the charts whose table is shown instead
 */
record DashboardAddress(Set<String> sites, boolean blank, Set<String> tables) implements Serializable {

    private static final String BLANK = "blank";

    DashboardAddress {
        sites = new TreeSet<>(sites);
        tables = new LinkedHashSet<>(tables);
    }

    static DashboardAddress start() {
        return new DashboardAddress(Set.of(), false, Set.of());
    }

    static DashboardAddress of(QueryParameters parameters, Collection<String> knownSites,
            Collection<String> knownCharts) {
        return new DashboardAddress(
                parameters.getParameters("site").stream().filter(knownSites::contains).collect(Collectors.toSet()),
                parameters.getSingleParameter("show").filter(BLANK::equals).isPresent(),
                knownCharts.stream().filter(parameters.getParameters("table")::contains).collect(Collectors.toSet()));
    }

    DashboardAddress withSites(Set<String> sites) {
        return new DashboardAddress(sites, blank, tables);
    }

    DashboardAddress withBlank(boolean blank) {
        return new DashboardAddress(sites, blank, tables);
    }

    DashboardAddress withTable(String chart, boolean shown) {
        Set<String> changed = new LinkedHashSet<>(tables);
        if (shown) {
            changed.add(chart);
        } else {
            changed.remove(chart);
        }
        return new DashboardAddress(sites, blank, changed);
    }

    QueryParameters parameters() {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        parameters.put("site", List.copyOf(sites));
        parameters.put("show", blank ? List.of(BLANK) : List.of());
        parameters.put("table", List.copyOf(tables));
        parameters.values().removeIf(List::isEmpty);
        return new QueryParameters(parameters);
    }
}
