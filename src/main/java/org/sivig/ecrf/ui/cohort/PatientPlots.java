package org.sivig.ecrf.ui.cohort;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.cohort.FigureContent;
import org.sivig.ecrf.cohort.FigureTable;
import org.sivig.ecrf.cohort.Label;
import org.sivig.ecrf.cohort.Picture;
import org.sivig.ecrf.cohort.StopCause;
import org.sivig.ecrf.cohort.Trajectories;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.score.SkinResponse;
import org.sivig.ecrf.score.Survival;
import org.sivig.ecrf.study.IvigCourseForm;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.Visit;
import org.sivig.ecrf.study.VisitForm;
import org.sivig.ecrf.study.VisitPlan;
import org.sivig.ecrf.study.code.SevereReaction;
import org.sivig.ecrf.ui.CasebookAddress;
import org.sivig.ecrf.ui.Words;
import org.sivig.ecrf.ui.cohort.Plot.Area;
import org.sivig.ecrf.ui.cohort.Plot.Axis;
import org.sivig.ecrf.ui.cohort.Plot.Bar;
import org.sivig.ecrf.ui.cohort.Plot.Dot;
import org.sivig.ecrf.ui.cohort.Plot.Key;
import org.sivig.ecrf.ui.cohort.Plot.Line;
import org.sivig.ecrf.ui.cohort.Plot.Panel;
import org.sivig.ecrf.ui.cohort.Plot.Text;
import org.sivig.ecrf.ui.cohort.Plot.Tick;
import org.sivig.ecrf.ui.cohort.Plot.Under;

/** Draws what is shown of patients one by one, or along time. */
record PatientPlots(FigureWords words) {

    /** More dots, or lines twice, are not drawn: nobody tells them apart. */
    private static final int MOST_DOTS = 3_000;
    private static final int MOST_TWICE = 400;

    /** @return null where there is nothing to draw */
    @Nullable Plot of(FigureContent content, Picture picture) {
        return switch (picture) {
            case Picture.Paths paths -> paths.lines().isEmpty() && paths.bands().stream().allMatch(band -> band.points().isEmpty()) ? null : paths(paths);
            case Picture.Pairs pairs -> pairs.pairs().isEmpty() ? null : pairs(pairs);
            case Picture.Waterfall fall -> fall.bars().isEmpty() ? null : waterfall(fall);
            case Picture.Lanes lanes -> lanes.lanes().isEmpty() ? null : lanes(lanes);
            case Picture.Curve curve -> curve.survival().n() == 0 ? null : curve(curve, content.table("continuation.months"));
        };
    }

    private static String visit(String patient, String visit, Item<Visit, ?> item) {
        return CasebookAddress.of(patient, Study.instance(VisitForm.FORM.name(), visit, item.name()));
    }

    private String of(String key, Object... values) {
        return words.of("cohort." + key, values);
    }

    // --- trajectories -----------------------------------------------------------------------------------------------

