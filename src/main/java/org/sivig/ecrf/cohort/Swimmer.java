package org.sivig.ecrf.cohort;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.YesNo;
import org.sivig.ecrf.data.ColumnCondition;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.data.DataColumns;
import org.sivig.ecrf.data.DataQuery;
import org.sivig.ecrf.data.DataRow;
import org.sivig.ecrf.score.Durations;
import org.sivig.ecrf.study.CasebookRow;
import org.sivig.ecrf.study.ConcomitantTreatmentForm;
import org.sivig.ecrf.study.FollowUpForm;
import org.sivig.ecrf.study.IvigCourseForm;
import org.sivig.ecrf.study.ToleranceForm;
import org.sivig.ecrf.study.VisitForm;
import org.sivig.ecrf.study.code.StopReason;

/** The courses of each patient along time. */
final class Swimmer implements FigureSource {

    private static final DataColumn DEATH = Columns.of(FollowUpForm.DEATH_DATE);
    private static final DataColumn NEWS = Columns.of(FollowUpForm.LAST_NEWS_DATE);
    private static final DataColumn SEVERE = Columns.of(ToleranceForm.SRX);
    private static final String FIRST = "1";
    private static final DataColumn MONTHS = Columns.figure("dur_calc", FIRST);

    @Override
    public Collection<DataColumn> columns(Choice choice) {
        return Stream.concat(Stream.of(Columns.START, Columns.END, Columns.ONGOING, DEATH, NEWS, SEVERE, MONTHS),
                Columns.VISITS.stream().map(visit -> Columns.of(VisitForm.VISIT_DATE, visit))).toList();
    }

    @Override
    public Content content(Group all, Choice choice, Rows rows) {
        Group started = all.where(Columns.hasValue(Columns.START));
        Map<String, List<DataRow>> courses = byPatient(rows.of(query(IvigCourseForm.FORM, "row.course", "start", "end", "ongo", "stop")
                .with(column(IvigCourseForm.FORM, "start"), new ColumnCondition.HasValue())));
        Map<String, List<DataRow>> treatments = byPatient(rows.of(query(ConcomitantTreatmentForm.FORM, "row.drug", "start", "end", "ongo", "spec")
                .with(column(ConcomitantTreatmentForm.FORM, "start"), new ColumnCondition.HasValue())));
        List<Picture.Lane> lanes = started.members().stream().map(member -> lane(member,
                courses.getOrDefault(member.number(), List.of()), treatments.getOrDefault(member.number(), List.of())))
                .sorted(Comparator.comparingDouble(Swimmer::firstMonths).reversed().thenComparing(Picture.Lane::patient)).toList();
        Set<String> approximate = lanes.stream().filter(Picture.Lane::isApproximate).map(Picture.Lane::patient)
                .collect(Collectors.toSet());
        Group ongoing = started.where(Columns.any(Columns.ONGOING, YesNo.YES.code()));
        Group ended = started.where(Columns.hasValue(Columns.END));
        Set<String> again = new LinkedHashSet<>();
        courses.forEach((patient, each) -> {
            if (each.stream().anyMatch(row -> !row.key().equals(FIRST))) {
                again.add(patient);
            }
        });
        List<FigureTable.Line> lines = List.of(
                line("swimmer.started", all.share(started)), line("swimmer.ended", started.share(ended)),
                line("swimmer.ongoing", started.share(ongoing)),
                line("swimmer.open", started.share(started.where(Columns.noValue(Columns.END))
                        .chosen(member -> member.value(Columns.ONGOING) != YesNo.YES, Columns.ONGOING))),
                line("swimmer.again", started.share(started.chosen(member -> again.contains(member.number()), Columns.START))),
                line("swimmer.dead", started.share(started.where(Columns.hasValue(DEATH)))),
                line("swimmer.months", started.median(MONTHS)));
        return new Content(List.of(new FigureTable("swimmer", List.of(Label.key("column.patients")), lines)),
                new Picture.Lanes(lanes), List.of(new Note("unstarted", all.where(Columns.noValue(Columns.START)).count()),
                        new Note("approximate", started.chosen(member -> approximate.contains(member.number()),
                                Columns.START, Columns.END).count())));
    }

