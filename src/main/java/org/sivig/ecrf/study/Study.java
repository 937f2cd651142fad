package org.sivig.ecrf.study;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Completeness;
import org.sivig.ecrf.crf.EditChecks;
import org.sivig.ecrf.crf.Finding;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.YesNo;
import org.sivig.ecrf.score.AcrEular2013;
import org.sivig.ecrf.score.AcrEular2013.Criterion;
import org.sivig.ecrf.score.EligibilityStatus;

/** The SIVIG study: its forms in paper order, and what is derived from them. */
public final class Study {

    /** The time zone of the study: what day today is, and in which times are shown. */
    public static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    /** The one clock. It ticks in microseconds, as databases keep moments. */
    public static final Clock CLOCK = Clock.tick(Clock.system(ZONE), Duration.of(1, ChronoUnit.MICROS));

    /** The version of the forms: another one with each change to what is asked, named in what is signed. */
    public static final String FORMS_VERSION = "1";

    /** The forms of the casebook in paper order. */
    public static final List<Form<? extends CasebookRow>> FORMS =
            List.of(IdentificationForm.FORM, EligibilityForm.FORM, DiagnosisForm.FORM, OrganHistoryForm.FORM,
                    PriorTreatmentOverviewForm.FORM, PriorTreatmentForm.FORM, IvigCourseForm.FORM,
                    ConcomitantTreatmentForm.FORM, VisitForm.FORM, ToleranceForm.FORM, FollowUpForm.FORM);

    /** The sections that are built, in paper order. */
    public static final List<Section> SECTIONS = List.of(
            section("1", IdentificationForm.FORM), section("2", EligibilityForm.FORM),
            section("3", DiagnosisForm.FORM), section("4", OrganHistoryForm.FORM),
            section("5", PriorTreatmentOverviewForm.FORM, PriorTreatmentForm.FORM), course("6", "1", "1"),
            course("7", "2", "2"), section("8", VisitForm.FORM), section("9", ToleranceForm.FORM),
            section("+", FollowUpForm.FORM));

    @SafeVarargs
    private static Section section(String place, Form<? extends CasebookRow>... forms) {
        return new Section(place, forms[0].path(), List.of(forms), Map.of(), Map.of());
    }

    private static Section course(String place, String course, String like) {
        return new Section(place, IvigCourseForm.FORM.path() + "/" + course,
                List.of(IvigCourseForm.FORM, ConcomitantTreatmentForm.FORM), Map.of("course", course),
                Map.of("course", like));
    }

    /** The sections of courses of IVIG after the second, which the paper does not print. */
    private static final List<Section> FURTHER_COURSES =
            IntStream.rangeClosed(3, 9).mapToObj(course -> course("7", "" + course, "2")).toList();

    /** The items that answer the classification criteria. */
    public static final Map<Criterion, Item<Eligibility, YesNo>> CRITERIA = new EnumMap<>(Map.of(
            Criterion.PROX, EligibilityForm.ACR_PROX,
            Criterion.PUFFY, EligibilityForm.ACR_PUFFY,
            Criterion.SCLERO, EligibilityForm.ACR_SCLERO,
            Criterion.ULCER, EligibilityForm.ACR_ULCER,
            Criterion.SCAR, EligibilityForm.ACR_SCAR,
            Criterion.TELANG, EligibilityForm.ACR_TELANG,
            Criterion.CAPILLARO, EligibilityForm.ACR_CAPILLARO,
            Criterion.PAH_ILD, EligibilityForm.ACR_PAH_ILD,
            Criterion.RAYNAUD, EligibilityForm.ACR_RAYNAUD,
            Criterion.AUTOAB, EligibilityForm.ACR_AUTOAB));

    /** The items that answer the eligibility criteria. */
    public static final Map<EligibilityStatus.Criterion, Item<Eligibility, YesNo>> ELIGIBILITY =
            new EnumMap<>(Map.of(
                    EligibilityStatus.Criterion.DIAGNOSIS_VALID, EligibilityForm.ACR_VALID,
                    EligibilityStatus.Criterion.IVIG_IN_PERIOD, EligibilityForm.IVIG_2004_2014,
                    EligibilityStatus.Criterion.REPLACEMENT, EligibilityForm.EXCL_REPLACEMENT));

    private Study() {
    }

    /**
     * The sections of a casebook: those of the paper, and after the second course of IVIG the further ones that have
     * answers.
     *
     * @param open a section that is one of them, answers or not
     */
    public static List<Section> sections(Casebook casebook, @Nullable Section open) {
        List<Section> sections = new ArrayList<>(SECTIONS);
        int at = 1 + IntStream.range(0, SECTIONS.size()).filter(i -> SECTIONS.get(i).place().equals("7")).findFirst()
                .orElseThrow();
        sections.addAll(at, FURTHER_COURSES.stream()
                .filter(course -> course.equals(open) || hasAnswers(course, casebook)).toList());
        return sections;
    }

    /** Whether an answer stands in a section. */
    public static boolean hasAnswers(Section section, Casebook casebook) {
        return section.forms().stream().flatMap(form -> casebook.instances(form).stream())
                .anyMatch(instance -> section.covers(instance) && !instance.answer().isBlank());
    }