    private Plot paths(Picture.Paths paths) {
        List<Picture.Band> bands = paths.bands().stream().filter(band -> !band.points().isEmpty()).toList();
        Map<String, List<Picture.Path>> facets = paths.lines().stream().collect(Collectors.groupingBy(Picture.Path::facet, TreeMap::new, Collectors.toList()));
        List<Picture.Point> points = paths.lines().stream().flatMap(path -> path.runs().stream()).flatMap(List::stream)
                .filter(point -> isDrawn(paths, point)).toList();
        double from = Math.min(-3, Math.floor(points.stream().mapToDouble(Picture.Point::months).min().orElse(-3)));
        double to = Math.max(25, Math.ceil(points.stream().mapToDouble(Picture.Point::months).max().orElse(25)));
        Axis x = Axis.at(from, to, VisitPlan.VISITS.stream().map(visit -> new Tick(visit.month(), String.valueOf(visit.month()))).toList(), of("axis.months"));
        double[] values = Stream.concat(points.stream().map(Picture.Point::value), bands.stream().flatMap(band -> band.points().stream())
                .flatMap(point -> Stream.of(point.of().lower(), point.of().upper()))).filter(value -> !paths.log() || value > 0)
                .mapToDouble(value -> value).toArray();
        double least = Arrays.stream(values).min().orElse(paths.log() ? 1 : 0);
        double most = Arrays.stream(values).max().orElse(1);
        Axis y = paths.log() ? Axis.log(least, most, "", value -> words.number(value, value < 1 ? 1 : 0))
                : Axis.over(Math.min(0, least), most, "", value -> words.number(value, value == Math.rint(value) ? 0 : 1));
        boolean dots = points.size() <= MOST_DOTS;
        List<Panel> panels = new ArrayList<>();
        List<String> shown = new ArrayList<>(Stream.concat(facets.keySet().stream(), bands.stream().map(Picture.Band::facet))
                .filter(facet -> !facet.equals("all")).distinct().sorted().toList());
        if (shown.size() != 1) {
            shown.addFirst("all");
        }
        for (String facet : shown) {
            List<Picture.Path> lines = facet.equals("all") ? paths.lines().size() > MOST_TWICE ? List.of() : paths.lines() : facets.getOrDefault(facet, List.of());
            Panel panel = Panel.of(of("facet." + facet), 280, x, y);
            lines.forEach(path -> path(panel, paths, path, dots));
            bands.stream().filter(band -> band.facet().equals(facet)).findFirst().ifPresent(band -> {
                panel.areas().add(new Area(band.points().stream().map(point -> new double[] {point.month(), Math.max(point.of().lower(), y.min()),
                        Math.max(point.of().upper(), y.min())}).toList(), "bold"));
                panel.lines().add(new Line(band.points().stream().map(point -> new @Nullable Double[] {(double) point.month(), Math.max(point.of().median(), y.min())}).toList(), "bold", null, null));
                band.points().forEach(point -> panel.dots().add(new Dot(point.month(), Math.max(point.of().median(), y.min()), "bold", "square", false, 4,
                        of("tip.median", Words.visit(point.visit()), words.number(point.of().median(), 1), words.number(point.of().lower(), 1),
                                words.number(point.of().upper(), 1), point.of().n()), null, null, null)));
                panel.under().add(new Under("n", band.points().stream().map(point -> new Under.Cell(point.month(), words.count(point.of().n()), null, null)).toList()));
            });
            panels.add(panel);
        }
        List<Key> keys = paths.lines().isEmpty() ? List.of(Key.line("bold", of("key.median"))) : List.of(Key.line("patient", of("key.patient")),
                Key.line("bold", of("key.median")), Key.dot("patient", "circle", true, of("key.hollow")), Key.line("lit", of("key.lit")));
        return Plot.of(keys, panels).columns(2, false, 380).faint(paths.lines().size() > 300 ? 0.25 : 0.55);
    }

    /** A logarithmic scale has no place for nothing, and the time of the protocol none for a date that is years off. */
    private static boolean isDrawn(Picture.Paths paths, Picture.Point point) {
        return (!paths.log() || point.value() > 0) && Trajectories.isNear(point.months());
    }

    private void path(Panel panel, Picture.Paths paths, Picture.Path path, boolean dots) {
        Item<Visit, ?> item = paths.item();
        List<@Nullable Double[]> points = new ArrayList<>();
        path.runs().forEach(run -> {
            run.forEach(point -> points.add(new @Nullable Double[] {point.months(), isDrawn(paths, point) ? point.value() : null}));
            points.add(new @Nullable Double[] {0.0, null});
        });
        panel.lines().add(new Line(points, "patient", path.patient(), path.patient()));
        path.runs().stream().flatMap(List::stream).filter(point -> isDrawn(paths, point)).filter(point -> dots || point.censored() || point.approximate()).forEach(point ->
                panel.dots().add(new Dot(point.months(), point.value(), "patient", "circle", point.censored() || point.approximate(), dots ? 2.4 : 1.6,
                        of("tip.point", path.patient(), Words.visit(point.visit()), words.number(point.value(), item.decimals()),
                                point.censored() ? of("tip.censored") : point.approximate() ? of("tip.approximate") : ""),
                        visit(path.patient(), point.visit(), item), path.patient(), path.patient() + "|" + point.visit())));
    }

    // --- stop against start -----------------------------------------------------------------------------------------