    private static FigureTable.Line line(String key, Cell cell) {
        return new FigureTable.Line(Label.key(key), 0, List.of(cell));
    }

    private static DataQuery query(Form<? extends CasebookRow> form, String... columns) {
        return DataQuery.of(form).withColumns(Stream.of(columns).map(id -> column(form, id)).toList());
    }

    private static DataColumn column(Form<? extends CasebookRow> form, String id) {
        return DataColumns.find(form, id).orElseThrow();
    }

    private static Map<String, List<DataRow>> byPatient(List<DataRow> rows) {
        Map<String, List<DataRow>> byPatient = new HashMap<>();
        rows.forEach(row -> byPatient.computeIfAbsent(row.patient(), number -> new ArrayList<>()).add(row));
        return byPatient;
    }

    /** How long the first course is in the picture: to its end, or to the last news of one that goes on. */
    private static double firstMonths(Picture.Lane lane) {
        Picture.Course first = lane.courses().stream().filter(course -> course.number() == 1).findFirst().orElseThrow();
        Picture.Mark to = first.span().until(lane.lastNews());
        return to == null ? 0 : to.middle();
    }

    private static Picture.Lane lane(Member member, List<DataRow> courses, List<DataRow> treatments) {
        LocalDate start = Objects.requireNonNull(Columns.date(member, Columns.START)).middle();
        List<Picture.Course> bars = courses.stream().map(row -> new Picture.Course(Integer.parseInt(row.key()), span(start, row),
                reasons(row.cells().get(4).value()))).sorted(Comparator.comparingInt(Picture.Course::number)).toList();
        List<Picture.Treatment> beside = treatments.stream().map(row -> new Picture.Treatment(
                row.cells().get(4).value() instanceof String spec ? spec : Objects.toString(row.cells().getFirst().value(), ""),
                span(start, row))).toList();
        List<Picture.Mark> visits = Columns.VISITS.stream().map(visit -> mark(visit, start,
                Columns.date(member, Columns.of(VisitForm.VISIT_DATE, visit)))).filter(Objects::nonNull).toList();
        List<Code> severe = new ArrayList<>();
        if (member.value(SEVERE) instanceof Set<?> chosen) {
            chosen.forEach(each -> severe.add((Code) each));
        }
        return new Picture.Lane(member.number(), bars, beside, visits, mark("death", start, Columns.date(member, DEATH)),
                mark("news", start, Columns.date(member, NEWS)), severe);
    }

    /** Of a row that shows its start, its end and whether it goes on after its first cell. */
    private static Picture.Span span(LocalDate start, DataRow row) {
        return new Picture.Span(Objects.requireNonNull(mark("start", start, (PartialDate) row.cells().get(1).value())),
                mark("end", start, (PartialDate) row.cells().get(2).value()), row.cells().get(3).value() == YesNo.YES);
    }

    private static Set<StopReason> reasons(@Nullable Object chosen) {
        Set<StopReason> reasons = new LinkedHashSet<>();
        if (chosen instanceof Set<?> set) {
            set.forEach(each -> reasons.add((StopReason) each));
        }
        return reasons;
    }

    /** Months from the middle of the start to the days that a date may be; null without one. */
    private static Picture.@Nullable Mark mark(String code, LocalDate start, @Nullable PartialDate date) {
        return date == null ? null : new Picture.Mark(code, months(start, date.first()), months(start, date.middle()),
                months(start, date.last()));
    }

    private static double months(LocalDate start, LocalDate day) {
        return ChronoUnit.DAYS.between(start, day) / Durations.DAYS_PER_MONTH;
    }
}
