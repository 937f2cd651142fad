package org.sivig.ecrf.casebook;

import static org.sivig.ecrf.list.Criterion.any;
import static org.sivig.ecrf.list.Criterion.between;
import static org.sivig.ecrf.list.Criterion.days;
import static org.sivig.ecrf.list.Criterion.one;
import static org.sivig.ecrf.list.Criterion.patient;
import static org.sivig.ecrf.list.Criterion.said;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.list.Column;
import org.sivig.ecrf.list.Columns;
import org.sivig.ecrf.list.Conditions;
import org.sivig.ecrf.list.Filter;
import org.sivig.ecrf.list.Name;
import org.sivig.ecrf.list.Range;
import org.sivig.ecrf.score.EligibilityStatus.Status;
import org.sivig.ecrf.study.code.Sex;
import org.sivig.ecrf.study.code.SscType;
import org.sivig.ecrf.study.life.CasebookState;

/** The columns of the list of patients. */
public final class PatientColumns {

    /** As {@link PatientRow#percent}: the database divides integers in the same way. */
    private static final String PERCENT = "case when p.asked = 0 then 100 else p.answered * 100 / p.asked end";

    /** In the order of life, not of the alphabet. */
    private static final String LIFE = Arrays.stream(CasebookState.values()).map(state -> "when '%s' then %d".formatted(
            state, state.ordinal())).collect(Collectors.joining(" ", "case cast(p.state as String) ", " end"));

    public static final Columns<PatientRow> ALL = Columns.ascending("p.number");

    /** Any part of the number, from the field above the list. */
    public static final Column<PatientRow, String> SEARCH = ALL.column("search").in("q").filtered(patient("p.number"));
    public static final Column<PatientRow, String> NUMBER =
            ALL.column("number").sorted("p.number").filtered(patient("p.number"));
    public static final Column<PatientRow, Set<String>> SITE =
            ALL.column("site").sorted("p.site").filtered(any("p.site", Name.itself()));
    public static final Column<PatientRow, @Nullable Sex> SEX =
            ALL.column("sex").sorted("i.sex").unknownLast().filtered(one("i.sex", Name.of(Sex.LIST)));
    public static final Column<PatientRow, Set<SscType>> SSC_TYPE = ALL.column("ssc_type").in("ssc")
            .sorted("d.sscType").unknownLast().filtered(any("d.sscType", Name.of(SscType.LIST)));
    /** A patient with 5 to 14 points is among those with 9 to 12. */
    public static final Column<PatientRow, Range<Integer>> SCORE = ALL.column("score").in("acr")
            .sorted("p.acrLow", "p.acrHigh").filtered(between("p.acrLow", "p.acrHigh"));
    public static final Column<PatientRow, Set<Status>> ELIGIBILITY = ALL.column("eligibility")
            .sorted("p.eligibility").filtered(any("p.eligibility", Name.of(Status.class)));
    public static final Column<PatientRow, Set<CasebookState>> STATE =
            ALL.column("state").sorted(LIFE).filtered(any("p.state", Name.of(CasebookState.class)));
    public static final Column<PatientRow, Range<Integer>> COMPLETENESS =
            ALL.column("completeness").in("complete").sorted(PERCENT).filtered(between(PERCENT, PERCENT));
    public static final Column<PatientRow, Range<LocalDate>> CHANGED =
            ALL.column("changed").sorted("p.changedAt").filtered(days("p.changedAt"));
    public static final Column<PatientRow, String> CHANGED_BY =
            ALL.column("changed_by").in("by").sorted(Conditions.said("p.changedBy")).filtered(said("p.changedBy"));

    private PatientColumns() {
    }

    /** Those whose casebooks were removed from the study. */
    public static Filter<PatientRow> removed() {
        return Filter.<PatientRow>all().with(STATE, Set.of(CasebookState.REMOVED));
    }
}