    private Plot pairs(Picture.Pairs pairs) {
        Item<Visit, ?> item = pairs.item();
        Axis x = Axis.at(-0.35, 1.35, List.of(new Tick(0, of("start")), new Tick(1, of("stop"))), "");
        ToDoubleFunction<Picture.Pair> low = pair -> Math.min(pair.start(), pair.stop());
        double least = pairs.pairs().stream().mapToDouble(low).min().orElse(0);
        double most = pairs.pairs().stream().mapToDouble(pair -> Math.max(pair.start(), pair.stop())).max().orElse(1);
        boolean log = least > 0 && most / least > 100;
        Axis y = log ? Axis.log(least, most, "", value -> words.number(value, value < 1 ? 1 : 0))
                : Axis.over(Math.min(0, least), most, "", value -> words.number(value, value == Math.rint(value) ? 0 : 1));
        Panel panel = Panel.of(of("pairs.title", words.full(Label.item(item)), pairs.pairs().size()), 300, x, y);
        double start = median(pairs.pairs().stream().mapToDouble(Picture.Pair::start).sorted().toArray());
        double stop = median(pairs.pairs().stream().mapToDouble(Picture.Pair::stop).sorted().toArray());
        panel.lines().add(Line.of("bold", 0, start, 1, stop));
        panel.dots().add(Dot.of(0, start, "bold", "square", false, of("tip.median-only", words.number(start, 1)), null));
        panel.dots().add(Dot.of(1, stop, "bold", "square", false, of("tip.median-only", words.number(stop, 1)), null));
        for (Picture.Pair pair : pairs.pairs()) {
            String tip = of("tip.pair", pair.patient(), words.number(pair.start(), item.decimals()), words.number(pair.stop(), item.decimals()), Words.visit(pair.visit()));
            panel.lines().add(new Line(List.of(new @Nullable Double[] {0.0, pair.start()}, new @Nullable Double[] {1.0, pair.stop()}), "patient", tip, pair.patient()));
            panel.dots().add(new Dot(0, pair.start(), "patient", "circle", false, 3, tip, visit(pair.patient(), "m0", item), pair.patient(), pair.patient() + "|start"));
            panel.dots().add(new Dot(1, pair.stop(), "patient", "circle", pair.approximate(), 3, tip, visit(pair.patient(), pair.visit(), item), pair.patient(),
                    pair.patient() + "|stop"));
        }
        return Plot.of(List.of(Key.line("patient", of("key.patient")), Key.line("bold", of("key.median-only")), Key.dot("patient", "circle", true, of("key.approximate"))),
                List.of(panel));
    }

