package org.sivig.ecrf.monitoring.ui;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.casebook.Range;
import org.sivig.ecrf.casebook.ui.AddressParameters;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.Severity;
import org.sivig.ecrf.monitoring.DataColumns;
import org.sivig.ecrf.monitoring.DataQuery;
import org.sivig.ecrf.monitoring.DataTest;
import org.sivig.ecrf.study.CasebookState;
import org.sivig.ecrf.study.QueryState;
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

    static String findings(Collection<String> sites, Severity severity) {
        return address("findings", sites(sites).put("severity", Stream.of(lower(severity))));
    }

    static String queries(Collection<String> sites, QueryState state) {
        return queries(sites, state, Range.all());
    }

    /** @param opened on which days */
    static String queries(Collection<String> sites, QueryState state, Range<LocalDate> opened) {
        return address("queries", sites(sites).put("state", Stream.of(lower(state))).put("opened", opened));
    }

    /**
     * Visits in the grid of data.
     *
     * @param item  of which only those are shown where it is missing, or blank; null for all
     */
    static String visits(Collection<String> sites, String visit, @Nullable Item<?, ?> item, boolean blank) {
        DataQuery query = with(DataQuery.of(VisitForm.FORM), "row.visit", new DataTest.AnyOf(Set.of(visit)));
        if (!sites.isEmpty()) {
            query = with(query, "patient.site", new DataTest.AnyOf(new TreeSet<>(sites)));
        }
        if (item != null) {
            query = with(query, item.name(), blank ? new DataTest.Empty() : new DataTest.Missing(Set.of()));
        }
        return "data/" + VisitForm.FORM.path() + "?" + query.address();
    }

    private static DataQuery with(DataQuery query, String column, DataTest test) {
        return query.with(DataColumns.find(query.form(), column).orElseThrow(), test);
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
