package org.sivig.ecrf.demo;

import static java.lang.Math.clamp;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.score.Age;
import org.sivig.ecrf.score.EscsgFloor;
import org.sivig.ecrf.score.Mdrd;
import org.sivig.ecrf.study.Drug;
import org.sivig.ecrf.study.VisitPlan;
import org.sivig.ecrf.study.code.CtChange;
import org.sivig.ecrf.study.code.GutInvolvement;
import org.sivig.ecrf.study.code.HeartInvolvement;
import org.sivig.ecrf.study.code.Ild;
import org.sivig.ecrf.study.code.JointInvolvement;
import org.sivig.ecrf.study.code.MuscleInvolvement;
import org.sivig.ecrf.study.code.Nyha;
import org.sivig.ecrf.study.code.PulmonaryHypertension;
import org.sivig.ecrf.study.code.Sex;
import org.sivig.ecrf.study.code.StopReason;
import org.sivig.ecrf.study.code.VisitMissingReason;

/**
 * How one fictitious patient fared over the visits. Each quantity goes from the mean before the first infusion to the
 * mean of the last visit, and each patient stays on their own side of it: muscle and inflammation get better, lungs
 * and heart stay as they are.
 */
final class Evolution {

    private static final int VISITS = VisitPlan.VISITS.size();
    /** How many in 100 visits are kept, in the order of the plan, by who is still followed. */
    private static final int[] KEPT = {100, 85, 89, 62, 90, 62, 60};
    /** By how many points of the skin score two looks at the same skin differ, as a standard deviation. */
    private static final double OBSERVER = 2;
    /** In Wood units. */
    private static final double LEAST_RESISTANCE = 0.6;
    private static final double MOST_RESISTANCE = 19;

    final List<Examination> examinations = new ArrayList<>();
    final boolean groundGlassAtFirst;
    final boolean fibrosisAtFirst;

    private final Chart chart;
    private final Chance chance;
    /** Above 1 for whom immunoglobulins failed, below for whom they were a success. */
    private final double persistence;
    private final boolean hypertension;

    private final double[] skin;
    private final int[] nyha;
    private final double[] steroids;
    private final int[] ulcers;

    /** @param diligence of the site: how many visits in 100 are kept above the average */
    Evolution(Chart chart, int diligence, Chance chance) {
        this.chart = chart;
        this.chance = chance;
        persistence = chart.therapy.first.stop().contains(StopReason.FAILURE) ? 1.7
                : chart.therapy.first.stop().contains(StopReason.SUCCESS) ? 0.55 : 1;
        hypertension = !chart.pulmonaryHypertension.contains(PulmonaryHypertension.NONE);
        boolean lung = chart.lung != Ild.NONE;
        groundGlassAtFirst = lung ? chance.percent(60) : chance.percent(2);
        fibrosisAtFirst = lung ? !groundGlassAtFirst || chance.percent(70) : chance.percent(2);

        skin = skin();
        ulcers = ulcers();
        nyha = nyha();
        List<LocalDate> dates = dates();
        steroids = steroids(dates);
        examine(dates, absences(dates, diligence));
    }

    /** How far from before to after, 0 to 1, the patients are by then. */
    private static double progress(int visit) {
        return 1 - Math.exp(-VisitPlan.VISITS.get(visit).month() / 6.0);
    }

    private static double between(int visit, double before, double after) {
        return before + (after - before) * progress(visit);
    }

    private List<LocalDate> dates() {
        List<LocalDate> dates = new ArrayList<>();
        for (VisitPlan plan : VisitPlan.VISITS) {
            if (plan.month() == 0) {
                dates.add(chart.firstInfusion.minusDays(chance.percent(45) ? 0 : chance.number(1, 45)));
                continue;
            }
            long day = Math.round(plan.month() * Therapy.DAYS_A_MONTH + chance.normal(0, 16));
            long kept = clamp(day, plan.windowFrom() + 1L, plan.windowTo() - 1L);
            LocalDate date = chart.firstInfusion.plusDays(chance.percent(4) ? plan.windowTo() + 6L : kept);
            LocalDate least = dates.getLast().plusDays(20);
            dates.add(date.isBefore(least) ? least : date);
        }
        return dates;
    }

