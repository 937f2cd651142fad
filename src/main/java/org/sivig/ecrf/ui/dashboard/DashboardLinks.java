package org.sivig.ecrf.ui.dashboard;

import com.vaadin.flow.router.QueryParameters;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.casebook.FindingColumns;
import org.sivig.ecrf.casebook.PatientColumns;
import org.sivig.ecrf.casebook.PatientRow;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.Severity;
import org.sivig.ecrf.data.ColumnCondition;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.data.DataColumns;
import org.sivig.ecrf.data.DataQuery;
import org.sivig.ecrf.list.Column;
import org.sivig.ecrf.list.Columns;
import org.sivig.ecrf.list.Filter;
import org.sivig.ecrf.list.Listing;
import org.sivig.ecrf.list.Range;
import org.sivig.ecrf.query.QueryColumns;
import org.sivig.ecrf.study.CasebookRow;
import org.sivig.ecrf.study.IdentificationForm;
import org.sivig.ecrf.study.VisitForm;
import org.sivig.ecrf.study.life.CasebookState;
import org.sivig.ecrf.study.life.QueryState;

/** Addresses of the lists that show the rows behind a number; no sites stand for all. */
final class DashboardLinks {

    private static final Function<String, DataColumn> PATIENTS =
            id -> DataColumns.find(IdentificationForm.FORM, id).orElseThrow();

    private DashboardLinks() {
    }

    static String patients(Collection<String> sites) {
        return patients(at(PatientColumns.SITE, sites), null);
    }

    static String patients(Collection<String> sites, CasebookState state) {
        return patients(at(PatientColumns.SITE, sites).with(PatientColumns.STATE, Set.of(state)), null);
    }

    /** The least complete first. */
    static String incomplete(Collection<String> sites) {
        return patients(at(PatientColumns.SITE, sites), PatientColumns.COMPLETENESS);
    }

    private static String patients(Filter<PatientRow> filter, @Nullable Column<PatientRow, ?> sort) {
        return address("patients", PatientColumns.ALL, new Listing<>(filter, sort == null ? null : sort.key(), false));
    }

    static String findings(Collection<String> sites, Severity severity) {
        return address("findings", FindingColumns.ALL, FindingColumns.ALL.start().with(FindingColumns.open()
                .with(FindingColumns.SITE, Set.copyOf(sites)).with(FindingColumns.SEVERITY, Set.of(severity))));
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
        return address("queries", QueryColumns.ALL, QueryColumns.ALL.start().with(at(QueryColumns.SITE, sites)
                .with(QueryColumns.STATE, Set.of(state)).with(QueryColumns.OPENED, opened)));
    }

    /**
     * Visits in the grid of data that wait for an answer.
     *
     * @param item null for any answer
     */
    static String blank(Collection<String> sites, String visit, @Nullable Item<?, ?> item) {
        DataQuery query = visit(sites, visit);
        return data(item == null ? with(query, "row.blank", new ColumnCondition.Numbers(BigDecimal.ONE, null))
                : with(query, item.name(), new ColumnCondition.Empty()));
    }

    /**
     * Visits at which an item has no value, those that were not done included.
     *
     * @param item null for any item
     */
    static String withoutValue(Collection<String> sites, String visit, @Nullable Item<?, ?> item) {
        DataQuery query = visit(sites, visit);
        return data(item == null ? with(query, "row.without", new ColumnCondition.Numbers(BigDecimal.ONE, null))
                : with(query, item.name(), new ColumnCondition.WithoutValue()));
    }

    private static DataQuery visit(Collection<String> sites, String visit) {
        return of(with(DataQuery.of(VisitForm.FORM), "row.visit", new ColumnCondition.AnyOf(Set.of(visit))), sites);
    }

    private static DataQuery of(DataQuery query, Collection<String> sites) {
        return sites.isEmpty() ? query : with(query, "patient.site", new ColumnCondition.AnyOf(new TreeSet<>(sites)));
    }

    private static String data(DataQuery query) {
        String address = query.address();
        return "data/" + DataColumns.path(query.form()) + (address.isEmpty() ? "" : "?" + address);
    }

    private static DataQuery with(DataQuery query, String column, ColumnCondition test) {
        return query.with(DataColumns.find(query.form(), column).orElseThrow(), test);
    }

    private static <R> Filter<R> at(Column<R, Set<String>> site, Collection<String> sites) {
        return Filter.<R>all().with(site, Set.copyOf(sites));
    }

    private static <R> String address(String path, Columns<R> columns, Listing<R> listing) {
        String query = new QueryParameters(columns.write(listing)).getQueryString();
        return query.isEmpty() ? path : path + "?" + query;
    }
}
