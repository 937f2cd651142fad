package org.sivig.ecrf.demo;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.score.AcrEular2013;
import org.sivig.ecrf.score.AcrEular2013.Criterion;
import org.sivig.ecrf.study.code.Antibody;
import org.sivig.ecrf.study.code.Capillaroscopy;
import org.sivig.ecrf.study.code.CutoloStage;
import org.sivig.ecrf.study.code.Fluorescence;
import org.sivig.ecrf.study.code.GutInvolvement;
import org.sivig.ecrf.study.code.HeartInvolvement;
import org.sivig.ecrf.study.code.Ild;
import org.sivig.ecrf.study.code.JointInvolvement;
import org.sivig.ecrf.study.code.MuscleInvolvement;
import org.sivig.ecrf.study.code.PulmonaryHypertension;
import org.sivig.ecrf.study.code.Sex;
import org.sivig.ecrf.study.code.SscType;

/**
 * What is true of one fictitious patient, as the hospital chart would tell it if nothing were missing. The shares
 * follow published cohorts (Lille, EUSTAR) and the first SIVIG report; what depends on what is drawn in that order.
 */
final class Chart {

    private static final double DAYS_A_YEAR = 365.25;

    final Sex sex;
    /** Of the body, in m². */
    final double surface;
    final LocalDate firstInfusion;
    final LocalDate birth;
    final LocalDate diagnosis;
    final LocalDate firstSymptom;
    /** Null for who never had Raynaud's phenomenon. */
    final @Nullable LocalDate raynaud;

    /** Null when antinuclear antibodies are negative. */
    final @Nullable Antibody antibody;
    final int titer;
    final Set<Fluorescence> fluorescence;
    final SscType type;
    /** The associated disease of an overlap syndrome, null when there is none. */
    final @Nullable String overlap;
    /** Null when it was not done. */
    final @Nullable Capillaroscopy capillaroscopy;
    final CutoloStage stage;

    final boolean digitalUlcers;
    final boolean calcinosis;
    final boolean telangiectasia;
    final Ild lung;
    final Set<PulmonaryHypertension> pulmonaryHypertension;
    final boolean renalCrisis;
    final Set<HeartInvolvement> heart;
    final Set<GutInvolvement> gut;
    final Set<JointInvolvement> joints;
    final Set<MuscleInvolvement> muscles;

    final Map<Criterion, Boolean> criteria = new EnumMap<>(Criterion.class);

    final Fate fate;
    final Therapy therapy;
    final Evolution evolution;

    /** @param diligence of the site: how many visits in 100 are kept above the average */
    Chart(int diligence, Chance chance) {
        sex = chance.percent(81) ? Sex.FEMALE : Sex.MALE;

        firstInfusion = chance.percent(80) ? chance.day(LocalDate.of(2005, 1, 1), LocalDate.of(2013, 6, 30))
                : chance.day(LocalDate.of(2013, 7, 1), LocalDate.of(2014, 12, 31));
        double age = Math.clamp(chance.normal(53, 13), 20, 82);
        birth = earlier(firstInfusion, age);
        double ageAtDiagnosis = Math.max(15, age - chance.lognormal(1.36, 0.93));
        double ageAtFirstSymptom = Math.max(12, ageAtDiagnosis - chance.exponential(1));
        diagnosis = earlier(firstInfusion, age - ageAtDiagnosis);
        firstSymptom = earlier(firstInfusion, age - ageAtFirstSymptom);
        raynaud = chance.percent(97) ? raynaud(chance, ageAtFirstSymptom) : null;

        surface = Math.clamp(sex == Sex.FEMALE ? chance.normal(1.64, 0.13) : chance.normal(1.86, 0.15), 1.35, 2.3);

        antibody = antibody(chance);
        titer = chance.oneOf(List.of(160, 320, 640, 1280, 2560, 5120), 8, 17, 25, 30, 12, 8);
        fluorescence = fluorescence(chance);
        type = type(chance);
        overlap = overlap(chance);
        capillaroscopy = chance.percent(14) ? null
                : chance.percent(88) ? Capillaroscopy.MICROANGIOPATHY : Capillaroscopy.NORMAL;
        stage = chance.oneOf(List.of(CutoloStage.EARLY, CutoloStage.ACTIVE, CutoloStage.LATE), 30, 45, 25);

        digitalUlcers = chance.percent(52);
        calcinosis = chance.percent(25);
        telangiectasia = chance.percent(65);
        lung = antibody == Antibody.TOPO1 ? lung(chance, 30, 40, 30) : lung(chance, 41, 32, 27);
        pulmonaryHypertension = !chance.percent(15) ? Set.of(PulmonaryHypertension.NONE)
                : chance.someOf(List.of(PulmonaryHypertension.GRP1, PulmonaryHypertension.GRP2,
                        PulmonaryHypertension.GRP3), 55, 25, 25);
        renalCrisis = chance.percent(antibody == Antibody.RNAP3 ? 15 : 3);
        heart = !chance.percent(25) ? Set.of(HeartInvolvement.NONE)
                : chance.someOf(List.of(HeartInvolvement.DIAST, HeartInvolvement.RHYTHM, HeartInvolvement.CONDUCT,
                        HeartInvolvement.SYST, HeartInvolvement.MYOCARD, HeartInvolvement.PERICARD),
                        45, 30, 25, 15, 20, 25);
        gut = !chance.percent(89) ? Set.of(GutInvolvement.NONE)
                : chance.someOf(List.of(GutInvolvement.GERD, GutInvolvement.TRANSIT, GutInvolvement.DYSPHAGIA,
                        GutInvolvement.GAVE, GutInvolvement.MALABS, GutInvolvement.CIPO, GutInvolvement.INCONT),
                        76, 47, 35, 5, 6, 4, 8);
        joints = !chance.percent(50) ? Set.of(JointInvolvement.NONE)
                : chance.someOf(List.of(JointInvolvement.ARTHRALG, JointInvolvement.SYNOV, JointInvolvement.EROSION),
                        88, 30, 8);
        muscles = !chance.percent(isMyositisAntibody() ? 90 : 77) ? Set.of(MuscleInvolvement.NONE)
                : chance.someOf(List.of(MuscleInvolvement.MYALGIA, MuscleInvolvement.WEAK, MuscleInvolvement.EMG,
                        MuscleInvolvement.BIOPSY, MuscleInvolvement.RHABDO), 94, 58, 35, 30, 4);

        drawCriteria(chance);
        fate = Fate.of(firstInfusion, chance);
        therapy = new Therapy(this, fate, chance);
        evolution = new Evolution(this, diligence, chance);
    }