    private List<@Nullable VisitMissingReason> absences(List<LocalDate> dates, int diligence) {
        List<@Nullable VisitMissingReason> absences = new ArrayList<>();
        for (int i = 0; i < VISITS; i++) {
            boolean kept = i == 0 || chance.percent(KEPT[i] + diligence);
            VisitMissingReason reason = chance.oneOf(
                    List.of(VisitMissingReason.DID_NOT_ATTEND, VisitMissingReason.RECORD_MISSING), 70, 30);
            absences.add(!dates.get(i).isBefore(chart.fate.lastNews()) ? switch (chart.fate.end()) {
                case FOLLOWED -> VisitMissingReason.OUTSIDE_PERIOD;
                case LOST -> VisitMissingReason.LOST_TO_FOLLOW_UP;
                case DEAD -> VisitMissingReason.DEAD;
            } : kept ? null : reason);
        }
        return absences;
    }

    private double[] skin() {
        double first = switch (chart.type) {
            case SINE -> 0;
            case LIMITED -> clamp(1 + chance.exponential(2.1) + chance.exponential(2.1), 1, 17);
            case DIFFUSE -> clamp(chance.normal(17, 8), 4, 42);
        };
        double change = first == 0 ? 0 : switch (chance.oneOf(List.of(-1, 0, 1), 30, 64, 6)) {
            case -1 -> -first * chance.number(35, 60) / 100;
            case 1 -> chance.number(6, 12);
            default -> chance.normal(-0.05 * first, Math.min(1, 0.1 * first));
        };
        double[] skin = new double[VISITS];
        for (int i = 0; i < VISITS; i++) {
            double observer = chance.normal(0, Math.min(OBSERVER, 0.25 * first));
            skin[i] = clamp(first + change * Math.min(1.5, VisitPlan.VISITS.get(i).month() / 12.0) + observer,
                    first == 0 ? 0 : 1, 51);
        }
        return skin;
    }

    private int[] ulcers() {
        int[] ulcers = new int[VISITS];
        for (int i = 0; i < VISITS; i++) {
            ulcers[i] = chart.digitalUlcers && chance.percent(between(i, 45, 22))
                    ? 1 + (int) Math.min(7, chance.exponential(1.2)) : 0;
        }
        return ulcers;
    }

    private int[] nyha() {
        int[] nyha = new int[VISITS];
        boolean breathless = hypertension || chart.lung == Ild.EXTENSIVE;
        List<Integer> classes = List.of(1, 2, 3, 4);
        nyha[0] = breathless ? chance.oneOf(classes, 14, 26, 42, 18) : chance.oneOf(classes, 50, 28, 19, 3);
        for (int i = 1; i < VISITS; i++) {
            int step = chance.percent(9) ? -1 : chance.percent(5) ? 1 : 0;
            nyha[i] = clamp(nyha[i - 1] + step, 1, 4);
        }
        return nyha;
    }

    /** In mg of prednisone a day, in steps of 2.5, while steroids are taken. */
    private double[] steroids(List<LocalDate> dates) {
        double[] deviation = chance.deviations(VISITS, 0.85);
        double[] steroids = new double[VISITS];
        for (int i = 0; i < VISITS; i++) {
            LocalDate date = dates.get(i);
            Therapy.Taken taken = chart.therapy.courseAt(date).with().get(Drug.OCS);
            boolean takes = taken != null && (taken.end() == null || date.isBefore(taken.end()))
                    && (i == 0 || !date.isBefore(taken.start()));
            double dose = Math.exp(between(i, 2.55, 2.35) + between(i, 0.7, 0.75) * deviation[i]);
            steroids[i] = takes ? clamp(Math.round(dose / 2.5) * 2.5, 2.5, 70) : 0;
        }
        return steroids;
    }

