package org.sivig.ecrf.casebook;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Condition;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.ItemType;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.Row;
import org.sivig.ecrf.crf.YesNo;
import org.sivig.ecrf.study.ConcomitantTreatmentForm;
import org.sivig.ecrf.study.Derived;
import org.sivig.ecrf.study.Diagnosis;
import org.sivig.ecrf.study.DiagnosisForm;
import org.sivig.ecrf.study.FollowUp;
import org.sivig.ecrf.study.FollowUpForm;
import org.sivig.ecrf.study.IvigCourse;
import org.sivig.ecrf.study.IvigCourseForm;
import org.sivig.ecrf.study.OrganHistory;
import org.sivig.ecrf.study.OrganHistoryForm;
import org.sivig.ecrf.study.PriorTreatmentForm;
import org.sivig.ecrf.study.PriorTreatmentOverviewForm;
import org.sivig.ecrf.study.Visit;
import org.sivig.ecrf.study.VisitForm;
import org.sivig.ecrf.study.VisitPlan;

/**
 * What happened to a patient and when, as far as the answers tell. A date stands for all days that it may mean. Nothing
 * in it comes from the patient's identity.
 *
 * @param today   the day on which it is read: nothing has happened after it
 * @param entries lane by lane; within a lane by the first day they may have begun, what has no date last
 */
public record PatientTimeline(LocalDate today, List<Entry> entries) {

    /** A date before this year is a slip of the keyboard: it is told, and not drawn. */
    private static final int FIRST_YEAR = 1900;

    /** The least that is shown of the time after the start of a course that has no end. */
    private static final int MONTHS_OF_OPEN_COURSE = 6;

    /** What belongs together, from top to bottom. */
    public enum Lane {
        ONSET, ORGAN, PRIOR_DRUG, COURSE, VISIT, COURSE_DRUG, OUTCOME
    }

    /** What an entry stands for. */
    public enum Shape {
        /** It happened on one day. */
        MOMENT,
        /** It began and ended. */
        STRETCH,
        /** It began and had not ended. */
        ONGOING,
        /** A visit that did not take place. */
        MISSED,
        /** A visit of which nothing is known yet. */
        AWAITED
    }

    /** All days from one to another, both included. */
    public record Days(LocalDate first, LocalDate last) {

        static Days of(PartialDate date) {
            return new Days(date.first(), date.last());
        }

        Days and(Days other) {
            return new Days(first.isBefore(other.first) ? first : other.first,
                    last.isAfter(other.last) ? last : other.last);
        }
    }

    /**
     * One thing on the timeline.
     *
     * @param subject what it is about
     * @param field   where its date is answered
     * @param from    when it happened or began; null when not known
     * @param to      when it ended; of what is ongoing, until when that is known; null when not known
     * @param due     when a visit that has no date was due; null when that is not known, and for everything else
     */
    public record Entry(Lane lane, Shape shape, Casebook.Instance subject, Casebook.Instance field,
            @Nullable PartialDate from, @Nullable PartialDate to, @Nullable Days due) {

        /** The days on which it happened or may have begun. */
        public @Nullable Days start() {
            return from == null ? due : Days.of(from);
        }

        /** The days on which it may have ended; null for a moment, and when not known. */
        public @Nullable Days end() {
            return to == null ? null : Days.of(to);
        }

        /** Whether it surely ended before it began. */
        public boolean isReversed() {
            return shape == Shape.STRETCH && from != null && to != null && to.isBefore(from).isTrue();
        }

        /** All days of it that are known. */
        @Nullable Days extent() {
            Days start = start();
            Days end = end();
            return start == null ? end : end == null ? start : start.and(end);
        }

        private LocalDate order() {
            Days extent = extent();
            return extent == null ? LocalDate.MAX : extent.first();
        }
    }

    /** A part of the timeline on an axis of its own, wide enough for all that sets its scale. */
    public record Chart(Days axis, Map<Lane, List<Entry>> lanes) {
    }