    /** The section of the next course of IVIG that has no answers yet; null when there are too many. */
    public static @Nullable Section nextCourse(Casebook casebook) {
        return FURTHER_COURSES.reversed().stream().takeWhile(course -> !hasAnswers(course, casebook))
                .reduce((later, earlier) -> earlier).orElse(null);
    }

    /** Whether a casebook has come to a section: it is printed, or no later than the next course of IVIG. */
    public static boolean isReached(Section section, Casebook casebook) {
        Section next = nextCourse(casebook);
        return next == null || FURTHER_COURSES.indexOf(section) <= FURTHER_COURSES.indexOf(next);
    }

    /** Every section that a casebook can have. */
    public static Stream<Section> allSections() {
        return Stream.concat(SECTIONS.stream(), FURTHER_COURSES.stream());
    }

    /** @return null when there is no section under this address */
    public static @Nullable Section sectionAt(String path) {
        return allSections().filter(section -> section.path().equals(path)).findFirst().orElse(null);
    }

    /** The item at this place, in an empty row; null when there is no such place. */
    public static Casebook.@Nullable Instance instance(String form, String rowKey, String item) {
        return FORMS.stream().filter(each -> each.name().equals(form)).flatMap(each -> {
            CasebookRow row = each.rowAt(rowKey);
            return row == null ? Stream.empty() : each.items().stream().filter(i -> i.name().equals(item))
                    .map(found -> new Casebook.Instance(each, found, row));
        }).findFirst().orElse(null);
    }

    /** A casebook in which nothing is answered yet. */
    public static Casebook blank(LocalDate today) {
        Casebook casebook = new Casebook(today);
        FORMS.forEach(form -> addPrinted(casebook, form));
        return casebook;
    }

    /**
     * An item by its export name, in a casebook in which nothing is answered.
     *
     * @throws IllegalArgumentException when there is no such item
     */
    public static Casebook.Instance reach(String exportName) {
        return blank(LocalDate.now(CLOCK)).reach(exportName);
    }

    /** The same; empty when there is no such item. */
    public static Optional<Casebook.Instance> find(String exportName) {
        try {
            return Optional.of(reach(exportName));
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    private static <R extends CasebookRow> void addPrinted(Casebook casebook, Form<R> form) {
        form.printed().get().forEach(row -> casebook.with(form, row));
    }

    /** The section on which an item stands. */
    public static Optional<Section> sectionOf(Casebook.Instance instance) {
        return Stream.concat(SECTIONS.stream(), FURTHER_COURSES.stream()).filter(section -> section.covers(instance))
                .findFirst();
    }

    /** How far each section is filled. */
    public static Map<Section, Completeness> completeness(Casebook casebook) {
        Map<Section, Completeness> filled = new LinkedHashMap<>();
        SECTIONS.forEach(section -> filled.put(section, section.completeness(casebook)));
        return filled;
    }

    /**
     * Every finding, in paper order of the items, and at one item in the order of the checks. Nothing is remembered from
     * before.
     *
     * @param casebook  cleared of what is not asked
     * @param duplicate whether there is another patient with the same identity
     */
    public static List<Finding> findings(Casebook casebook, Duplicate duplicate) {
        return findings(Checks.RUN, casebook, duplicate);
    }

    /** What these checks find. */
    public static List<Finding> findings(EditChecks checks, Casebook casebook, Duplicate duplicate) {
        return checks.findings(casebook, switch (duplicate) {
            case Duplicate.None none -> Map.of();
            case Duplicate.SameSite(String number, boolean elsewhere) -> elsewhere
                    ? Map.of(IdentificationChecks.SAME_SITE, number, IdentificationChecks.OTHER_SITE, "")
                    : Map.of(IdentificationChecks.SAME_SITE, number);
            case Duplicate.OtherSite other -> Map.of(IdentificationChecks.OTHER_SITE, "");
        });
    }

    /** The classification criteria that are answered. */
    public static Map<Criterion, Boolean> criteria(Casebook casebook) {
        Eligibility answers = casebook.row(EligibilityForm.FORM);
        return criteria(item -> item.in(answers).value());
    }

    static Map<Criterion, Boolean> criteria(Function<Item<Eligibility, YesNo>, @Nullable YesNo> answers) {
        Map<Criterion, Boolean> known = new EnumMap<>(Criterion.class);
        CRITERIA.forEach((criterion, item) -> {
            Boolean present = known(answers.apply(item));
            if (present != null) {
                known.put(criterion, present);
            }
        });
        return known;
    }

    public static AcrEular2013 score(Casebook casebook) {
        return AcrEular2013.of(criteria(casebook), known(casebook.row(EligibilityForm.FORM).getAcrMimic()));
    }

    public static EligibilityStatus eligibility(Casebook casebook) {
        Eligibility answers = casebook.row(EligibilityForm.FORM);
        return EligibilityStatus.of(known(answers.getAcrValid()), known(answers.getIvig20042014()),
                known(answers.getExclReplacement()));
    }

    private static @Nullable Boolean known(@Nullable YesNo answer) {
        return answer == null ? null : answer == YesNo.YES;
    }
}
