package org.sivig.ecrf.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.sivig.ecrf.casebook.Edit;
import org.sivig.ecrf.crf.YesNo;
import org.sivig.ecrf.score.AcrEular2013;
import org.sivig.ecrf.study.EligibilityForm;
import org.sivig.ecrf.study.OrganHistoryForm;

/**
 * The fictitious patients: the same at every start and on every day. Each has a seed of their own, so that a change to
 * one leaves the others as they are.
 */
final class DemoPatients {

    /** One of those with which 40 patients come near the shares they are drawn from. */
    private static final long SEED = 17;
    private static final List<Integer> PATIENTS_OF_SITE = List.of(10, 7, 6, 5, 4, 3, 3, 2);

    private static final List<List<String>> PHYSICIANS = List.of(
            List.of("Dr Claire Moreau", "Pr Henri Vasseur"), List.of("Dr Thomas Garnier", "Dr Lise Perrot"),
            List.of("Pr Marc Delaunay", "Dr Inès Carpentier"), List.of("Dr Paul Ferrand", "Dr Nadia Haddad"),
            List.of("Dr Hélène Vidal"), List.of("Pr Yves Lacombe"), List.of("Dr Camille Rousset"),
            List.of("Dr Bruno Teissier"));

    private DemoPatients() {
    }

    static List<String> sites() {
        List<String> sites = new ArrayList<>();
        for (int site = 1; site <= PATIENTS_OF_SITE.size(); site++) {
            sites.add("%02d".formatted(site));
        }
        return sites;
    }

    static List<DemoPatient> all() {
        List<DemoPatient> patients = new ArrayList<>();
        for (String site : sites()) {
            int index = Integer.parseInt(site) - 1;
            for (int place = 1; place <= PATIENTS_OF_SITE.get(index); place++) {
                Chance chance = new Chance(SEED * 1_000_000 + index * 1_000 + place);
                String physician = chance.oneOf(PHYSICIANS.get(index)) + " (fictif)";
                patients.add(new DemoPatient(site, place, edits(site, place, physician, chance)));
            }
        }
        return patients;
    }

    /** What is special about some patients; all others are eligible and typed in full. */
    private static List<Edit> edits(String site, int place, String physician, Chance chance) {
        return switch (site + "-" + place) {
            // Two screen failures: too few points, and immunoglobulins given as replacement.
            case "03-4" -> typed(chart(chance, c -> c.score() == 8 && c.capillaroscopy != null), physician, chance)
                    .edits();
            case "02-5" -> {
                Transcription typed = eligible(physician, chance);
                typed.correct(EligibilityForm.EXCL_REPLACEMENT, YesNo.YES);
                yield typed.edits();
            }
            // A planted defect: Raynaud's phenomenon counted in section 2, denied in section 4.
            case "01-4" -> {
                Transcription typed = typed(chart(chance, c -> isEligible(c) && c.raynaud != null), physician, chance);
                typed.correct(OrganHistoryForm.RP_HX, YesNo.NO);
                typed.leaveBlank(OrganHistoryForm.RP_HX_DATE);
                yield typed.edits();
            }
            // Typed only so far.
            case "01-9" -> first(25, eligible(physician, chance));
            case "02-6" -> first(11, eligible(physician, chance));
            case "03-5" -> first(19, eligible(physician, chance));
            case "04-4" -> first(31, eligible(physician, chance));
            case "05-3" -> first(5, eligible(physician, chance));
            case "06-2" -> first(36, eligible(physician, chance));
            case "01-10" -> first(2, eligible(physician, chance));
            default -> eligible(physician, chance).edits();
        };
    }

    private static List<Edit> first(int answers, Transcription typed) {
        return typed.edits().subList(0, answers);
    }

    private static Transcription eligible(String physician, Chance chance) {
        return typed(chart(chance, DemoPatients::isEligible), physician, chance);
    }

    private static Transcription typed(Chart chart, String physician, Chance chance) {
        return new Transcription(chart, physician, chance);
    }

    private static boolean isEligible(Chart chart) {
        return chart.score() >= AcrEular2013.THRESHOLD;
    }

    /** Draws charts until one fits. */
    private static Chart chart(Chance chance, Predicate<Chart> fits) {
        Chart chart = new Chart(chance);
        while (!fits.test(chart)) {
            chart = new Chart(chance);
        }
        return chart;
    }
}