    /** Whether a visit was to come after the charts were read. */
    boolean isCutShort() {
        return examinations.stream().anyMatch(examination -> examination.absent == VisitMissingReason.OUTSIDE_PERIOD);
    }

    boolean isSeenAtEveryVisit() {
        return examinations.stream().allMatch(examination -> examination.absent == null);
    }

    /** Whether something is found at each visit: from before the first infusion on until it goes, if it does. */
    private boolean[] complaint(boolean history, double percentGone, int percentNew) {
        boolean present = history && chance.percent(97);
        int goneAt = chance.percent(clamp(100 - (100 - percentGone) * persistence, 3, 97))
                ? chance.oneOf(List.of(1, 2, 3, 4, 5), 28, 36, 14, 16, 6) : VISITS;
        boolean[] complaint = new boolean[VISITS];
        for (int i = 0; i < VISITS; i++) {
            complaint[i] = present && i < goneAt || i > 0 && chance.percent(percentNew);
        }
        return complaint;
    }

    private double[] normal(double correlation, double before, double after, double deviation, double min, double max) {
        double[] deviations = chance.deviations(VISITS, correlation);
        double[] values = new double[VISITS];
        for (int i = 0; i < VISITS; i++) {
            values[i] = clamp(between(i, before, after) + deviation * deviations[i], min, max);
        }
        return values;
    }

    private double[] lognormal(double before, double sigmaBefore, double after, double sigmaAfter, double max) {
        double[] deviations = chance.deviations(VISITS, 0.8);
        double[] values = new double[VISITS];
        for (int i = 0; i < VISITS; i++) {
            double sigma = between(i, sigmaBefore, sigmaAfter);
            values[i] = Math.min(max, Math.exp(between(i, before, after) + sigma * deviations[i]));
        }
        return values;
    }

    /** A share of the predicted value, the same at each visit but for the error of measurement. */
    private double[] predicted(double mean, double own, double error, double min, double max) {
        double[] values = new double[VISITS];
        for (int i = 0; i < VISITS; i++) {
            values[i] = clamp(mean + own + chance.normal(0, error), min, max);
        }
        return values;
    }