    /** Reads the timeline out of the answers. */
    public static PatientTimeline of(Casebook casebook) {
        List<Entry> entries = new Reader(casebook).read();
        entries.sort(Comparator.comparing(Entry::lane).thenComparing(Entry::order));
        return new PatientTimeline(casebook.today(), List.copyOf(entries));
    }

    /** The years of the disease; null when it has no date. */
    public @Nullable Chart disease() {
        List<Entry> shown = placed(Lane.ONSET, Lane.ORGAN, Lane.PRIOR_DRUG, Lane.COURSE, Lane.OUTCOME);
        return shown.stream().map(Entry::extent).filter(Objects::nonNull).reduce(Days::and)
                .map(all -> chart(new Days(all.first().withDayOfYear(1),
                        LocalDate.of(all.last().getYear(), 12, 31)), shown)).orElse(null);
    }

    /** The courses of IVIG and the visits, close up, with the drugs given beside them; null when there is no course. */
    public @Nullable Chart treatment() {
        List<Entry> courses = placed(Lane.COURSE);
        if (courses.isEmpty()) {
            return null;
        }
        Days span = Stream.concat(courses.stream(), placed(Lane.VISIT).stream()).map(PatientTimeline::scale)
                .filter(Objects::nonNull).reduce(Days::and).orElseThrow();
        Days axis = new Days(YearMonth.from(span.first()).minusMonths(1).atDay(1),
                YearMonth.from(span.last()).plusMonths(1).atEndOfMonth());
        return chart(axis, placed(Lane.COURSE, Lane.VISIT, Lane.COURSE_DRUG, Lane.OUTCOME).stream()
                .filter(entry -> entry.lane() != Lane.OUTCOME || touches(entry, axis)).toList());
    }

    /** Present, and of no known date. */
    public List<Entry> undated() {
        return entries.stream().filter(entry -> entry.extent() == null).toList();
    }

    /** With a date that cannot be: before 1900, or still to come. */
    public List<Entry> impossible() {
        return entries.stream().filter(entry -> entry.extent() != null && !isPlaced(entry)).toList();
    }

    private List<Entry> placed(Lane... lanes) {
        return entries.stream().filter(entry -> List.of(lanes).contains(entry.lane()) && isPlaced(entry)).toList();
    }

    private boolean isPlaced(Entry entry) {
        return entry.extent() != null && Stream.of(entry.from(), entry.to()).filter(Objects::nonNull)
                .allMatch(date -> date.year() >= FIRST_YEAR && !date.first().isAfter(today));
    }

    /** The days of an entry for which the axis of the treatment makes room. */
    private static @Nullable Days scale(Entry entry) {
        Days start = entry.start();
        boolean open = entry.lane() == Lane.COURSE && (entry.shape() == Shape.ONGOING || entry.end() == null);
        return open && start != null ? new Days(start.first(), start.last().plusMonths(MONTHS_OF_OPEN_COURSE))
                : entry.extent();
    }

    private static boolean touches(Entry entry, Days axis) {
        Days days = Objects.requireNonNull(entry.extent());
        return !days.last().isBefore(axis.first()) && !days.first().isAfter(axis.last());
    }

    private static Chart chart(Days axis, List<Entry> entries) {
        Map<Lane, List<Entry>> lanes = new EnumMap<>(Lane.class);
        entries.forEach(entry -> lanes.computeIfAbsent(entry.lane(), lane -> new ArrayList<>()).add(entry));
        return new Chart(axis, lanes);
    }

    /** Goes through the forms. */
    private static final class Reader {

        private final Casebook casebook;
        private final @Nullable PartialDate firstInfusion;
        private final @Nullable PartialDate lastKnown;
        private final List<Entry> entries = new ArrayList<>();

        Reader(Casebook casebook) {
            this.casebook = casebook;
            firstInfusion = Derived.firstInfusion(casebook);
            PartialDate death = casebook.value(FollowUp.class, FollowUp::getDeathDate);
            lastKnown = death != null ? death : casebook.value(FollowUp.class, FollowUp::getLastNewsDate);
        }

