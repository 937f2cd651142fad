package org.sivig.ecrf.demo;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.study.Drug;
import org.sivig.ecrf.study.IvigCourseForm;
import org.sivig.ecrf.study.code.IvigDose;
import org.sivig.ecrf.study.code.IvigFrequency;
import org.sivig.ecrf.study.code.MinorReaction;
import org.sivig.ecrf.study.code.ReactionCourse;
import org.sivig.ecrf.study.code.SevereReaction;
import org.sivig.ecrf.study.code.StopReason;

/** What one fictitious patient was given before, as and together with immunoglobulins, and how they stood them. */
final class Therapy {

    /**
     * A drug and when it was taken.
     *
     * @param end null while it is still taken
     */
    record Taken(LocalDate start, @Nullable LocalDate end) {
    }

    /** An immunosuppressive treatment that the paper does not name. */
    record Unnamed(String name, Taken taken) {
    }

    /**
     * A course of immunoglobulins.
     *
     * @param end  the last infusion, null while it goes on
     * @param stop why it was stopped, empty while it goes on
     */
    record Course(LocalDate start, @Nullable LocalDate end, int infusions, int months, List<String> brands,
            IvigDose dose, IvigFrequency frequency, Set<StopReason> stop, Map<Drug, Taken> with,
            @Nullable Unnamed unnamedWith) {
    }

    static final double DAYS_A_MONTH = 30.4375;

    private static final List<Drug> STEROIDS = List.of(Drug.MPIV, Drug.OCS);
    /** How many in 100 are given a drug with immunoglobulins, if what they take changes. */
    private static final Map<Drug, Integer> WITH = new EnumMap<>(Map.of(Drug.MPIV, 8, Drug.OCS, 78, Drug.CYCIV, 8,
            Drug.MTX, 30, Drug.AZA, 10, Drug.MMF, 18, Drug.RTX, 6));
    private static final int MOST_INFUSIONS = 80;
    private static final int PERCENT_MISSED = 10;

    final Map<Drug, Taken> before = new EnumMap<>(Drug.class);
    final @Nullable Unnamed unnamedBefore;

    final boolean afterFailure;
    final boolean firstLine;
    final boolean contraindication;
    final boolean otherIndication;

    final Set<MinorReaction> minor = EnumSet.noneOf(MinorReaction.class);
    final Set<ReactionCourse> minorCourse = EnumSet.noneOf(ReactionCourse.class);
    /** Null when there was none. */
    final @Nullable SevereReaction severe;

    final Course first;
    /** Null when immunoglobulins were not given again. */
    final @Nullable Course second;

    private final Chance chance;
    private final Fate fate;

    Therapy(Chart chart, Fate fate, Chance chance) {
        this.chance = chance;
        this.fate = fate;
        LocalDate start = chart.firstInfusion;
        // Either nothing of what was taken changed with the first infusion, or some of it was begun or stopped then.
        Set<Drug> with = EnumSet.noneOf(Drug.class);
        boolean unchanged = chance.percent(35);

        LocalDate ill = later(chart.firstSymptom, chart.diagnosis.minusMonths(6));
        LocalDate earliest = ill.isBefore(start.minusDays(60)) ? ill : start.minusDays(60);
        drawBefore(earliest, start);
        unnamedBefore = !before.isEmpty() && chance.percent(14)
                ? new Unnamed(chance.oneOf(List.of("Hydroxychloroquine 400 mg/j", "Échanges plasmatiques",
                        "Colchicine 1 mg/j", "Photophérèse"), 5, 3, 2, 1), past(earliest, start)) : null;

        drawWith(with, unchanged);
        before.replaceAll((drug, taken) -> with.contains(drug) && chance.percent(unchanged ? 100 : 80)
                ? new Taken(taken.start(), null) : taken);

        boolean suppressed = unnamedBefore != null || before.keySet().stream().anyMatch(d -> !STEROIDS.contains(d));
        boolean treated = suppressed || !before.isEmpty();
        afterFailure = suppressed ? chance.percent(93) : treated && chance.percent(30);
        firstLine = !suppressed && !afterFailure && chance.percent(88);
        contraindication = chance.percent(!afterFailure && !firstLine ? 70 : 6);
        otherIndication = !afterFailure && !firstLine && !contraindication || chance.percent(6);

        severe = chance.percent(5) ? chance.oneOf(List.of(SevereReaction.VTE, SevereReaction.OTHER,
                SevereReaction.MENING, SevereReaction.AKI, SevereReaction.ATE, SevereReaction.ANAPH),
                40, 30, 12, 7, 7, 4) : null;
        drawMinor();

        first = firstCourse(start, with);
        second = secondCourse();
    }