    /** The score that the classification criteria add up to. */
    int score() {
        return AcrEular2013.of(criteria, false).low();
    }

    private static LocalDate earlier(LocalDate day, double years) {
        return day.minusDays(Math.round(years * DAYS_A_YEAR));
    }

    private LocalDate raynaud(Chance chance, double ageAtFirstSymptom) {
        int course = chance.number(1, 100);
        if (course <= 10) {
            return firstSymptom;
        }
        if (course <= 15) {
            LocalDate later = firstSymptom.plusMonths(chance.number(12, 36));
            return later.isBefore(diagnosis) ? later : diagnosis;
        }
        return earlier(firstSymptom, Math.min(chance.exponential(3.5), ageAtFirstSymptom - 8));
    }

    private static @Nullable Antibody antibody(Chance chance) {
        return chance.percent(10) ? null : chance.oneOf(
                List.of(Antibody.TOPO1, Antibody.CENTRO, Antibody.RNAP3, Antibody.PMSCL, Antibody.U1RNP, Antibody.KU,
                        Antibody.U3RNP, Antibody.THTO, Antibody.NONE, Antibody.OTHER),
                24, 12, 8, 14, 8, 5, 4, 2, 11, 2);
    }

    private boolean isMyositisAntibody() {
        return antibody == Antibody.PMSCL || antibody == Antibody.KU;
    }

    private Set<Fluorescence> fluorescence(Chance chance) {
        return switch (antibody) {
            case null -> Set.of();
            case CENTRO -> Set.of(Fluorescence.CENTRO);
            case PMSCL -> chance.someOf(List.of(Fluorescence.NUCLEOLAR, Fluorescence.HOMOG), 100, 40);
            case U3RNP, THTO -> Set.of(Fluorescence.NUCLEOLAR);
            case RNAP3 -> chance.someOf(List.of(Fluorescence.SPECKLED, Fluorescence.NUCLEOLAR), 100, 30);
            case TOPO1 -> chance.someOf(List.of(Fluorescence.SPECKLED, Fluorescence.HOMOG), 85, 40);
            case NONE -> chance.someOf(List.of(Fluorescence.HOMOG, Fluorescence.NUCLEOLAR, Fluorescence.OTHER),
                    50, 35, 20);
            default -> Set.of(Fluorescence.SPECKLED);
        };
    }

    private SscType type(Chance chance) {
        List<SscType> types = List.of(SscType.SINE, SscType.LIMITED, SscType.DIFFUSE);
        return switch (antibody) {
            case CENTRO -> chance.oneOf(types, 10, 85, 5);
            case TOPO1 -> chance.oneOf(types, 2, 33, 65);
            case RNAP3 -> chance.oneOf(types, 0, 15, 85);
            case null, default -> chance.oneOf(types, 6, 52, 42);
        };
    }

    private @Nullable String overlap(Chance chance) {
        if (!chance.percent(isMyositisAntibody() ? 70 : antibody == Antibody.U1RNP ? 60 : 22)) {
            return null;
        }
        return antibody == Antibody.U1RNP ? "connectivite mixte" : chance.oneOf(
                List.of("polymyosite", "dermatomyosite", "syndrome de Sjögren", "lupus érythémateux systémique",
                        "polyarthrite rhumatoïde"), 35, 15, 22, 14, 14);
    }

    private static Ild lung(Chance chance, int... weights) {
        return chance.oneOf(List.of(Ild.NONE, Ild.LIMITED, Ild.EXTENSIVE), weights);
    }

    private void drawCriteria(Chance chance) {
        boolean sine = type == SscType.SINE;
        boolean ulcer = digitalUlcers && chance.percent(80);
        // In the limited form too the skin may be thick beyond the fingers, up to the elbows.
        criteria.put(Criterion.PROX, type == SscType.DIFFUSE || type == SscType.LIMITED && chance.percent(35));
        criteria.put(Criterion.PUFFY, !sine && chance.percent(40));
        criteria.put(Criterion.SCLERO, !sine && chance.percent(87));
        criteria.put(Criterion.ULCER, ulcer);
        criteria.put(Criterion.SCAR, digitalUlcers && !ulcer || chance.percent(digitalUlcers ? 45 : 10));
        criteria.put(Criterion.TELANG, telangiectasia);
        criteria.put(Criterion.CAPILLARO, capillaroscopy == Capillaroscopy.MICROANGIOPATHY);
        criteria.put(Criterion.PAH_ILD, lung != Ild.NONE || pulmonaryHypertension.contains(PulmonaryHypertension.GRP1));
        criteria.put(Criterion.RAYNAUD, raynaud != null);
        criteria.put(Criterion.AUTOAB,
                antibody == Antibody.TOPO1 || antibody == Antibody.CENTRO || antibody == Antibody.RNAP3);
    }
}