        List<Entry> read() {
            onset();
            organs();
            moment(Lane.PRIOR_DRUG, PriorTreatmentOverviewForm.FORM, PriorTreatmentOverviewForm.FIRST_DATE);
            casebook.rows(PriorTreatmentForm.FORM).forEach(row -> drug(Lane.PRIOR_DRUG, PriorTreatmentForm.FORM, row,
                    PriorTreatmentForm.SPEC, PriorTreatmentForm.START, PriorTreatmentForm.END, PriorTreatmentForm.ONGO,
                    firstInfusion));
            casebook.rows(IvigCourseForm.FORM).forEach(this::course);
            casebook.rows(ConcomitantTreatmentForm.FORM).forEach(row -> drug(Lane.COURSE_DRUG,
                    ConcomitantTreatmentForm.FORM, row, ConcomitantTreatmentForm.SPEC, ConcomitantTreatmentForm.START,
                    ConcomitantTreatmentForm.END, ConcomitantTreatmentForm.ONGO, lastKnown));
            for (VisitPlan plan : VisitPlan.VISITS) {
                casebook.rows(VisitForm.FORM).stream().filter(row -> row.isAt("visit", plan.visit()))
                        .forEach(row -> visit(plan, row));
            }
            if (casebook.value(FollowUp.class, FollowUp::getDeath) == YesNo.YES) {
                Casebook.Instance death = at(FollowUpForm.FORM, FollowUpForm.DEATH_DATE);
                add(Lane.OUTCOME, Shape.MOMENT, death, death, date(death), null);
            }
            moment(Lane.OUTCOME, FollowUpForm.FORM, FollowUpForm.LAST_NEWS_DATE);
            return entries;
        }

        /** The year asked in section 3, or the more precise date of section 4 when that lies in the same year. */
        private void onset() {
            PartialDate year = year(casebook.value(Diagnosis.class, Diagnosis::getRaynaudYear));
            PartialDate history = casebook.value(OrganHistory.class, OrganHistory::getRpHxDate);
            boolean present = casebook.value(OrganHistory.class, OrganHistory::getRpHx) == YesNo.YES;
            Casebook.Instance inYear = at(DiagnosisForm.FORM, DiagnosisForm.RAYNAUD_YEAR);
            Casebook.Instance inHistory = at(OrganHistoryForm.FORM, OrganHistoryForm.RP_HX_DATE);
            boolean refined = history != null && (year == null || history.year() == year.year());
            if (refined || present && year == null) {
                add(Lane.ONSET, Shape.MOMENT, inYear, inHistory, history, null);
            } else if (year != null) {
                add(Lane.ONSET, Shape.MOMENT, inYear, inYear, year, null);
                if (history != null) {
                    add(Lane.ORGAN, Shape.MOMENT, at(OrganHistoryForm.FORM, OrganHistoryForm.RP_HX), inHistory, history,
                            null);
                }
            }
            Casebook.Instance symptom = at(DiagnosisForm.FORM, DiagnosisForm.FIRST_NONRP_YEAR);
            PartialDate first = year(casebook.value(Diagnosis.class, Diagnosis::getFirstNonrpYear));
            if (first != null) {
                add(Lane.ONSET, Shape.MOMENT, symptom, symptom, first, null);
            }
            moment(Lane.ONSET, DiagnosisForm.FORM, DiagnosisForm.DX_DATE);
        }

        /** Each involvement that is present; its date is the item that is asked because of it. */
        private void organs() {
            List<Item<OrganHistory, ?>> items = OrganHistoryForm.FORM.items();
            for (Item<OrganHistory, ?> item : items) {
                if (item.type() == ItemType.PARTIAL_DATE || item == OrganHistoryForm.RP_HX) {
                    continue;
                }
                Casebook.Instance involvement = at(OrganHistoryForm.FORM, item);
                Casebook.Instance onset = items.stream()
                        .filter(date -> date.asked() instanceof Condition.Has has && has.item() == item).findFirst()
                        .map(date -> at(OrganHistoryForm.FORM, date)).orElse(null);
                if (onset == null ? involvement.answer().value() == YesNo.YES : casebook.isAsked(onset)) {
                    add(Lane.ORGAN, Shape.MOMENT, involvement, onset == null ? involvement : onset,
                            onset == null ? null : date(onset), null);
                }
            }
        }

