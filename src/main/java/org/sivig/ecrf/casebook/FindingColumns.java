package org.sivig.ecrf.casebook;

import static org.sivig.ecrf.list.Criterion.any;
import static org.sivig.ecrf.list.Criterion.days;
import static org.sivig.ecrf.list.Criterion.patient;
import static org.sivig.ecrf.list.Criterion.rows;

import java.time.LocalDate;
import java.util.Set;
import org.sivig.ecrf.crf.Severity;
import org.sivig.ecrf.list.Column;
import org.sivig.ecrf.list.Columns;
import org.sivig.ecrf.list.Filter;
import org.sivig.ecrf.list.Name;
import org.sivig.ecrf.list.Range;

/** The columns of the list of findings. What fired last comes first; the other direction is the same order from its end. */
public final class FindingColumns {

    public static final Columns<FindingRow> ALL = Columns.<FindingRow>descending("f.firedAt", "f.id").mirrored();

    public static final Column<FindingRow, String> NUMBER =
            ALL.column("number").sorted("p.number").filtered(patient("p.number"));
    public static final Column<FindingRow, Set<String>> SITE =
            ALL.column("site").filtered(any("p.site", Name.itself()));
    /** Names of forms. */
    public static final Column<FindingRow, Set<String>> FORM =
            ALL.column("form").filtered(any("f.form", Name.itself()));
    /** Visits, courses and drugs: keys of the row. */
    public static final Column<FindingRow, Set<String>> WHERE = ALL.column("where").filtered(rows("f.rowKey"));
    /** Ids of checks. */
    public static final Column<FindingRow, Set<String>> CHECK =
            ALL.column("check").sorted("f.checkId").filtered(any("f.checkId", Name.itself()));
    /** Sorted with the gravest first. */
    public static final Column<FindingRow, Set<Severity>> SEVERITY = ALL.column("severity")
            .sorted("f.severityRank").filtered(any("f.severity", Name.of(Severity.class)));
    public static final Column<FindingRow, Set<FindingState>> STATE = ALL.column("state").sorted("f.state")
            .filtered(any("f.state", Name.of(FindingState.class)).usually(Set.of(FindingState.OPEN)));
    public static final Column<FindingRow, Range<LocalDate>> FIRED =
            ALL.column("fired").sorted("f.firedAt", "f.id").filtered(days("f.firedAt"));
    /** Export names of answers on which findings rest with several others; no column of the page. */
    public static final Column<FindingRow, Set<String>> CAUSE =
            ALL.column("cause").filtered(any("f.cause", Name.itself()));

    private FindingColumns() {
    }

    /**
     * Whether of those that rest on one answer only the first is listed: while one looks at all that is open, and not
     * for something.
     */
    public static boolean isFolded(Filter<FindingRow> filter) {
        return filter.with(NUMBER, "").with(SITE, Set.of()).equals(open());
    }

    /** What waits for somebody. */
    public static Filter<FindingRow> open() {
        return ALL.start().filter();
    }
}