    /** Whether anything was given before immunoglobulins. */
    boolean isTreatedBefore() {
        return !before.isEmpty() || unnamedBefore != null;
    }

    /** The day on which the first treatment was begun. */
    LocalDate firstTreatment() {
        LocalDate first = before.values().stream().map(Taken::start).min(LocalDate::compareTo).orElseThrow();
        return unnamedBefore == null || first.isBefore(unnamedBefore.taken().start()) ? first
                : unnamedBefore.taken().start();
    }

    /** The course that a day falls into or follows. */
    Course courseAt(LocalDate day) {
        return second == null || day.isBefore(second.start()) ? first : second;
    }

    private void drawBefore(LocalDate from, LocalDate to) {
        if (!chance.percent(84)) {
            return;
        }
        boolean onlySteroids = chance.percent(24);
        if (onlySteroids || chance.percent(93)) {
            before.put(Drug.OCS, past(from, to));
        }
        if (chance.percent(14)) {
            before.put(Drug.MPIV, past(from, to));
        }
        while (!onlySteroids && before.keySet().stream().allMatch(STEROIDS::contains)) {
            draw(from, to, 43, Drug.MTX);
            draw(from, to, 23, Drug.AZA);
            draw(from, to, 28, Drug.MMF);
            draw(from, to, 11, Drug.RTX);
            draw(from, to, 22, Drug.CYCIV);
            draw(from, to, 5, Drug.CYCPO);
            draw(from, to, 5, Drug.CSA);
            draw(from, to, from.getYear() < 2000 ? 18 : 3, Drug.DPEN);
        }
    }

    private void draw(LocalDate from, LocalDate to, double percent, Drug drug) {
        if (chance.percent(percent)) {
            before.put(drug, past(from, to));
        }
    }

    /** Something that was stopped before a day. */
    private Taken past(LocalDate from, LocalDate to) {
        LocalDate start = chance.day(from, to.minusDays(30));
        LocalDate end = start.plusDays(20 + Math.round(chance.exponential(14 * DAYS_A_MONTH)));
        return new Taken(start, end.isBefore(to) ? end : to.minusDays(1));
    }

    private void drawWith(Set<Drug> with, boolean unchanged) {
        if (unchanged) {
            before.keySet().stream().filter(drug -> WITH.containsKey(drug) && drug != Drug.MPIV)
                    .filter(drug -> chance.percent(drug == Drug.OCS ? 95 : 25)).forEach(with::add);
            return;
        }
        WITH.forEach((drug, percent) -> {
            if (chance.percent(percent)) {
                with.add(drug);
            }
        });
    }

    private void drawMinor() {
        if (!chance.percent(28)) {
            return;
        }
        List<MinorReaction> kinds = List.of(MinorReaction.HEADACHE, MinorReaction.FEVER, MinorReaction.NAUSEA,
                MinorReaction.RASH, MinorReaction.TACHY_HTN, MinorReaction.HYPOT, MinorReaction.ARTHRALG,
                MinorReaction.OTHER);
        minor.addAll(chance.someOf(kinds, 60, 25, 20, 15, 6, 4, 4, 6));
        minorCourse.addAll(chance.percent(35) ? Set.of(ReactionCourse.FIRST)
                : chance.someOf(List.of(ReactionCourse.RATE, ReactionCourse.PREMED), 55, 55));
    }

    private Course firstCourse(LocalDate start, Set<Drug> with) {
        boolean endless = chance.percent(6);
        int infusions = (int) Math.clamp(Math.round(chance.lognormal(2.4, 0.97)), 1, MOST_INFUSIONS);
        Set<StopReason> stop = Set.of(severe != null && chance.percent(80) || !minor.isEmpty() && chance.percent(11)
                ? StopReason.AE : chance.oneOf(List.of(StopReason.SUCCESS, StopReason.FAILURE, StopReason.OTH),
                        48, 30, 22));
        return course(start, endless ? Integer.MAX_VALUE : infusions, stop, until -> {
            Map<Drug, Taken> taken = new EnumMap<>(Drug.class);
            with.forEach(drug -> {
                Taken earlier = before.get(drug);
                taken.put(drug, earlier != null && earlier.end() == null
                        ? new Taken(earlier.start(), endAfter(start)) : begun(start, until));
            });
            return taken;
        });
    }

