package org.sivig.ecrf.cohort;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.score.Quartiles;
import org.sivig.ecrf.score.SkinResponse;
import org.sivig.ecrf.score.Survival;
import org.sivig.ecrf.study.Visit;
import org.sivig.ecrf.study.code.SscType;
import org.sivig.ecrf.study.code.StopReason;

/** What is drawn of patients one by one, or along time. Months are of 30.4375 days. */
public sealed interface Picture {

    /** The same as it may leave the system: what is drawn of fewer patients together is left out. */
    default Picture telling(int least) {
        return this;
    }

    /** The same without anybody; null where nothing is left. */
    default @Nullable Picture inNumbers(int least) {
        return switch (this) {
            case Paths paths -> new Paths(paths.panel, paths.item, paths.log, List.of(), paths.bands);
            case Curve curve -> new Curve(new Survival<>(curve.survival.n(), curve.survival.steps().stream()
                    .filter(step -> step.atRisk() >= least).toList()), List.of());
            case Pairs _, Waterfall _, Lanes _ -> null;
        };
    }

    /**
     * {@link FigureKind#TRAJECTORIES}.
     *
     * @param panel which of {@link Trajectories#PANELS}
     * @param item  whose values they are
     * @param log   whether the scale is logarithmic
     * @param lines of each patient who has a value, by number
     * @param bands for all, and for each type; the key null of type stands for all
     */
    record Paths(String panel, Item<Visit, ?> item, boolean log, List<Path> lines, List<Band> bands) implements Picture {
        @Override
        public Picture telling(int least) {
            return new Paths(panel, item, log, lines, bands.stream().map(band -> new Band(band.facet(),
                    band.points().stream().filter(point -> point.of().n() >= least).toList())).toList());
        }
    }

    /**
     * The values of a patient.
     *
     * @param facet    the code of the type, or {@code unknown}
     * @param runs     each without a gap: between two runs lies a visit without a value
     * @param improved whether the skin of an evaluable patient improved at some visit
     * @param worse    whether skin or lung of a patient evaluable for it got worse at some visit
     */
    record Path(String patient, String facet, List<List<Point>> runs, boolean improved, boolean worse) {
    }

    /**
     * A value.
     *
     * @param months      since the first infusion
     * @param censored    whether it stands with {@code <} or {@code >}: hollow, at its limit
     * @param approximate whether a partial date was taken at its middle: hollow
     */
    record Point(String visit, double months, double value, boolean censored, boolean approximate) {
    }

    /** The middle of the values of a facet, {@code all}, the code of a type or {@code unknown}, at the nominal months. */
    record Band(String facet, List<BandPoint> points) {
    }

    record BandPoint(String visit, int month, Quartiles of) {
    }

    /** {@link FigureKind#STOP}, of the chosen item. */
    record Pairs(Item<Visit, ?> item, List<Pair> pairs) implements Picture {
    }

    /** @param visit at which the value at the stop was taken */
    record Pair(String patient, double start, double stop, String visit, boolean approximate) {
    }

    /** {@link FigureKind#RESPONDERS}: the change of the skin score of each evaluable patient at the chosen visit, from the greatest. */
    record Waterfall(String visit, List<Bar> bars) implements Picture {
    }

    record Bar(String patient, int delta, SkinResponse response) {
    }

    /** {@link FigureKind#SWIMMER}, from the longest first course to the shortest. */
    record Lanes(List<Lane> lanes) implements Picture {
    }

    /**
     * A patient with a start; everything in months since it.
     *
     * @param severe   the severe reactions, of which the form gives no date
     * @param lastNews null when it is not known
     */
    record Lane(String patient, List<Course> courses, List<Treatment> treatments, List<Mark> visits, @Nullable Mark death,
            @Nullable Mark lastNews, List<Code> severe) {

        /** Whether anything in it stands at the middle of a partial date. */
        boolean isApproximate() {
            Stream<Span> spans = Stream.concat(courses.stream().map(Course::span), treatments.stream().map(Treatment::span));
            return Stream.of(spans.flatMap(span -> Stream.of(span.from(), span.to())), visits.stream(), Stream.of(death, lastNews))
                    .flatMap(marks -> marks).anyMatch(mark -> mark != null && mark.isApproximate());
        }
    }

    /**
     * A course of IVIG.
     *
     * @param reasons for stopping
     */
    record Course(int number, Span span, Set<StopReason> reasons) {
    }

    /**
     * What was given beside, from when it is known.
     *
     * @param drug its code or its name
     */
    record Treatment(String drug, Span span) {
    }

    /**
     * Some time.
     *
     * @param to      null when it is not known, or has not come
     * @param ongoing at the last news
     */
    record Span(Mark from, @Nullable Mark to, boolean ongoing) {

        /** Until when it is drawn: its end, or the last news while it goes on; null where neither is known. */
        public @Nullable Mark until(@Nullable Mark lastNews) {
            return to != null || !ongoing ? to : lastNews;
        }
    }

    /** A moment, and within which months it lies: the same unless the date is partial. */
    record Mark(String code, double first, double middle, double last) {
        public boolean isApproximate() {
            return first != last;
        }
    }

    /** {@link FigureKind#CONTINUATION}: survival with its limits, and the incidence of each cause. */
    record Curve(Survival<StopCause> survival, List<Tick> censored) implements Picture {
        @Override
        public Picture telling(int least) {
            return new Curve(survival, List.of());
        }
    }

    /** Somebody who was watched no longer. */
    record Tick(String patient, double months) {
    }

    /** Which facet a type is. */
    static String facet(@Nullable SscType type) {
        return type == null ? "unknown" : type.code();
    }
}
