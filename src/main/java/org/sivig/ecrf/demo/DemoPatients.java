package org.sivig.ecrf.demo;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.sivig.ecrf.casebook.Edit;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.YesNo;
import org.sivig.ecrf.score.AcrEular2013;
import org.sivig.ecrf.study.ConcomitantTreatment;
import org.sivig.ecrf.study.ConcomitantTreatmentForm;
import org.sivig.ecrf.study.Drug;
import org.sivig.ecrf.study.EligibilityForm;
import org.sivig.ecrf.study.IvigCourse;
import org.sivig.ecrf.study.IvigCourseForm;
import org.sivig.ecrf.study.OrganHistoryForm;
import org.sivig.ecrf.study.Visit;
import org.sivig.ecrf.study.VisitForm;
import org.sivig.ecrf.study.code.Antibody;
import org.sivig.ecrf.study.code.BnpType;
import org.sivig.ecrf.study.code.Fluorescence;
import org.sivig.ecrf.study.code.MinorReaction;
import org.sivig.ecrf.study.code.MuscleInvolvement;
import org.sivig.ecrf.study.code.SevereReaction;
import org.sivig.ecrf.study.code.Sex;
import org.sivig.ecrf.study.code.SscType;
import org.sivig.ecrf.study.life.CasebookState;

/**
 * The fictitious patients: the same at every start and on every day. Each has a seed of their own, so that a change to
 * one leaves the others as they are.
 */
final class DemoPatients {

    /** One of those with which 40 patients come near the shares they are drawn from. */
    private static final long SEED = 20;

    /**
     * A fictitious site.
     *
     * @param diligence how many visits in 100 are kept above the average
     */
    private record Centre(int patients, int diligence, BnpType bnpType, List<String> physicians) {
    }

    private static final List<Centre> CENTRES = List.of(
            new Centre(10, 4, BnpType.BNP, List.of("Dr Claire Moreau", "Pr Henri Vasseur")),
            new Centre(7, 0, BnpType.NT_PROBNP, List.of("Dr Thomas Garnier", "Dr Lise Perrot")),
            new Centre(6, -6, BnpType.NT_PROBNP, List.of("Pr Marc Delaunay", "Dr Inès Carpentier")),
            new Centre(5, 6, BnpType.BNP, List.of("Dr Paul Ferrand", "Dr Nadia Haddad")),
            new Centre(4, -8, BnpType.NT_PROBNP, List.of("Dr Hélène Vidal")),
            new Centre(3, 0, BnpType.BNP, List.of("Pr Yves Lacombe")),
            new Centre(3, 5, BnpType.NT_PROBNP, List.of("Dr Camille Rousset")),
            new Centre(2, -4, BnpType.BNP, List.of("Dr Bruno Teissier")));

    /** How far the casebooks of some patients are taken, of whom nothing is left to type. */
    static final Map<String, CasebookState> STATES = Map.of("SIV-01-003", CasebookState.COMPLETE,
            "SIV-01-008", CasebookState.SIGNED, "SIV-02-007", CasebookState.SIGNED, "SIV-02-001", CasebookState.FROZEN,
            "SIV-03-001", CasebookState.LOCKED, "SIV-05-001", CasebookState.COMPLETE,
            "SIV-07-001", CasebookState.FROZEN);

    private final Centre centre;
    private final Chance chance;

    private DemoPatients(Centre centre, Chance chance) {
        this.centre = centre;
        this.chance = chance;
    }

    static List<String> sites() {
        List<String> sites = new ArrayList<>();
        for (int site = 1; site <= CENTRES.size(); site++) {
            sites.add("%02d".formatted(site));
        }
        return sites;
    }

    static List<DemoPatient> all() {
        List<DemoPatient> patients = new ArrayList<>();
        for (String site : sites()) {
            int index = Integer.parseInt(site) - 1;
            for (int place = 1; place <= CENTRES.get(index).patients(); place++) {
                Chance chance = new Chance(SEED * 1_000_000 + index * 1_000 + place);
                patients.add(new DemoPatient(site, place,
                        new DemoPatients(CENTRES.get(index), chance).edits(site + "-" + place)));
            }
        }
        return patients;
    }

