package org.sivig.ecrf.cohort;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.YesNo;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.data.DataFilter;
import org.sivig.ecrf.data.DataQuery;
import org.sivig.ecrf.score.AcrEular2013;
import org.sivig.ecrf.score.EligibilityStatus.Status;
import org.sivig.ecrf.study.Eligibility;
import org.sivig.ecrf.study.EligibilityForm;
import org.sivig.ecrf.study.VisitForm;

/**
 * From the patients that were entered to those seen at each visit. Whom it is of is not narrowed to the eligible: it tells how these
 * come about.
 */
final class Flow implements FigureSource {

    /** In paper order; with each, the answer that excludes. */
    private static final List<Item<Eligibility, YesNo>> CRITERIA =
            List.of(EligibilityForm.ACR_VALID, EligibilityForm.IVIG_2004_2014, EligibilityForm.EXCL_REPLACEMENT);

    private static final DataColumn ACR_CLASS = Columns.figure("acr_class");

    @Override
    public DataQuery population(DataQuery query) {
        return Columns.without(query, Columns.ELIGIBILITY);
    }

    @Override
    public Collection<DataColumn> columns(Choice choice) {
        return Stream.of(Stream.of(Columns.ELIGIBILITY, ACR_CLASS, Columns.START), CRITERIA.stream().map(Columns::of),
                Columns.VISITS.stream().flatMap(visit -> new Attendance(VisitForm.VISIT_DATE, visit).columns()))
                .flatMap(each -> each).toList();
    }

    @Override
    public Content content(Group all, Choice choice, Rows rows) {
        List<FigureTable.Line> lines = new ArrayList<>();
        lines.add(line("flow.created", 0, all.count()));
        Group open = status(all, Status.UNDETERMINED);
        lines.add(line("flow.undetermined", 1, open.count()));
        CRITERIA.forEach(item -> lines.add(new FigureTable.Line(Label.item(item), 2,
                List.of(open.where(Columns.noValue(Columns.of(item))).count()))));
        Group excluded = status(all, Status.NOT_ELIGIBLE);
        lines.add(line("flow.not_eligible", 1, excluded.count()));
        CRITERIA.forEach(item -> lines.add(new FigureTable.Line(Label.item(item), 2, List.of(excluded.where(Columns.any(
                Columns.of(item), (item == EligibilityForm.EXCL_REPLACEMENT ? YesNo.YES : YesNo.NO).code())).count()))));
        Group eligible = status(all, Status.ELIGIBLE);
        lines.add(line("flow.eligible", 1, eligible.count()));
        lines.add(line("flow.otherwise", 2, eligible.where(Columns.none(ACR_CLASS, AcrEular2013.Verdict.YES.code())).count()));
        Group treated = eligible.where(Columns.hasValue(Columns.START));
        lines.add(line("flow.treated", 2, treated.count()));
        lines.add(line("flow.untreated", 2, eligible.where(Columns.noValue(Columns.START)).count()));
        List<FigureTable.Line> visits = Columns.VISITS.stream().map(visit -> new FigureTable.Line(Label.visit(visit), 0,
                List.<Cell>of(new Attendance(VisitForm.VISIT_DATE, visit).share(treated)))).toList();
        return new Content(List.of(new FigureTable("flow", List.of(Label.key("column.patients")), lines),
                new FigureTable("flow.visits", List.of(Label.key("column.dated")), visits)), null, List.of());
    }

    private static Group status(Group all, Status status) {
        DataFilter filter = Columns.any(Columns.ELIGIBILITY, status.code());
        return all.where(filter);
    }

    private static FigureTable.Line line(String key, int depth, Cell cell) {
        return new FigureTable.Line(Label.key(key), depth, List.of(cell));
    }
}
