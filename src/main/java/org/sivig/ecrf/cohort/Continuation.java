package org.sivig.ecrf.cohort;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.YesNo;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.score.Durations;
import org.sivig.ecrf.score.Survival;
import org.sivig.ecrf.study.FollowUpForm;
import org.sivig.ecrf.study.IvigCourseForm;
import org.sivig.ecrf.study.VisitForm;
import org.sivig.ecrf.study.code.StopReason;

/** How long the first course goes on, and why it ends. */
final class Continuation implements FigureSource {

    private static final DataColumn STOP = Columns.of(IvigCourseForm.STOP, "1");
    private static final DataColumn DEATH = Columns.of(FollowUpForm.DEATH);
    private static final DataColumn DEATH_DATE = Columns.of(FollowUpForm.DEATH_DATE);
    private static final DataColumn NEWS = Columns.of(FollowUpForm.LAST_NEWS_DATE);

    /** The months that stand in the table while somebody is at risk: those of the visits, then years. */
    private static final List<Integer> MONTHS = Stream.concat(Stream.of(0, 3, 6, 9, 12, 18), IntStream.rangeClosed(2, 30).mapToObj(year -> year * 12)).toList();

    /** Why a patient with a start is not in the curve. */
    private enum Left {
        END_UNKNOWN, NEWS_UNKNOWN
    }

    /**
     * What is known of a patient with a start.
     *
     * @param time null when the patient is left out
     * @param left why; null when the patient is not
     */
    private record Known(Survival.@Nullable Time<StopCause> time, @Nullable Left left, boolean approximate) {
    }

    @Override
    public Collection<DataColumn> columns(Choice choice) {
        return Stream.concat(Stream.of(Columns.START, Columns.END, Columns.ONGOING, STOP, DEATH, DEATH_DATE, NEWS),
                Columns.VISITS.stream().map(visit -> Columns.of(VisitForm.VISIT_DATE, visit))).toList();
    }

    private static Known known(Member member) {
        PartialDate start = Objects.requireNonNull(Columns.date(member, Columns.START));
        PartialDate end = Columns.date(member, Columns.END);
        PartialDate death = Columns.date(member, DEATH_DATE);
        if (end != null) {
            StopCause cause = cause(member.value(STOP));
            boolean died = death != null && !death.middle().isAfter(end.middle());
            return until(start, end, cause == StopCause.UNKNOWN && died ? StopCause.DEATH : cause);
        }
        if (member.value(Columns.ONGOING) != YesNo.YES) {
            return new Known(null, Left.END_UNKNOWN, false);
        }
        if (member.value(DEATH) == YesNo.YES) {
            return death == null ? new Known(null, Left.NEWS_UNKNOWN, false) : until(start, death, StopCause.DEATH);
        }
        PartialDate news = Columns.date(member, NEWS);
        PartialDate last = news != null ? news : Columns.VISITS.stream().map(visit -> Columns.date(member,
                Columns.of(VisitForm.VISIT_DATE, visit))).filter(Objects::nonNull)
                .max(Comparator.comparing(PartialDate::middle)).orElse(null);
        return last == null ? new Known(null, Left.NEWS_UNKNOWN, false) : until(start, last, null);
    }

    private static Known until(PartialDate start, PartialDate end, @Nullable StopCause cause) {
        double months = Math.max(0, Objects.requireNonNull(Durations.months(start, end)).raw());
        return new Known(new Survival.Time<>(months, cause), null, !start.isComplete() || !end.isComplete());
    }

    /** Of several reasons the first of these that is among them. */
    private static StopCause cause(@Nullable Object chosen) {
        Set<?> reasons = chosen instanceof Set<?> set ? set : Set.of();
        return reasons.contains(StopReason.AE) ? StopCause.AE : reasons.contains(StopReason.FAILURE) ? StopCause.FAILURE
                : reasons.contains(StopReason.SUCCESS) ? StopCause.SUCCESS
                : reasons.contains(StopReason.OTH) ? StopCause.OTHER : StopCause.UNKNOWN;
    }

