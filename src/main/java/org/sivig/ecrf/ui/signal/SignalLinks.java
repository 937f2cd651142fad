package org.sivig.ecrf.ui.signal;

import com.vaadin.flow.router.QueryParameters;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.audit.AuditColumns;
import org.sivig.ecrf.audit.AuditRecord;
import org.sivig.ecrf.casebook.FindingColumns;
import org.sivig.ecrf.casebook.FindingRow;
import org.sivig.ecrf.casebook.FindingState;
import org.sivig.ecrf.data.ColumnCondition;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.data.DataColumns;
import org.sivig.ecrf.data.DataQuery;
import org.sivig.ecrf.list.Columns;
import org.sivig.ecrf.list.Filter;
import org.sivig.ecrf.list.Listing;
import org.sivig.ecrf.query.QueryColumns;
import org.sivig.ecrf.query.QueryRow;
import org.sivig.ecrf.signal.Signal;
import org.sivig.ecrf.signal.SignalNumber;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.VisitForm;
import org.sivig.ecrf.ui.CasebookAddress;

/** Addresses of what stands behind a signal. */
final class SignalLinks {

    private SignalLinks() {
    }

    /** The rows of a site. */
    static String ofSite(Signal signal, @Nullable SignalNumber number, String site) {
        return switch (signal) {
            case MEDIAN, SPREAD, CONSTANT, ROUND -> visits(site, Objects.requireNonNull(number).item().name());
            case DELAY -> visits(site, VisitForm.VISIT_DATE.name());
            case COPIED_VISIT, COPIED_PATIENT -> visits(site, null);
            case CHANGES -> changes(Filter.<AuditRecord>all().with(AuditColumns.SITE, Set.of(site)));
            case QUERIES -> queries(Filter.<QueryRow>all().with(QueryColumns.SITE, Set.of(site)));
            case IN_A_ROW -> findings(Filter.<FindingRow>all().with(FindingColumns.SITE, Set.of(site)));
        };
    }

    /** What a patient has of it. */
    static String ofPatient(Signal signal, String patient) {
        return switch (signal) {
            case MEDIAN, SPREAD, CONSTANT, ROUND, DELAY, COPIED_VISIT, COPIED_PATIENT ->
                    CasebookAddress.of(patient) + "/" + VisitForm.FORM.path();
            case CHANGES -> changes(Filter.<AuditRecord>all().with(AuditColumns.PATIENT, patient));
            case QUERIES -> queries(Filter.<QueryRow>all().with(QueryColumns.PATIENT, patient));
            case IN_A_ROW -> findings(Filter.<FindingRow>all().with(FindingColumns.NUMBER, patient));
        };
    }

    /** A visit of a patient: the measurement, or the date. */
    static String ofVisit(@Nullable SignalNumber number, String patient, String visit) {
        return CasebookAddress.of(patient, Study.instance(VisitForm.FORM.name(), visit,
                (number == null ? VisitForm.VISIT_DATE : number.item()).name()));
    }

    private static String visits(String site, @Nullable String item) {
        DataQuery query = DataQuery.of(VisitForm.FORM).with(column("patient.site"), new ColumnCondition.AnyOf(Set.of(site)));
        String address = (item == null ? query : query.with(column(item), new ColumnCondition.HasValue())
                .sortedBy(column(item), false)).address();
        return "data/" + DataColumns.path(VisitForm.FORM) + "?" + address;
    }

    private static DataColumn column(String id) {
        return DataColumns.find(VisitForm.FORM, id).orElseThrow();
    }

    private static String changes(Filter<AuditRecord> filter) {
        return address("audit", AuditColumns.ALL, filter.with(AuditColumns.ACT, Set.of(AuditColumns.ANSWER)));
    }

    private static String queries(Filter<QueryRow> filter) {
        return address("queries", QueryColumns.ALL, filter);
    }

    private static String findings(Filter<FindingRow> filter) {
        return address("findings", FindingColumns.ALL, filter.with(FindingColumns.STATE, Set.of(FindingState.JUSTIFIED)));
    }

    private static <R> String address(String path, Columns<R> columns, Filter<R> filter) {
        return path + "?" + new QueryParameters(columns.write(new Listing<>(filter, null, false))).getQueryString();
    }
}
