package org.sivig.ecrf.study;

import static org.sivig.ecrf.crf.Claim.sure;
import static org.sivig.ecrf.crf.Reference.the;
import static org.sivig.ecrf.crf.Term.day;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Claim;
import org.sivig.ecrf.crf.Evaluation;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.Reference;
import org.sivig.ecrf.crf.Span;
import org.sivig.ecrf.crf.Term;
import org.sivig.ecrf.crf.Told;
import org.sivig.ecrf.crf.Truth;
import org.sivig.ecrf.crf.YesNo;
import org.sivig.ecrf.score.AcrEular2013;
import org.sivig.ecrf.score.Age;
import org.sivig.ecrf.score.Durations;
import org.sivig.ecrf.score.EscsgFloor;
import org.sivig.ecrf.score.ExpectedInfusions;
import org.sivig.ecrf.score.Mdrd;
import org.sivig.ecrf.score.Quantity;
import org.sivig.ecrf.score.Rounding;
import org.sivig.ecrf.study.code.IvigFrequency;
import org.sivig.ecrf.study.code.Sex;

/** What the edit checks speak of beside answers, under the names of the data contract. Nothing is imputed here. */
final class Terms {

    static final Reference BIRTH = the(IdentificationForm.BIRTH_DATE);
    static final Reference FIRST_INFUSION = the(IvigCourseForm.START, "1");

    static final Term ACR_LOW = acr("acr_low", AcrEular2013::low);
    static final Term ACR_HIGH = acr("acr_high", AcrEular2013::high);

    /** Of the current course. */
    static final Term N_EXPECTED = Term.computed("n_expected",
            Set.of(IvigCourseForm.FREQ, IvigCourseForm.START, IvigCourseForm.END), evaluation -> {
                Quantity expected = ExpectedInfusions.of(
                        evaluation.value(IvigCourseForm.FREQ) == IvigFrequency.MONTHLY, Durations.months(
                                evaluation.value(IvigCourseForm.START), evaluation.value(IvigCourseForm.END)));
                return expected == null || expected.approximate() ? null : raw(expected);
            });

    /** Of the current visit. */
    static final Term ESCSG_LB = Term.computed("escsg_lb", Set.of(VisitForm.MRSS, VisitForm.DLCO),
            evaluation -> raw(EscsgFloor.of(evaluation.value(VisitForm.MRSS), evaluation.value(VisitForm.DLCO))));

    /** Of the current visit. */
    static final Term MDRD_CALC = Term.computed("mdrd_calc", Set.of(VisitForm.CREAT, VisitForm.VISIT_DATE,
            IdentificationForm.BIRTH_DATE, IdentificationForm.SEX), evaluation -> {
                Span age = age(BIRTH, the(VisitForm.VISIT_DATE)).in(evaluation);
                Sex sex = evaluation.value(IdentificationForm.SEX);
                return raw(Mdrd.of(evaluation.value(VisitForm.CREAT),
                        age == null || !age.isExact() ? null : new Quantity(age.low(), 0, false),
                        sex == null ? null : sex == Sex.FEMALE));
            });

    static final Term WINDOW_FROM_DAY = window("window_from_day", VisitPlan::windowFrom);
    static final Term WINDOW_TO_DAY = window("window_to_day", VisitPlan::windowTo);

    static final Claim VISIT_HAS_DATA = visitHasData();

    private static final Set<Item<?, ?>> PRIOR_ANSWERS = Set.of(PriorTreatmentOverviewForm.ANY_PRIOR,
            PriorTreatmentForm.GIVEN, PriorTreatmentForm.SPEC);

    static final Claim PRIOR_TREATED = Claim.summed("prior_treated", PRIOR_ANSWERS,
            evaluation -> prior(evaluation, drug -> true));

    static final Claim PRIOR_IMMUNOSUPPRESSED = Claim.summed("prior_immunosuppressed", PRIOR_ANSWERS,
            evaluation -> prior(evaluation, PriorTherapy::isImmunosuppressant));