    private void examine(List<LocalDate> dates, List<@Nullable VisitMissingReason> absences) {
        boolean muscle = !chart.muscles.contains(MuscleInvolvement.NONE);
        double failed = Math.log(persistence) * 0.6;
        boolean[] reflux = complaint(chart.gut.contains(GutInvolvement.GERD), 24, 3);
        boolean[] transit = complaint(chart.gut.contains(GutInvolvement.TRANSIT), 38, 3);
        boolean[] arthralgia = complaint(chart.joints.contains(JointInvolvement.ARTHRALG), 62, 3);
        boolean[] myalgia = complaint(chart.muscles.contains(MuscleInvolvement.MYALGIA), 75, 2);
        boolean[] weakness = complaint(chart.muscles.contains(MuscleInvolvement.WEAK), 55, 1);

        double[] haemoglobin = normal(0.8, 12.6, 12.8, 1.4, 7.4, 17.2);
        double[] platelets = normal(0.8, 275, 268, 75, 62, 580);
        boolean female = chart.sex == Sex.FEMALE;
        double[] creatinine = normal(0.9, female ? 66 : 82, female ? 67 : 83, female ? 15 : 17, 36, 190);
        double kidney = chart.renalCrisis ? 55 : 0;
        boolean heart = hypertension || !chart.heart.contains(HeartInvolvement.NONE);
        double[] bnp = lognormal(heart ? 4.6 : 3.4, 0.75, heart ? 4.6 : 3.4, 0.75, 1500);
        double[] crp = lognormal(2.06, 1.02, 1.5 + failed / 2, 1.2, 145);
        double[] cpk = muscle ? lognormal(6.7, 0.9, 5.15 + failed, 1.05, 9500)
                : lognormal(4.9, 0.5, 4.7, 0.55, 900);
        boolean[] worseSkin = complaint(chance.percent(40), 60, 6);
        boolean lowComplement = chance.percent(12);

        double own = chance.normal(0, 15);
        double[] fvc = predicted(switch (chart.lung) {
            case NONE -> 94;
            case LIMITED -> 88;
            case EXTENSIVE -> 74;
        }, own, 3, 38, 135);
        double[] tlc = predicted(switch (chart.lung) {
            case NONE -> 92;
            case LIMITED -> 87;
            case EXTENSIVE -> 76;
        }, 0.8 * own + chance.normal(0, 6), 3.5, 45, 132);
        double[] dlco = predicted(switch (chart.lung) {
            case NONE -> 72;
            case LIMITED -> 62;
            case EXTENSIVE -> 50;
        } - (hypertension ? 10 : 0), 0.4 * own + chance.normal(0, 12), 3.5, 21, 115);
        double[] walk = normal(0.9, 0, 0, 90, -210, 240);
        double[] ejection = chart.heart.contains(HeartInvolvement.SYST) ? normal(0.85, 45, 47, 4, 32, 49)
                : normal(0.85, 63, 63, 5.5, 51, 78);
        double[] systolic = normal(0.8, hypertension ? 56 : 30, hypertension ? 56 : 30, 7, 18, 98);
        boolean effusion = chance.percent(chart.heart.contains(HeartInvolvement.PERICARD) ? 70 : 6);
        boolean[] pericardium = complaint(effusion, 50, 1);

        for (int i = 0; i < VISITS; i++) {
            int creatinineNow = (int) Math.round(creatinine[i] + kidney);
            int skinNow = (int) Math.round(skin[i]);
            Examination found = new Examination(VisitPlan.VISITS.get(i).visit(), dates.get(i), absences.get(i));
            found.skin = skinNow;
            found.ulcers = ulcers[i];
            found.nyha = Nyha.values()[nyha[i] - 1];
            found.walk = (int) clamp(Math.rint(500 - 50 * nyha[i] + walk[i]), 60, 695);
            found.reflux = reflux[i];
            found.transit = transit[i];
            found.arthralgia = arthralgia[i];
            found.myalgia = myalgia[i];
            found.weakness = weakness[i];
            found.haemoglobin = haemoglobin[i];
            found.platelets = (int) Math.round(platelets[i]) * 1000;
            found.creatinine = creatinineNow;
            found.filtration = filtration(creatinineNow, dates.get(i));
            found.bnp = bnp[i];
            found.crp = crp[i];
            found.cpk = (int) Math.round(cpk[i]);
            found.fvc = fvc[i];
            found.tlc = tlc[i];
            found.dlco = dlco[i];
            found.ejection = (int) Math.round(ejection[i]);
            found.systolicPressure = (int) Math.round(systolic[i]);
            found.pericardium = pericardium[i];
            catheterise(found, i == 0);
            found.eustar = activity(found, worseSkin[i], lowComplement);
            found.medsger = severity(found);
            found.groundGlass = change(groundGlassAtFirst);
            found.fibrosis = change(fibrosisAtFirst);
            found.steroids = steroids[i];
            found.event = event(i, absences.get(i));
            examinations.add(found);
        }
    }

    private double filtration(int creatinine, LocalDate date) {
        double computed = Objects.requireNonNull(Mdrd.of(BigDecimal.valueOf(creatinine),
                Age.at(PartialDate.of(chart.birth), PartialDate.of(date)), chart.sex == Sex.FEMALE)).raw();
        return clamp(computed * chance.normal(1, 0.02), 15, 150);
    }