    private static double median(double[] sorted) {
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    // --- the skin of each -------------------------------------------------------------------------------------------

    private Plot waterfall(Picture.Waterfall fall) {
        return Plot.of(responses(), List.of(waterfallPanel(fall)));
    }

    List<Key> responses() {
        return List.of(Key.bar("plain", of("key.improved")), Key.bar("pale", of("key.stable")), Key.bar("crossed", code(SkinResponse.PROGRESSION)));
    }

    private String code(SkinResponse response) {
        return words.of("code.skin_response." + response.code());
    }

    static String tone(SkinResponse response) {
        return switch (response) {
            case IMPROVED -> "plain";
            case STABLE -> "pale";
            case PROGRESSION -> "crossed";
        };
    }

    Panel waterfallPanel(Picture.Waterfall fall) {
        int n = fall.bars().size();
        double least = Math.min(-10, fall.bars().stream().mapToInt(Picture.Bar::delta).min().orElse(0));
        double most = Math.max(10, fall.bars().stream().mapToInt(Picture.Bar::delta).max().orElse(0));
        Panel panel = Panel.of(of("waterfall.title", Words.visit(fall.visit()), n), 240, Axis.at(-0.5, Math.max(9.5, n - 0.5), List.of(), of("axis.patients")),
                Axis.over(least, most, "", value -> words.number(value, 0)));
        for (int i = 0; i < n; i++) {
            Picture.Bar bar = fall.bars().get(i);
            String tip = of("tip.delta", bar.patient(), (bar.delta() > 0 ? "+" : "") + words.number(bar.delta(), 0), code(bar.response()));
            panel.bars().add(new Bar(i - 0.42, i + 0.42, 0, bar.delta() == 0 ? 0.25 : bar.delta(), tone(bar.response()), 1, null, false, tip,
                    visit(bar.patient(), fall.visit(), VisitForm.MRSS), bar.patient()));
        }
        for (int limit : new int[] {-5, 5}) {
            panel.lines().add(Line.of("rule", -0.5, limit, panel.x().max(), limit));
            boolean rise = limit > 0; // the number stands where the bars go the other way
            panel.texts().add(new Text(rise ? panel.x().max() : panel.x().min(), limit + (most - least) * (rise ? 0.04 : -0.04), (rise ? "+" : "−") + "5",
                    rise ? "right" : "left", false, true, 0, null, null));
        }
        panel.lines().add(Line.of("fine", -0.5, 0, panel.x().max(), 0));
        return panel;
    }

    // --- swimmer ----------------------------------------------------------------------------------------------------

    private Plot lanes(Picture.Lanes picture) {
        List<Picture.Lane> lanes = picture.lanes();
        double row = Math.clamp(1800.0 / lanes.size(), 4, 20);
        List<Picture.Mark> marks = lanes.stream().flatMap(lane -> Stream.of(lane.courses().stream().map(Picture.Course::span).flatMap(span -> Stream.of(span.from(), span.to())),
                lane.visits().stream(), Stream.of(lane.death(), lane.lastNews())).flatMap(each -> each)).<Picture.@Nullable Mark>map(each -> each)
                .filter(java.util.Objects::nonNull).toList();
        double to = Math.max(24, marks.stream().mapToDouble(Picture.Mark::last).max().orElse(24));
        double from = Math.min(0, marks.stream().mapToDouble(Picture.Mark::first).min().orElse(0));
        Axis dated = Axis.over(Math.max(from, -12), to + 2, of("axis.months"), value -> words.number(value, 0));
        double undated = dated.max() + (dated.max() - dated.min()) * 0.08;
        Axis x = lanes.stream().allMatch(lane -> lane.severe().isEmpty()) ? dated : dated.beside(undated, of("axis.undated"));
        Axis names = Axis.rows(lanes.stream().map(Picture.Lane::patient).toList());
        Panel panel = Panel.of("", (int) Math.max(120, Math.ceil(row * lanes.size())), x, row >= 11 ? names : new Axis(names.min(), names.max(), false, true, false, true,
                List.of(), ""));
        for (int i = 0; i < lanes.size(); i++) {
            lane(panel, i, lanes.get(i), dated.max(), undated);
        }
        if (x != dated) {
            panel.lines().add(Line.of("rule", dated.max(), names.min(), dated.max(), names.max()));
        }
        return Plot.of(List.of(Key.bar("plain", of("key.course1")), Key.bar("dotted", of("key.further")), Key.line("pointed", of("key.treatment")),
                Key.dot("ink", "arrow", false, of("key.ongoing")), Key.dot("fine", "diamond", true, of("key.stopped")), Key.dot("fine", "bar", false, of("key.visit")),
                Key.dot("strong", "cross", false, of("key.death")), Key.dot("ink", "plus", false, of("key.news")), Key.dot("strong", "triangle", false, of("key.severe"))),
                List.of(panel));
    }

    /**
     * @param edge    where the dates end
     * @param undated where what has no date stands
     */
    private void lane(Panel panel, int row, Picture.Lane lane, double edge, double undated) {
        String patient = lane.patient();
        DoubleUnaryOperator at = months -> Math.max(months, panel.x().min()); // what lies before stands at the edge, and says when it was
        for (Picture.Course course : lane.courses()) {
            boolean ongoing = course.span().ongoing();
            Picture.Mark from = course.span().from();
            Picture.Mark end = course.span().until(lane.lastNews());
            String tip = of("tip.course", patient, course.number(), words.number(from.middle(), 1), end == null ? "?" : words.number(end.middle(), 1), of(ongoing ? "tip.ongoing" : "tip.ended",
                    course.reasons().stream().map(reason -> words.of("code.ivig_stop." + reason.code())).collect(Collectors.joining(", "))));
            String tone = course.number() == 1 ? "plain" : "dotted";
            String href = CasebookAddress.of(patient, Study.instance(IvigCourseForm.FORM.name(), String.valueOf(course.number()), IvigCourseForm.START.name()));
            String key = patient + "|" + course.number();
            double first = at.applyAsDouble(from.middle());
            double last = end == null ? first + 0.5 : Math.max(end.middle(), first);
            if (end != null && end.isApproximate() && !ongoing) {
                double sure = Math.clamp(end.first(), first, Math.max(first, end.last()));
                panel.bars().add(new Bar(first, sure, row - 0.36, row + 0.08, tone, 1, null, false, tip, href, key));
                panel.bars().add(new Bar(sure, Math.max(sure, end.last()), row - 0.36, row + 0.08, tone, 0.4, null, false, tip, href, null));
            } else {
                panel.bars().add(new Bar(first, last, row - 0.36, row + 0.08, tone, 1, null, false, tip, href, key));
            }
            if (from.isApproximate()) {
                panel.bars().add(new Bar(at.applyAsDouble(from.first()), first, row - 0.36, row + 0.08, tone, 0.4, null, false, tip, href, null));
            }
            if (ongoing) {
                panel.dots().add(new Dot(last, row - 0.14, "ink", "arrow", false, 3.5, tip, href, null, null));
            } else if (!course.reasons().isEmpty()) {
                panel.dots().add(new Dot(last, row - 0.14, "fine", "diamond", true, 3.2, tip, href, null, null));
            }
        }
        for (Picture.Treatment treatment : lane.treatments()) {
            Picture.Mark end = treatment.span().until(lane.lastNews());
            double first = treatment.span().from().middle();
            double last = Math.max(first + 0.5, end == null ? first : end.middle());
            panel.lines().add(new Line(List.of(new @Nullable Double[] {Math.min(at.applyAsDouble(first), edge), row + 0.26},
                    new @Nullable Double[] {Math.min(at.applyAsDouble(last), edge), row + 0.26}), "pointed",
                    of("tip.treatment", patient, drug(treatment.drug()), words.number(first, 1), end == null ? "?" : words.number(end.middle(), 1),
                            treatment.span().ongoing() ? 1 : 0), null));
        }
        lane.visits().forEach(mark -> panel.dots().add(new Dot(at.applyAsDouble(mark.middle()), row - 0.14, "fine", "bar", false, 2.6,
                of("tip.visit", patient, Words.visit(mark.code()), words.number(mark.middle(), 1)), CasebookAddress.of(patient,
                        Study.instance(VisitForm.FORM.name(), mark.code(), VisitForm.VISIT_DATE.name())), null, null)));
        Picture.Mark death = lane.death();
        Picture.Mark news = lane.lastNews();
        if (death != null) {
            panel.dots().add(new Dot(at.applyAsDouble(death.middle()), row - 0.14, "strong", "cross", false, 4, of("tip.death", patient, words.number(death.middle(), 1)), CasebookAddress.of(patient), null, null));
        } else if (news != null) {
            panel.dots().add(new Dot(at.applyAsDouble(news.middle()), row - 0.14, "ink", "plus", false, 3, of("tip.news", patient, words.number(news.middle(), 1)), CasebookAddress.of(patient), null, null));
        }
        if (!lane.severe().isEmpty()) {
            panel.dots().add(new Dot(undated, row - 0.14, "strong", "triangle", false, 3.6, of("tip.severe", patient, lane.severe().stream()
                    .map(code -> words.of("code." + SevereReaction.LIST.name() + "." + code.code())).collect(Collectors.joining(", "))), CasebookAddress.of(patient), null, null));
        }
    }

    private String drug(String of) {
        String key = "code.drug." + of;
        return words.has(key) ? words.of(key) : of;
    }

    // --- continuation -----------------------------------------------------------------------------------------------

    private static final Map<StopCause, String> CAUSES = Map.of(StopCause.FAILURE, "dashed", StopCause.SUCCESS, "bold", StopCause.AE, "mixed",
            StopCause.OTHER, "pointed", StopCause.DEATH, "fine", StopCause.UNKNOWN, "rule");

    private Plot curve(Picture.Curve curve, FigureTable months) {
        List<Survival.Step<StopCause>> steps = curve.survival().steps();
        double end = Stream.concat(steps.stream().map(Survival.Step::time), curve.censored().stream().map(Picture.Tick::months)).mapToDouble(time -> time).max().orElse(12);
        Axis time = months(months, Math.max(end, 1));
        Axis share = Axis.at(0, 1, IntStream.rangeClosed(0, 5).mapToObj(i -> new Tick(i / 5.0, i * 20 + words.of("cohort.percent-sign"))).toList(), "");
        Panel survival = Panel.of(of("curve.survival", words.count(curve.survival().n())), 280, time, share);
        List<@Nullable Double[]> line = new ArrayList<>(List.<@Nullable Double[]>of(new @Nullable Double[] {0.0, 1.0}));
        List<double[]> band = new ArrayList<>();
        double before = 1;
        double low = 1;
        double high = 1;
        for (Survival.Step<StopCause> step : steps) {
            line.add(new @Nullable Double[] {step.time(), before});
            line.add(new @Nullable Double[] {step.time(), step.survival()});
            band.add(new double[] {step.time(), low, high});
            if (!Double.isNaN(step.low())) {
                low = step.low();
                high = step.high();
                band.add(new double[] {step.time(), low, high});
            }
            before = step.survival();
            survival.dots().add(new Dot(step.time(), step.survival(), "none", "circle", false, 4, of("tip.survival", words.number(step.time(), 1),
                    words.percent(step.survival()), Double.isNaN(step.low()) ? "–" : words.percent(step.low()), Double.isNaN(step.high()) ? "–" : words.percent(step.high()),
                    step.atRisk(), step.events()), null, null, null));
        }
        line.add(new @Nullable Double[] {end, before});
        if (!steps.isEmpty() && !Double.isNaN(steps.getLast().low())) {
            band.add(new double[] {end, low, high});
        }
        survival.under().add(new Under(of("column.at_risk"), months.lines().stream().filter(each -> time.ticks().stream().anyMatch(tick -> tick.at() == month(each)))
                .map(each -> new Under.Cell(month(each), words.cell(each.cells().getFirst()), null,
                        words.href(each.cells().getFirst()))).toList()));
        survival.areas().add(new Area(band, "bold"));
        survival.lines().add(new Line(line, "bold", null, null));
        survival.lines().add(Line.of("rule", 0, 0.5, time.max(), 0.5));
        for (Picture.Tick tick : curve.censored()) {
            double at = steps.stream().filter(step -> step.time() <= tick.months()).reduce((first, second) -> second).map(Survival.Step::survival).orElse(1.0);
            survival.dots().add(new Dot(tick.months(), at, "fine", "plus", false, 3, of("tip.watched", tick.patient(), words.number(tick.months(), 1)),
                    CasebookAddress.of(tick.patient()), null, tick.patient()));
        }
        Panel causes = Panel.of(of("curve.causes"), 280, time, share);
        List<Key> keys = new ArrayList<>(List.of(Key.dot("fine", "plus", false, of("key.watched"))));
        for (StopCause cause : Stream.of(StopCause.values()).sorted(Comparator.comparing(Enum::ordinal)).toList()) {
            List<@Nullable Double[]> rising = new ArrayList<>(List.<@Nullable Double[]>of(new @Nullable Double[] {0.0, 0.0}));
            double was = 0;
            for (Survival.Step<StopCause> step : steps) {
                double now = step.incidence().getOrDefault(cause, 0.0);
                rising.add(new @Nullable Double[] {step.time(), was});
                rising.add(new @Nullable Double[] {step.time(), now});
                was = now;
            }
            rising.add(new @Nullable Double[] {end, was});
            String name = words.of("code.stop_cause." + cause.code());
            String tone = CAUSES.getOrDefault(cause, "fine");
            if (was > 0) {
                causes.lines().add(new Line(rising, tone, of("tip.cause", name, words.percent(was)), null));
                keys.add(Key.line(tone, name));
            } else { // lines at 0 would lie upon each other
                keys.add(Key.line("none", of("key.nobody", name)));
            }
        }
        return Plot.of(keys, List.of(survival, causes)).columns(2, false, 360);
    }

    /** The months of which the table tells, as far as there is room for their numbers. */
    private Axis months(FigureTable table, double end) {
        double last = Math.ceil(end);
        List<Tick> ticks = new ArrayList<>();
        for (FigureTable.Line line : table.lines()) {
            if (month(line) <= last && (ticks.isEmpty() || month(line) - ticks.getLast().at() >= last / 12)) {
                ticks.add(new Tick(month(line), words.number(month(line), 0)));
            }
        }
        return Axis.at(0, last, ticks, of("axis.months-on"));
    }

    private static double month(FigureTable.Line line) {
        return Double.parseDouble(line.label().code());
    }
}