        private <R extends Row> void drug(Lane lane, Form<R> form, R row, Item<R, String> name,
                Item<R, PartialDate> start, Item<R, PartialDate> end, Item<R, YesNo> ongoing,
                @Nullable PartialDate ongoingAt) {
            Casebook.Instance begun = new Casebook.Instance(form, start, row);
            if (casebook.isAsked(begun)) {
                stretch(lane, new Casebook.Instance(form, name, row), begun, new Casebook.Instance(form, end, row),
                        ongoing.in(row).value() == YesNo.YES, ongoingAt);
            }
        }

        private void course(IvigCourse course) {
            boolean ongoing = course.getOngo() == YesNo.YES;
            if (course.getDone() == YesNo.YES || course.getStart() != null || course.getEnd() != null || ongoing) {
                Casebook.Instance start = new Casebook.Instance(IvigCourseForm.FORM, IvigCourseForm.START, course);
                stretch(Lane.COURSE, start, start,
                        new Casebook.Instance(IvigCourseForm.FORM, IvigCourseForm.END, course), ongoing, lastKnown);
            }
        }

        private void stretch(Lane lane, Casebook.Instance subject, Casebook.Instance start, Casebook.Instance end,
                boolean ongoing, @Nullable PartialDate ongoingAt) {
            PartialDate from = date(start);
            boolean later = ongoingAt != null && (from == null || !ongoingAt.isBefore(from).isTrue());
            add(lane, ongoing ? Shape.ONGOING : Shape.STRETCH, subject,
                    from == null && date(end) != null ? end : start, from,
                    ongoing ? later ? ongoingAt : null : date(end));
        }

        private void visit(VisitPlan plan, Visit row) {
            Casebook.Instance date = new Casebook.Instance(VisitForm.FORM, VisitForm.VISIT_DATE, row);
            Casebook.Instance done = new Casebook.Instance(VisitForm.FORM, VisitForm.VISIT_DONE, row);
            Days due = firstInfusion == null ? null : new Days(firstInfusion.first().plusDays(plan.windowFrom()),
                    firstInfusion.last().plusDays(plan.windowTo()));
            if (row.getVisitDone() == YesNo.NO) {
                entries.add(new Entry(Lane.VISIT, Shape.MISSED, date, done, null, null, due));
            } else if (row.getVisitDate() != null) {
                add(Lane.VISIT, Shape.MOMENT, date, date, row.getVisitDate(), null);
            } else if (row.getVisitDone() == YesNo.YES) {
                add(Lane.VISIT, Shape.MOMENT, date, date, null, null);
            } else if (due != null) {
                entries.add(new Entry(Lane.VISIT, Shape.AWAITED, date, date, null, null, due));
            }
        }

        private <R extends Row> void moment(Lane lane, Form<R> form, Item<R, ?> item) {
            Casebook.Instance instance = at(form, item);
            if (date(instance) != null) {
                add(lane, Shape.MOMENT, instance, instance, date(instance), null);
            }
        }

        private void add(Lane lane, Shape shape, Casebook.Instance subject, Casebook.Instance field,
                @Nullable PartialDate from, @Nullable PartialDate to) {
            entries.add(new Entry(lane, shape, subject, field, from, to, null));
        }

        private <R extends Row> Casebook.Instance at(Form<R> form, Item<R, ?> item) {
            return new Casebook.Instance(form, item, casebook.row(form));
        }

        private static @Nullable PartialDate date(Casebook.Instance instance) {
            return (PartialDate) instance.answer().value();
        }

        private static @Nullable PartialDate year(@Nullable Integer year) {
            return year == null ? null : PartialDate.of(year);
        }
    }
}