    /**
     * One of any number of patients beyond those of the demo: eligible, and every question answered, if only with a
     * reason why the value is missing.
     *
     * @param site  code of the site, a number
     * @param place which patient of the site it is; the same patient each time
     */
    static DemoPatient complete(String site, int place) {
        int number = Integer.parseInt(site);
        Chance chance = new Chance((SEED + number) * 1_000_000_000 + place);
        return new DemoPatient(site, place,
                new DemoPatients(CENTRES.get(number % CENTRES.size()), chance).complete(chart -> true));
    }

    /** What is special about some patients; all others are eligible, and typed in full but for a few answers. */
    private List<Edit> edits(String patient) {
        return switch (patient) {
            // Nothing left to type. The first shows everything: myositis, treated twice, seen at every visit.
            case "01-1" -> complete(c -> isUneventful(c) && c.muscles.contains(MuscleInvolvement.MYALGIA)
                    && c.therapy.second != null && c.evolution.isSeenAtEveryVisit());
            case "02-7" -> complete(c -> isUneventful(c) && c.antibody == Antibody.OTHER);
            case "03-1" -> complete(c -> isUneventful(c) && c.renalCrisis);
            case "07-1" -> complete(c -> isUneventful(c) && c.therapy.minor.contains(MinorReaction.OTHER));
            case "01-3" -> complete(DemoPatients::isDead);
            case "04-2" -> contradicting(typed(chart(c -> isEligible(c) && isDead(c)), 0));
            case "01-8", "05-1" -> complete(DemoPatients::isLost);
            case "08-1" -> contradicting(typed(chart(c -> isEligible(c) && isLost(c)), 0));
            case "02-1" -> complete(c -> c.fate.end() == Fate.End.FOLLOWED
                    && c.therapy.severe == SevereReaction.OTHER);
            case "03-6" -> contradicting(typed(chart(c -> isEligible(c) && c.fate.end() == Fate.End.FOLLOWED
                    && c.therapy.severe == SevereReaction.VTE), 0));
            // Two screen failures: too few points, and immunoglobulins given as replacement.
            case "03-4" -> typed(chart(c -> c.score() == 8 && c.capillaroscopy != null), 0).edits().subList(0, 29);
            case "02-5" -> {
                Transcription typed = eligible(0);
                typed.correct(EligibilityForm.EXCL_REPLACEMENT, YesNo.YES);
                yield contradicting(typed);
            }
            case "01-4", "01-7", "02-3", "03-2", "04-1", "05-2", "06-1", "07-3" ->
                    contradicting(planted(patient));
            // Typed only so far.
            case "01-9" -> first(163);
            case "02-6" -> first(11);
            case "03-5" -> first(64);
            case "04-4" -> first(31);
            case "05-3" -> first(240);
            case "06-2" -> first(112);
            case "01-10" -> first(2);
            // What is rare, so that it is seen once.
            case "03-3" -> contradicting(typed(chart(c -> isUneventful(c)
                    && c.fluorescence.contains(Fluorescence.OTHER) && c.therapy.minor.isEmpty()), 4));
            case "06-3" -> contradicting(typed(chart(c -> isUneventful(c) && c.evolution.isCutShort()
                    && c.therapy.minor.isEmpty()), 4));
            case "04-3" -> contradicting(typed(chart(c -> isUneventful(c) && c.therapy.second != null), 4));
            default -> contradicting(eligible(4));
        };
    }