    static final Term EARLIEST_PRIOR_START = Term.summed("earliest_prior_start", Set.of(PriorTreatmentForm.START),
            Terms::earliestPriorStart);

    static final Claim PRIOR_STARTS_COMPLETE = Claim.summed("prior_starts_complete",
            Set.of(PriorTreatmentForm.GIVEN, PriorTreatmentForm.SPEC, PriorTreatmentForm.START),
            evaluation -> Truth.of(priorStartsComplete(evaluation)));

    /** Of the current item: a value that looks as if it were of another unit. */
    static final Claim UNIT_TRAP = Claim.computed("unit_trap", Set.of(),
            evaluation -> Truth.of(VisitChecks.E60.fires(evaluation)));

    static final Claim ANY_MEETS_PERIOD = Claim.computed("any_meets_period", Set.of(IvigCourseForm.START,
            IvigCourseForm.END, IvigCourseForm.ONGO, IvigCourseForm.DONE), evaluation ->
            evaluation.casebook().rows(IvigCourseForm.FORM).stream()
                    .map(course -> meetsPeriod(course.key()).in(evaluation)).reduce(Truth.FALSE, Truth::or));

    private static final List<String> DEATH = List.of("deces", "mort", "morte");
    private static final String DYING = "deced";

    private Terms() {
    }

    // --- of dates ---------------------------------------------------------------------------------------------------

    /** Days from one date to another. */
    static Term days(Term from, Term to) {
        return Term.function("days", List.of(from, to), dates -> dates.getLast().minus(dates.getFirst()));
    }

    /** Months from one day to another. */
    static Term months(Term from, Term to) {
        return Term.function("months", List.of(from, to),
                dates -> dates.getFirst().isExact() && dates.getLast().isExact()
                        ? raw(Durations.months(PartialDate.of(dates.getFirst().first()),
                                PartialDate.of(dates.getLast().first()))) : null);
    }

    /** Completed years. */
    static Term age(Term birth, Term event) {
        return Term.function("age", List.of(birth, event),
                dates -> new Span(Age.completedYears(dates.getFirst().last(), dates.getLast().first()),
                        Age.completedYears(dates.getFirst().first(), dates.getLast().last())));
    }

    static Term year(Term date) {
        return Term.function("year", List.of(date),
                dates -> new Span(dates.getFirst().first().getYear(), dates.getFirst().last().getYear()));
    }

    /** Widened to whole months. */
    static Term month(Term date) {
        return Term.function("month", List.of(date), dates -> Span.of(dates.getFirst().first().withDayOfMonth(1),
                dates.getFirst().last().withDayOfMonth(dates.getFirst().last().lengthOfMonth())));
    }

    // --- of courses, treatments and visits --------------------------------------------------------------------------

    /** Whether a course touches the period of the study. */
    static Claim meetsPeriod(String course) {
        Reference start = the(IvigCourseForm.START, course);
        Term begin = day("2004-01-01");
        Claim touches = start.isAtMost(day("2014-12-31")).and(start.isAtLeast(begin)
                .or(the(IvigCourseForm.END, course).isAtLeast(begin),
                        sure(the(IvigCourseForm.ONGO, course).is(YesNo.YES))));
        return Claim.named("meets_period(" + course + ")", course.equals("1") ? touches
                : sure(the(IvigCourseForm.DONE, course).is(YesNo.YES)).and(touches));
    }

    /** Whether a text of the current visit speaks of death. */
    static Claim mentionsDeath(Reference text) {
        return text.matches("mentions_death", Terms::mentionsDeath);
    }