    private @Nullable Course secondCourse() {
        if (first.end() == null || !first.stop().contains(StopReason.SUCCESS) || !chance.percent(22)) {
            return null;
        }
        LocalDate start = first.end().plusDays(chance.number(183, 730));
        if (start.plusMonths(2).isAfter(fate.lastNews())) {
            return null;
        }
        Set<StopReason> stop = Set.of(chance.oneOf(List.of(StopReason.SUCCESS, StopReason.FAILURE, StopReason.OTH),
                50, 30, 20));
        return course(start, (int) Math.clamp(Math.round(chance.lognormal(1.9, 0.7)), 1, 40), stop, until -> {
            Map<Drug, Taken> taken = new EnumMap<>(Drug.class);
            first.with().forEach((drug, earlier) -> {
                if (earlier.end() == null) {
                    taken.put(drug, earlier);
                } else if (chance.percent(15)) {
                    taken.put(drug, begun(start, until));
                }
            });
            return taken;
        });
    }

    /** A course as far as there is news of the patient. */
    private Course course(LocalDate start, int wanted, Set<StopReason> stop,
            Function<LocalDate, Map<Drug, Taken>> withUntil) {
        IvigFrequency frequency = wanted == 1 || chance.percent(5) ? IvigFrequency.SINGLE
                : chance.percent(92) ? IvigFrequency.MONTHLY : IvigFrequency.OTHER;
        double interval = frequency == IvigFrequency.OTHER ? 1.5 * DAYS_A_MONTH
                : DAYS_A_MONTH * Math.clamp(chance.normal(1, 0.025), 0.95, 1.05);
        int possible = 1 + (int) (ChronoUnit.DAYS.between(start, fate.lastNews().minusDays(1)) / interval);
        boolean cut = frequency != IvigFrequency.SINGLE && wanted > possible;
        int infusions = frequency == IvigFrequency.SINGLE ? 1 : Math.min(wanted, possible);
        LocalDate end = start.plusDays(Math.round((infusions - 1) * interval));
        int missed = 0;
        for (int i = 2; i < infusions; i++) {
            missed += chance.percent(PERCENT_MISSED) ? 1 : 0; // neither the first nor the last
        }
        boolean ongoing = cut && fate.end() == Fate.End.FOLLOWED;
        LocalDate until = ongoing ? fate.lastNews() : end;
        int months = (int) Math.round(ChronoUnit.DAYS.between(start, until) / DAYS_A_MONTH);
        Unnamed unnamed = chance.percent(12) ? new Unnamed(chance.oneOf(List.of("Hydroxychloroquine 400 mg/j",
                "Tacrolimus 4 mg/j", "Léflunomide 20 mg/j")), begun(start, until)) : null;
        IvigDose dose = chance.oneOf(List.of(IvigDose.HALF_GRAM_4_DAYS, IvigDose.ONE_GRAM_2_DAYS, IvigDose.OTHER),
                60, 32, 8);
        return new Course(start, ongoing ? null : end, infusions - missed, months, brands(start, until), dose, frequency,
                ongoing ? Set.of() : cut ? Set.of(StopReason.OTH) : stop, withUntil.apply(until), unnamed);
    }

    /** A drug that is begun with the course or during it. */
    private Taken begun(LocalDate start, LocalDate until) {
        LocalDate soon = start.plusMonths(6);
        LocalDate begun = chance.percent(60) ? start : chance.day(start, until.isBefore(soon) ? until : soon);
        return new Taken(begun, endAfter(begun));
    }

    private @Nullable LocalDate endAfter(LocalDate day) {
        LocalDate end = day.plusDays(60 + Math.round(chance.exponential(22 * DAYS_A_MONTH)));
        return chance.percent(45) && end.isBefore(fate.lastNews()) ? end : null;
    }

    /** How often each brand that the form suggests was given, in its order. */
    private static final int[] UNTIL_2006 = {60, 12, 8, 10, 10, 0, 0, 0};
    private static final int[] UNTIL_2009 = {58, 0, 0, 17, 5, 0, 0, 20};
    private static final int[] LATER = {9, 0, 0, 4, 0, 36, 27, 24};

    private List<String> brands(LocalDate start, LocalDate until) {
        Set<String> brands = new TreeSet<>();
        for (LocalDate day : List.of(start, until)) {
            int year = day.getYear();
            brands.add(chance.oneOf(IvigCourseForm.BRAND.suggested(), year < 2007 ? UNTIL_2006 : year < 2010 ? UNTIL_2009 : LATER));
            if (ChronoUnit.DAYS.between(start, until) < 400 || chance.percent(55)) {
                break;
            }
        }
        return List.copyOf(brands);
    }

    private static LocalDate later(LocalDate a, LocalDate b) {
        return a.isBefore(b) ? b : a;
    }
}