    /** What a catheter shows, or would: the resistance follows from pressures and flow. */
    private void catheterise(Examination found, boolean first) {
        found.catheter = chance.percent(hypertension ? first ? 65 : 25 : first ? 5 : 1);
        found.cardiacIndex = hypertension ? clamp(chance.normal(2.8, 0.6), 1.6, 4.5)
                : clamp(chance.normal(3.1, 0.5), 2, 4.8);
        double flow = found.cardiacIndex * chart.surface;
        boolean leftHeart = chart.pulmonaryHypertension.contains(PulmonaryHypertension.GRP2);
        double wedge = leftHeart ? clamp(chance.normal(21, 3), 16, 30) : clamp(chance.normal(9, 2.5), 4, 15);
        double mean = hypertension ? clamp(0.61 * found.systolicPressure + 2 + chance.normal(0, 3), 25, 68)
                : clamp(0.45 * found.systolicPressure + 3 + chance.normal(0, 1.5), 11, 23);
        found.meanPressure = (int) Math.round(leftHeart ? Math.max(mean, wedge + 1 + LEAST_RESISTANCE * flow) : mean);
        found.wedge = Math.min(wedge, found.meanPressure - LEAST_RESISTANCE * flow);
        found.vascularResistance = Math.min(MOST_RESISTANCE, (found.meanPressure - found.wedge) / flow);
        found.cardiacIndex = (found.meanPressure - found.wedge) / found.vascularResistance / chart.surface;
    }

    /**
     * The EScSG activity index, as one who saw the patient adds it up.
     *
     * @param worseSkin what the patient says of the last month
     */
    private static double activity(Examination found, boolean worseSkin, boolean lowComplement) {
        double floor = Objects.requireNonNull(EscsgFloor.of(found.skin, BigDecimal.valueOf(found.dlco))).raw();
        return floor + (worseSkin ? 2 : 0) + (found.ulcers > 0 ? 0.5 : 0) + (found.arthralgia ? 0.5 : 0)
                + (found.crp > 15 ? 1.5 : 0) + (lowComplement ? 1 : 0) + (found.nyha == Nyha.IV ? 2 : 0);
    }

    /** The severity scale of Medsger: each organ from 0 to 4, as far as the visit tells. */
    private int severity(Examination found) {
        int general = found.haemoglobin < 9.7 ? 2 : found.haemoglobin < 12.3 ? 1 : 0;
        int vessels = found.ulcers > 0 ? 3 : chart.raynaud == null ? 0 : 1;
        int thickness = step(found.skin, 1, 15, 30, 40);
        int joints = found.arthralgia ? 1 : 0;
        int strength = found.weakness ? 1 : 0;
        int gut = found.transit || found.reflux ? 1 : 0;
        int lung = 4 - step(Math.min(found.fvc, found.dlco), 30, 50, 70, 80);
        int heart = 4 - step(found.ejection, 30, 40, 45, 50);
        int kidney = step(found.creatinine, 115, 150, 265, 440);
        return general + vessels + thickness + joints + strength + gut + lung + heart + kidney;
    }

    /** How many of these limits a value reaches. */
    private static int step(double value, int... limits) {
        return (int) Arrays.stream(limits).filter(limit -> value >= limit).count();
    }

    /** What was not there before the first infusion cannot get better. */
    private CtChange change(boolean atFirst) {
        List<CtChange> changes = List.of(CtChange.STABLE, CtChange.IMPROVED, CtChange.WORSENED);
        return atFirst ? chance.oneOf(changes, 74, 13, 13) : chance.oneOf(changes, 97, 0, 3);
    }

    private @Nullable String event(int visit, @Nullable VisitMissingReason absent) {
        boolean died = absent == VisitMissingReason.DEAD
                && (examinations.isEmpty() || examinations.getLast().absent != VisitMissingReason.DEAD);
        if (died) {
            return "Décès dans l’intervalle.\n" + chance.oneOf(List.of("Insuffisance respiratoire terminale.",
                    "Insuffisance cardiaque droite réfractaire.", "Choc septique d’origine pulmonaire."));
        }
        if (absent != null || visit == 0 || !chance.percent(13)) {
            return null;
        }
        return chance.oneOf(List.of("Pneumopathie infectieuse, évolution favorable sous antibiotiques.",
                "Hospitalisation pour vasodilatateur IV (ulcères digitaux).", "Zona thoracique.",
                "Fracture vertébrale ostéoporotique.", "Fausse route, gastroscopie sans lésion.",
                "Perfusion espacée à la demande du patient.\nPas d’effet sur les symptômes musculaires.",
                "Infection urinaire.", "Carcinome basocellulaire opéré.", "Chute sans fracture."));
    }
}