    private static boolean mentionsDeath(String text) {
        String plain = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "");
        return Arrays.stream(plain.split("[^\\p{L}\\p{N}]+"))
                .anyMatch(word -> DEATH.contains(word) || word.startsWith(DYING));
    }

    private static Truth prior(Evaluation evaluation, Predicate<String> counts) {
        List<PriorTherapy> told = new ArrayList<>();
        for (PriorTreatment row : evaluation.casebook().rows(PriorTreatmentForm.FORM)) {
            if (row.code("drug").equals(Drug.OTHER)) {
                told.add(new PriorTherapy(row.key(), null, evaluation.value(PriorTreatmentForm.SPEC, row) != null));
            } else if (counts.test(row.code("drug"))) {
                told.add(new PriorTherapy(row.key(), evaluation.value(PriorTreatmentForm.GIVEN, row), false));
            }
        }
        return PriorTherapy.given(evaluation.value(PriorTreatmentOverviewForm.ANY_PRIOR), told, counts);
    }

    private static @Nullable Span earliestPriorStart(Evaluation evaluation) {
        Span earliest = null;
        for (PriorTreatment row : evaluation.casebook().rows(PriorTreatmentForm.FORM)) {
            PartialDate start = evaluation.value(PriorTreatmentForm.START, row);
            if (start != null) {
                Span span = Span.of(start);
                earliest = earliest == null ? span
                        : new Span(Math.min(earliest.low(), span.low()), Math.min(earliest.high(), span.high()));
            }
        }
        return earliest;
    }

    private static boolean priorStartsComplete(Evaluation evaluation) {
        boolean complete = true;
        for (PriorTreatment row : evaluation.casebook().rows(PriorTreatmentForm.FORM)) {
            boolean other = row.code("drug").equals(Drug.OTHER);
            boolean further = !other && Drug.number(row.keys().get("drug")) > 1;
            YesNo given = evaluation.value(PriorTreatmentForm.GIVEN, row);
            boolean needed = other ? evaluation.value(PriorTreatmentForm.SPEC, row) != null
                    : further ? given == YesNo.YES : given != YesNo.NO;
            boolean started = evaluation.value(PriorTreatmentForm.START, row) != null;
            complete &= started || !needed;
        }
        return complete;
    }

    private static Claim visitHasData() {
        return Claim.summed("visit_has_data", Set.copyOf(VisitForm.DATA), evaluation -> {
            boolean any = false;
            for (Item<Visit, ?> item : VisitForm.DATA) {
                any |= evaluation.value(item) != null;
            }
            return Truth.of(any);
        });
    }

    private static Term window(String name, ToIntFunction<VisitPlan> day) {
        return Term.computed(name, Set.of(), evaluation -> VisitPlan.VISITS.stream()
                .filter(plan -> evaluation.at().row().isAt("visit", plan.visit())).findFirst()
                .map(plan -> Span.exactly(day.applyAsInt(plan))).orElse(null));
    }

    private static Term acr(String name, ToIntFunction<Map<AcrEular2013.Criterion, Boolean>> score) {
        return Term.summed(name, Set.copyOf(Study.CRITERIA.values()),
                evaluation -> Span.exactly(score.applyAsInt(Study.criteria(evaluation::value))));
    }

    private static @Nullable Span raw(@Nullable Quantity quantity) {
        return quantity == null ? null : Span.exactly(quantity.raw());
    }

    // --- as messages tell them --------------------------------------------------------------------------------------

    /** A number rounded to these decimals, without its sign; a range when it is not exact. */
    static Told rounded(Term term, int decimals) {
        return range(evaluation -> {
            Span span = term.in(evaluation);
            return span == null ? null : span.abs();
        }, decimals);
    }

    /** From one number to another, as one when they are the same. */
    static Told range(Term low, Term high) {
        return range(evaluation -> {
            Span from = low.in(evaluation);
            Span to = high.in(evaluation);
            return from == null || to == null ? null : new Span(from.low(), to.high());
        }, 0);
    }

    private static Told range(Function<Evaluation, @Nullable Span> span, int decimals) {
        return Told.number(evaluation -> {
            Span range = span.apply(evaluation);
            if (range == null) {
                return null;
            }
            String low = Rounding.round(range.low(), decimals).toPlainString();
            String high = Rounding.round(range.high(), decimals).toPlainString();
            return low.equals(high) ? low : low + "-" + high;
        });
    }
}