    /** Patients in whom something is wrong, one thing in each. */
    private Transcription planted(String patient) {
        return switch (patient) {
            // Raynaud's phenomenon counted in section 2, denied in section 4.
            case "01-4" -> {
                Transcription typed = typed(chart(c -> isUneventful(c) && c.raynaud != null), 0);
                typed.correct(OrganHistoryForm.RP_HX, YesNo.NO);
                typed.leaveBlank(OrganHistoryForm.RP_HX_DATE);
                yield typed;
            }
            // Haemoglobin in g/l.
            case "01-7" -> {
                Transcription typed = eligible(0);
                typed.correct(VisitForm.HB, new Visit("m0"), new BigDecimal("118"));
                yield typed;
            }
            // A duration that does not fit the dates.
            case "02-3" -> {
                Transcription typed = typed(chart(c -> isUneventful(c) && c.therapy.first.end() != null), 0);
                IvigCourse first = new IvigCourse("1");
                typed.correct(IvigCourseForm.END, first, PartialDate.of(typed.chart().therapy.first.end()));
                typed.correct(IvigCourseForm.DUR_MO, first, typed.chart().therapy.first.months() + 12);
                yield typed;
            }
            // The visit before the first infusion after it.
            case "03-2" -> {
                Transcription typed = eligible(0);
                typed.correct(VisitForm.VISIT_DATE, new Visit("m0"),
                        PartialDate.of(typed.chart().firstInfusion.plusDays(12)));
                typed.correct(IvigCourseForm.START, new IvigCourse("1"), PartialDate.of(typed.chart().firstInfusion));
                yield typed;
            }
            // Antibodies counted in section 2, although antinuclear antibodies are negative.
            case "04-1" -> {
                Transcription typed = typed(chart(c -> isUneventful(c) && c.antibody == null), 0);
                typed.correct(EligibilityForm.ACR_AUTOAB, YesNo.YES);
                yield typed;
            }
            // A skin score in a form without thickening of the skin.
            case "05-2" -> {
                Transcription typed = typed(chart(c -> isUneventful(c) && c.type == SscType.SINE), 0);
                typed.correct(VisitForm.MRSS, new Visit("m0"), 3);
                yield typed;
            }
            // Steroids still taken at the first infusion, and not given with it.
            case "06-1" -> {
                Transcription typed = typed(chart(c -> isUneventful(c) && c.therapy.before.containsKey(Drug.OCS)
                        && c.therapy.before.get(Drug.OCS).end() == null), 0);
                ConcomitantTreatment steroids = new ConcomitantTreatment("1", Drug.OCS.code());
                typed.correct(ConcomitantTreatmentForm.GIVEN, steroids, YesNo.NO);
                List.of(ConcomitantTreatmentForm.DOSE, ConcomitantTreatmentForm.START, ConcomitantTreatmentForm.END,
                        ConcomitantTreatmentForm.ONGO).forEach(item -> typed.leaveBlank(item, steroids));
                yield typed;
            }
            // Filtration 40 % off what creatinine says: about 76 for such a woman.
            case "07-3" -> {
                Transcription typed = typed(chart(c -> isUneventful(c) && c.sex == Sex.FEMALE && !c.renalCrisis
                        && c.birth.plusYears(40).isBefore(c.firstInfusion)
                        && c.birth.plusYears(65).isAfter(c.firstInfusion)), 0);
                typed.correct(VisitForm.CREAT, new Visit("m0"), new BigDecimal("70"));
                typed.correct(VisitForm.MDRD, new Visit("m0"), new BigDecimal("46"));
                yield typed;
            }
            default -> throw new IllegalArgumentException(patient);
        };
    }

    private List<Edit> complete(Predicate<Chart> fits) {
        return typed(chart(fits.and(DemoPatients::isEligible)), 0).edits();
    }

    private List<Edit> first(int answers) {
        List<Edit> edits = eligible(0).edits();
        return edits.subList(0, Math.min(answers, edits.size()));
    }

    private Transcription eligible(int percentBlank) {
        return typed(chart(DemoPatients::isUneventful), percentBlank);
    }

    private Transcription typed(Chart chart, int percentBlank) {
        return new Transcription(chart, chance.oneOf(centre.physicians()) + " (fictif)", centre.bnpType(),
                percentBlank, chance);
    }

    private List<Edit> contradicting(Transcription typed) {
        return Contradictions.in(typed, chance).edits();
    }

    private static boolean isDead(Chart chart) {
        return chart.fate.end() == Fate.End.DEAD && chart.therapy.severe == null;
    }

    private static boolean isLost(Chart chart) {
        return chart.fate.end() == Fate.End.LOST && chart.therapy.severe == null;
    }

    private static boolean isEligible(Chart chart) {
        return chart.score() >= AcrEular2013.THRESHOLD;
    }

    /** Death, loss and severe reactions are so rare that it is laid down who has them. */
    private static boolean isUneventful(Chart chart) {
        return isEligible(chart) && chart.fate.end() == Fate.End.FOLLOWED && chart.therapy.severe == null;
    }

    /** Draws charts until one fits. */
    private Chart chart(Predicate<Chart> fits) {
        Chart chart = new Chart(centre.diligence(), chance);
        while (!fits.test(chart)) {
            chart = new Chart(centre.diligence(), chance);
        }
        return chart;
    }
}
