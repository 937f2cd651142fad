package org.sivig.ecrf.query;

import static org.sivig.ecrf.list.Criterion.any;
import static org.sivig.ecrf.list.Criterion.contains;
import static org.sivig.ecrf.list.Criterion.days;
import static org.sivig.ecrf.list.Criterion.patient;
import static org.sivig.ecrf.list.Criterion.rows;
import static org.sivig.ecrf.list.Criterion.said;

import java.time.LocalDate;
import java.util.Set;
import org.sivig.ecrf.crf.TypedText;
import org.sivig.ecrf.list.Column;
import org.sivig.ecrf.list.Columns;
import org.sivig.ecrf.list.Name;
import org.sivig.ecrf.list.Range;
import org.sivig.ecrf.study.life.QueryOutcome;
import org.sivig.ecrf.study.life.QueryState;

/** The columns of the list of queries. What was raised last comes first; usually it shows what waits for somebody. */
public final class QueryColumns {

    public static final Columns<QueryRow> ALL = Columns.descending("q.number");

    /** As people say it, Q-118. */
    public static final Column<QueryRow, String> NAME = ALL.column("name").sorted("q.number")
            .filtered(contains("concat('q-', cast(q.number as string))", TypedText::withHyphens));
    public static final Column<QueryRow, String> PATIENT =
            ALL.column("patient").sorted("p.number").filtered(patient("p.number"));
    public static final Column<QueryRow, Set<String>> SITE =
            ALL.column("site").filtered(any("p.site", Name.itself()));
    /** Names of forms. */
    public static final Column<QueryRow, Set<String>> FORM =
            ALL.column("form").filtered(any("q.form", Name.itself()));
    /** Names of items, whatever the row. */
    public static final Column<QueryRow, Set<String>> ITEM =
            ALL.column("item").filtered(any("q.item", Name.itself()));
    /** Visits, courses and drugs: keys of the row. */
    public static final Column<QueryRow, Set<String>> WHERE = ALL.column("where").filtered(rows("q.rowKey"));
    public static final Column<QueryRow, Set<QueryState>> STATE = ALL.column("state").sorted("q.state")
            .filtered(any("q.state", Name.of(QueryState.class))
                    .usually(Set.of(QueryState.CANDIDATE, QueryState.OPEN, QueryState.ANSWERED)));
    public static final Column<QueryRow, String> TEXT = ALL.column("text").filtered(said("q.text"));
    /** The user name or the name of who raised it. */
    public static final Column<QueryRow, String> BY = ALL.column("by").filtered(said("concat(q.raisedBy, ' ', "
            + "coalesce((select u.displayName from UserAccount u where u.username = q.raisedBy), ''))"));
    public static final Column<QueryRow, Range<LocalDate>> RAISED =
            ALL.column("raised").sorted("q.raisedAt").filtered(days("q.raisedAt"));
    /** When it was last opened; those that never were are left out by any day. */
    public static final Column<QueryRow, Range<LocalDate>> OPENED =
            ALL.column("opened").sorted("q.openedAt").unknownLast().filtered(days("q.openedAt"));
    public static final Column<QueryRow, Set<QueryOutcome>> OUTCOME =
            ALL.column("outcome").filtered(any("q.outcome", Name.of(QueryOutcome.class)));

    private QueryColumns() {
    }
}
