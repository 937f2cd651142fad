package org.sivig.ecrf.monitoring.ui;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.casebook.ui.AddressParameters;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.Severity;
import org.sivig.ecrf.study.CasebookState;
import org.sivig.ecrf.study.VisitForm;

/** Addresses of the lists that show the rows behind a number; no sites stand for all. */
final class DashboardLinks {

    private DashboardLinks() {
    }

    static String patients(Collection<String> sites) {
        return address("patients", sites(sites));
    }

    static String patients(Collection<String> sites, CasebookState state) {
        return address("patients", sites(sites).put("state", Stream.of(lower(state))));
    }

    /** The least complete first. */
    static String incomplete(Collection<String> sites) {
        return address("patients", sites(sites).put("sort", Stream.of("completeness")));
    }

    static String findings(Collection<String> sites) {
        return address("findings", sites(sites));
    }

    static String findings(Collection<String> sites, Severity severity) {
        return address("findings", sites(sites).put("severity", Stream.of(lower(severity))));
    }

    /**
     * Visits in the grid of data.
     *
     * @param item  of which only those are shown where it is missing, or blank; null for all
     */
    static String visits(Collection<String> sites, String visit, @Nullable Item<?, ?> item, boolean blank) {
        AddressParameters parameters = new AddressParameters()
                .put("patient.site", sites.isEmpty() ? Stream.empty() : Stream.of(String.join("|", sites)))
                .put("row.visit", Stream.of(visit));
        if (item != null) {
            parameters.put(item.name(), Stream.of(blank ? "empty" : "missing"));
        }
        return address("data/" + VisitForm.FORM.path(), parameters);
    }

    private static AddressParameters sites(Collection<String> sites) {
        return new AddressParameters().put("site", sites.stream());
    }

    private static String address(String path, AddressParameters parameters) {
        String query = parameters.toQuery().getQueryString();
        return query.isEmpty() ? path : path + "?" + query;
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