    @Override
    public Content content(Group all, Choice choice, Rows rows) {
        Group started = all.where(Columns.hasValue(Columns.START));
        Map<String, Known> known = new HashMap<>();
        started.members().forEach(member -> known.put(member.number(), known(member)));
        Group watched = started.chosen(member -> known.get(member.number()).time() != null, Columns.START, Columns.END, NEWS);
        List<Survival.Time<StopCause>> times = watched.members().stream()
                .<Survival.Time<StopCause>>map(member -> Objects.requireNonNull(known.get(member.number()).time())).toList();
        Survival<StopCause> survival = Survival.of(times, StopCause.class);
        Group events = watched.chosen(member -> time(known, member).cause() != null, Columns.START, Columns.END, STOP);
        List<FigureTable.Line> summary = new ArrayList<>();
        summary.add(line("continuation.watched", 0, all.share(watched)));
        summary.add(line("continuation.stopped", 0, watched.share(events)));
        StopCause.LIST.codes().forEach(cause -> summary.add(new FigureTable.Line(Label.option(StopCause.LIST, cause.code()), 1,
                List.of(watched.share(events.chosen(member -> time(known, member).cause() == cause, Columns.END, STOP))))));
        summary.add(line("continuation.censored", 0, watched.share(watched.chosen(member -> time(known, member).cause() == null,
                Columns.START, NEWS))));
        Double median = survival.median();
        summary.add(line("continuation.median", 0, median == null ? Cell.NONE
                : new Cell.Estimate(survival.n(), median, null, null, 1, watched.rows())));
        return new Content(List.of(new FigureTable("continuation", List.of(Label.key("column.patients")), summary), table(watched,
                known, survival)), new Picture.Curve(survival, watched.members().stream()
                        .filter(member -> time(known, member).cause() == null)
                        .map(member -> new Picture.Tick(member.number(), time(known, member).time())).toList()),
                List.of(new Note("unstarted", all.where(Columns.noValue(Columns.START)).count()),
                        new Note("end_unknown", left(started, known, Left.END_UNKNOWN)),
                        new Note("news_unknown", left(started, known, Left.NEWS_UNKNOWN)),
                        new Note("several_reasons", events.chosen(member -> member.value(STOP) instanceof Set<?> reasons
                                && reasons.size() > 1, STOP).count()),
                        new Note("approximate", watched.chosen(member -> known.get(member.number()).approximate(), Columns.START,
                                Columns.END).count())));
    }

    private static Survival.Time<StopCause> time(Map<String, Known> known, Member member) {
        return Objects.requireNonNull(known.get(member.number()).time());
    }

    private static Cell left(Group started, Map<String, Known> known, Left why) {
        return started.chosen(member -> known.get(member.number()).left() == why, Columns.START, Columns.END, Columns.ONGOING)
                .count();
    }

    private static FigureTable.Line line(String key, int depth, Cell cell) {
        return new FigureTable.Line(Label.key(key), depth, List.of(cell));
    }

    /** Who is at risk at some months, what is left of all, and of what the others stopped, until nobody is at risk. */
    private static FigureTable table(Group watched, Map<String, Known> known, Survival<StopCause> survival) {
        List<FigureTable.Line> lines = new ArrayList<>();
        for (int month : MONTHS) {
            Group atRisk = watched.chosen(member -> time(known, member).time() >= month, Columns.START, Columns.END, NEWS);
            Survival.Step<StopCause> step = survival.steps().stream().filter(each -> each.time() <= month)
                    .reduce((earlier, later) -> later).orElse(null);
            if (atRisk.size() > 0) {
                List<Cell> cells = new ArrayList<>(List.of(atRisk.count(), new Cell.Estimate(survival.n(),
                        step == null ? 1 : step.survival(), step == null ? null : limit(step.low()),
                        step == null ? null : limit(step.high()), 4, watched.rows())));
                StopCause.LIST.codes().forEach(cause -> cells.add(new Cell.Estimate(survival.n(),
                        step == null ? 0 : step.incidence().get(cause), null, null, 4, watched.rows())));
                lines.add(new FigureTable.Line(new Label.Verbatim("" + month), 0, cells));
            }
        }
        return new FigureTable("continuation.months", Stream.concat(Stream.of(Label.key("column.at_risk"),
                Label.key("column.continuing")), StopCause.LIST.codes().stream().map(cause ->
                        Label.option(StopCause.LIST, cause.code()))).toList(), lines);
    }

    private static @Nullable Double limit(double limit) {
        return Double.isNaN(limit) ? null : limit;
    }
}
