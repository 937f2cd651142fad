package org.sivig.ecrf.ui.cohort;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a figure draws: panels, and in each, at places of its axes, areas, bars, lines, dots and words. The script chooses
 * pixels only.
 *
 * @param columns   how many panels stand side by side where there is room
 * @param shared    whether the panels of a line have the same rows, named once
 * @param narrowest how wide a panel is at least, in pixels
 * @param least     how wide the whole is at least, in pixels: where there is less room it is scrolled
 * @param faint     how opaque the lines of patients are
 */
record Plot(int columns, boolean shared, int narrowest, int least, double faint, List<Key> keys, List<Panel> panels) implements Serializable {

    static Plot of(List<Key> keys, List<Panel> panels) {
        return new Plot(1, false, 200, 0, 0.7, keys, panels);
    }

    Plot columns(int columns, boolean shared, int narrowest) {
        return new Plot(columns, shared, narrowest, least, faint, keys, panels);
    }

    Plot least(int least) {
        return new Plot(columns, shared, narrowest, least, faint, keys, panels);
    }

    Plot faint(double faint) {
        return new Plot(columns, shared, narrowest, least, faint, keys, panels);
    }

    /** What a sign means. */
    record Key(String kind, String tone, @Nullable String symbol, boolean hollow, String name) implements Serializable {

        static Key bar(String tone, String name) {
            return new Key("bar", tone, null, false, name);
        }

        static Key line(String tone, String name) {
            return new Key("line", tone, null, false, name);
        }

        static Key dot(String tone, String symbol, boolean hollow, String name) {
            return new Key("dot", tone, symbol, hollow, name);
        }
    }

    /** A place on an axis that has a name. */
    record Tick(double at, String text) implements Serializable {
    }

    /** @param names whether its ticks are rows, without lines of their own */
    record Axis(double min, double max, boolean log, boolean inverse, boolean hidden, boolean names, List<Tick> ticks,
            String label) implements Serializable {

        /** Rows from above, the first at 0. */
        static Axis rows(List<String> names) {
            return new Axis(-0.5, Math.max(0.5, names.size() - 0.5), false, true, false, true,
                    IntStream.range(0, names.size()).mapToObj(i -> new Tick(i, names.get(i))).toList(), "");
        }

        static Axis hidden(double min, double max) {
            return new Axis(min, max, false, false, true, false, List.of(), "");
        }

        static Axis at(double min, double max, List<Tick> ticks, String label) {
            return new Axis(min, max, false, false, false, false, ticks, label);
        }

        /** Over values, with steps of 1, 2 or 5. */
        static Axis over(double least, double most, String label, DoubleFunction<String> text) {
            double from = Math.min(least, most);
            double to = most <= least ? least + 1 : most;
            double raw = (to - from) / 5;
            double power = Math.pow(10, Math.floor(Math.log10(raw)));
            double step = raw / power <= 1 ? power : raw / power <= 2 ? 2 * power : raw / power <= 5 ? 5 * power : 10 * power;
            double low = Math.floor(from / step + 1e-9) * step;
            double high = Math.ceil(to / step - 1e-9) * step;
            List<Tick> ticks = new ArrayList<>();
            for (int i = 0; low + i * step <= high + step / 2; i++) {
                double at = low + i * step;
                ticks.add(new Tick(at, text.apply(Math.abs(at) < step / 1000 ? 0 : at)));
            }
            return at(low, high, ticks, label);
        }

        /** Over values above nothing, by their magnitude. */
        static Axis log(double least, double most, String label, DoubleFunction<String> text) {
            int from = (int) Math.floor(Math.log10(Math.max(least, 1e-3)));
            int to = Math.max(from + 1, (int) Math.ceil(Math.log10(Math.max(most, 1e-3))));
            List<Tick> ticks = IntStream.rangeClosed(from, to).mapToObj(power -> new Tick(Math.pow(10, power),
                    text.apply(Math.pow(10, power)))).toList();
            return new Axis(Math.pow(10, from), Math.pow(10, to), true, false, false, false, ticks, label);
        }

        /** With a place of its own behind its end. */
        Axis beside(double at, String text) {
            List<Tick> all = new ArrayList<>(ticks.stream().filter(tick -> at - tick.at > (max - min) * 0.12).toList());
            all.add(new Tick(at, text));
            return new Axis(min, at + (at - max), log, inverse, hidden, names, all, label);
        }

        Axis covering(Axis other) {
            return names || hidden || other.ticks.isEmpty() ? this : new Axis(Math.min(min, other.min), Math.max(max, other.max), log, inverse,
                    hidden, false, max - min >= other.max - other.min ? ticks : other.ticks, label);
        }
    }

