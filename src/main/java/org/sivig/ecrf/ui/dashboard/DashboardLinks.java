package org.sivig.ecrf.ui.dashboard;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.casebook.Range;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.Severity;
import org.sivig.ecrf.data.ColumnCondition;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.data.DataColumns;
import org.sivig.ecrf.data.DataQuery;
import org.sivig.ecrf.study.CasebookRow;
import org.sivig.ecrf.study.IdentificationForm;
import org.sivig.ecrf.study.VisitForm;
import org.sivig.ecrf.study.life.CasebookState;
import org.sivig.ecrf.study.life.QueryState;
import org.sivig.ecrf.ui.AddressParameters;

/** Addresses of the lists that show the rows behind a number; no sites stand for all. */
final class DashboardLinks {

    private static final Function<String, DataColumn> PATIENTS =
            id -> DataColumns.find(IdentificationForm.FORM, id).orElseThrow();

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

    /** The patients who were entered in a month. */
    static String entered(Collection<String> sites, YearMonth month) {
        return entered(sites, new ColumnCondition.Dates(days(month), days(month)));
    }

    /** The patients who were entered by the end of a month. */
    static String enteredUntil(Collection<String> sites, YearMonth month) {
        return entered(sites, new ColumnCondition.Dates(null, days(month)));
    }

    private static PartialDate days(YearMonth month) {
        return new PartialDate(month.getYear(), month.getMonthValue(), null);
    }

    private static String entered(Collection<String> sites, ColumnCondition days) {
        return data(patientsWith(sites, "patient.created").sortedBy(PATIENTS.apply("patient.created"), false)
                .with(PATIENTS.apply("patient.created"), days));
    }

    /** The patients by the grid, with how many of their answers are verified; the most first. */
    static String verified(Collection<String> sites) {
        return data(patientsWith(sites, "patient.verified").sortedBy(PATIENTS.apply("patient.verified"), true));
    }

    static String form(Collection<String> sites, Form<? extends CasebookRow> form) {
        return data(of(DataQuery.of(form), sites));
    }

    private static DataQuery patientsWith(Collection<String> sites, String column) {
        return of(DataQuery.of(IdentificationForm.FORM), sites).withColumns(Stream.of("patient.number", "patient.site",
                "patient.state", "patient.completeness", column).map(PATIENTS).toList());
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
     * @param item  of which only those are shown where it is missing, or blank; null for those where anything is
     */
    static String visits(Collection<String> sites, String visit, @Nullable Item<?, ?> item, boolean blank) {
        DataQuery query = of(with(DataQuery.of(VisitForm.FORM), "row.visit", new ColumnCondition.AnyOf(Set.of(visit))), sites);
        return data(item == null
                ? with(query, blank ? "row.blank" : "row.missing", new ColumnCondition.Numbers(BigDecimal.ONE, null))
                : with(query, item.name(), blank ? new ColumnCondition.Empty() : new ColumnCondition.Missing(Set.of())));
    }

    private static DataQuery of(DataQuery query, Collection<String> sites) {
        return sites.isEmpty() ? query : with(query, "patient.site", new ColumnCondition.AnyOf(new TreeSet<>(sites)));
    }

    private static String data(DataQuery query) {
        String address = query.address();
        return "data/" + query.form().path() + (address.isEmpty() ? "" : "?" + address);
    }

    private static DataQuery with(DataQuery query, String column, ColumnCondition test) {
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