    /** @param band x, low and high */
    record Area(List<double[]> band, String tone) implements Serializable {
    }

    /**
     * @param always whether its words stand there though they are wider
     * @param key    by which one comes back to it
     */
    record Bar(double x0, double x1, double y0, double y1, String tone, double opacity, @Nullable String text, boolean always,
            @Nullable String tip, @Nullable String href, @Nullable String key) implements Serializable {

        /** In a row of names. */
        static Bar row(int row, double half, double x0, double x1, String tone, @Nullable String text, @Nullable String tip,
                @Nullable String href) {
            return new Bar(x0, x1, row - half, row + half, tone, 1, text, false, tip, href, null);
        }

        Bar between(double y0, double y1) {
            return new Bar(x0, x1, y0, y1, tone, opacity, text, always, tip, href, key);
        }
    }

    /** @param points x and y; without y where it is broken */
    record Line(List<@Nullable Double[]> points, String tone, @Nullable String tip, @Nullable String patient) implements Serializable {

        static Line of(String tone, double... xy) {
            List<@Nullable Double[]> points = new ArrayList<>();
            for (int i = 0; i < xy.length; i += 2) {
                points.add(new @Nullable Double[] {xy[i], xy[i + 1]});
            }
            return new Line(points, tone, null, null);
        }
    }

    /** @param key by which one comes back to it */
    record Dot(double x, double y, String tone, String symbol, boolean hollow, double size, @Nullable String tip, @Nullable String href,
            @Nullable String patient, @Nullable String key) implements Serializable {

        static Dot of(double x, double y, String tone, String symbol, boolean hollow, @Nullable String tip, @Nullable String href) {
            return new Dot(x, y, tone, symbol, hollow, 3.5, tip, href, null, null);
        }
    }

    /** @param width within which it is broken, as on the axis; 0 for one line, below 0 for one line that is cut */
    record Text(double x, double y, String text, String align, boolean strong, boolean faint, double width, @Nullable String tip,
            @Nullable String href) implements Serializable {

        static Text of(double x, double y, String text) {
            return new Text(x, y, text, "left", false, false, 0, null, null);
        }
    }

    /** A line of words under the axis. */
    record Under(String label, List<Cell> cells) implements Serializable {

        record Cell(double x, String text, @Nullable String tip, @Nullable String href) implements Serializable {
        }
    }

    record Panel(String title, int height, Axis x, Axis y, List<Area> areas, List<Bar> bars, List<Line> lines, List<Dot> dots,
            List<Text> texts, List<Under> under) implements Serializable {

        static Panel of(String title, int height, Axis x, Axis y) {
            return new Panel(title, height, x, y, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(),
                    new ArrayList<>(), new ArrayList<>());
        }

        Panel tall(int height) {
            return new Panel(title, height, x, y, areas, bars, lines, dots, texts, under);
        }

        Panel covering(Panel other) {
            return new Panel(title, height, x.covering(other.x), y.covering(other.y), areas, bars, lines, dots, texts, under);
        }
    }

    /** With axes that reach as far as those of another picture of the same figure. */
    Plot covering(Plot other) {
        return panels.size() != other.panels.size() ? this : new Plot(columns, shared, narrowest, least, faint, keys,
                IntStream.range(0, panels.size()).mapToObj(i -> panels.get(i).covering(other.panels.get(i))).toList());
    }
}
