package org.sivig.ecrf.ui.casebook;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.casebook.PatientTimeline.Chart;
import org.sivig.ecrf.casebook.PatientTimeline.Days;
import org.sivig.ecrf.casebook.PatientTimeline.Entry;
import org.sivig.ecrf.casebook.PatientTimeline.Lane;
import org.sivig.ecrf.casebook.PatientTimeline.Shape;

/**
 * Draws a chart of the timeline as SVG. What is certain is filled, what a partial date leaves open is hatched. In each
 * lane, entries share a row as long as neither they nor their labels meet. Colours are left to the style sheet.
 */
final class TimelineSvg {

    /** What is written about entries, and where they lead. */
    interface Texts {

        String lane(Lane lane);

        /** A few words beside the mark. */
        String label(Entry entry);

        /** Everything, for who points at it or hears it. */
        String description(Entry entry);

        /** The address of its field; null when no page shows it. */
        @Nullable String address(Entry entry);
    }

    /** From left to right. */
    record Extent(double left, double right) {

        boolean meets(Extent other) {
            return left < other.right && other.left < right;
        }
    }

    /** What stands for an entry, and the part of it on which a label can be read; null when there is none. */
    private record Drawn(Extent all, @Nullable Extent plain) {
    }

    /** An entry with its label, which stands on it or beside it. */
    private record Placed(String graphic, double labelAt, String label, boolean inside, Extent extent) {
    }

    static final int WIDTH = 900;
    private static final int LEFT = 104;
    private static final int RIGHT = WIDTH - 8;
    private static final int ROW = 22;
    private static final int FONT = 12;
    private static final int AXIS = 22;
    private static final int GAP = 6;
    /** How long a bar is drawn whose other end is not known. */
    private static final int OPEN_ENDED = 34;
    private static final int TICK_OF_YEARS = 46;
    private static final int TICK_OF_MONTHS = 62;
    private static final String DIAMOND = "M0 -7L6 0L0 7L-6 0Z";
    private static final String CIRCLE = "M-5 0A5 5 0 1 1 5 0A5 5 0 1 1 -5 0Z";
    private static final String CROSS = "M-5 -5L5 5M-5 5L5 -5";
    private static final String ARROW = "M0 -7L7 0L0 7";
    private static final List<Integer> MONTHS = List.of(1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200);

    private final StringBuilder svg = new StringBuilder();
    private final String id;
    private final Chart chart;
    private final Texts texts;
    private int y = 4;

    private TimelineSvg(String id, Chart chart, Texts texts) {
        this.id = id;
        this.chart = chart;
        this.texts = texts;
    }

    /**
     * Draws a chart.
     *
     * @param id     tells its parts from those of another chart of the page
     * @param name   what it is called for who does not see it
     * @param marked days that are set off in the background; null for none
     */
    static String draw(String id, String name, Chart chart, @Nullable Days marked, Texts texts) {
        return new TimelineSvg(id, chart, texts).draw(name, marked);
    }

    /** The signs that want explaining. */
    enum Sign {
        CERTAIN, POSSIBLE, ARROW, MISSED, AWAITED
    }

    /** Draws a sign by itself. */
    static String sign(Sign sign, String id) {
        String drawn = switch (sign) {
            case CERTAIN -> path("tl-certain", 8, DIAMOND) + rect("tl-sure", 18, -6, 20, 12);
            case POSSIBLE -> "<rect class='tl-open' x='0' y='-6' width='38' height='12' fill='url(#%s-hatch)'/>"
                    .formatted(id) + path("tl-uncertain", 19, DIAMOND);
            case ARROW -> rect("tl-sure", 2, -6, 28, 12) + path("tl-cut", 30, ARROW);
            case MISSED -> "<path class='tl-window' d='M2 -5V5M2 0H36M36 -5V5'/>" + path("tl-uncertain", 19, CROSS);
            case AWAITED -> "<path class='tl-window' d='M2 -5V5M2 0H36M36 -5V5'/>" + path("tl-uncertain", 19, CIRCLE);
        };
        return "<svg class='tl-entry' viewBox='-1 -8 40 16' width='40' height='16' aria-hidden='true'>" + drawn
                + "</svg>";
    }

    private String draw(String name, @Nullable Days marked) {
        StringBuilder lanes = new StringBuilder();
        for (Map.Entry<Lane, List<Entry>> lane : chart.lanes().entrySet()) {
            lanes.append("<line class='tl-rule' x1='0' x2='%d' y1='%d' y2='%d'/>".formatted(RIGHT, y, y));
            lanes.append(text("tl-lane", 0, y + ROW / 2, texts.lane(lane.getKey())));
            lane(lane.getValue(), lanes);
        }
        int height = y + AXIS;
        svg.append(("<svg class='timeline' viewBox='0 0 %d %d' role='group' aria-label='%s'><defs>"
                + "<pattern id='%s-hatch' width='5' height='5' patternUnits='userSpaceOnUse' "
                + "patternTransform='rotate(45)'><rect class='tl-ground' width='5' height='5'/>"
                + "<line class='tl-hatch' x1='0' y1='0' x2='0' y2='5'/></pattern></defs>")
                .formatted(WIDTH, height, escape(name), id));
        if (marked != null) {
            double from = x(marked.first());
            svg.append(rect("tl-marked", from, 2, Math.max(x(marked.last()) - from, 2), y - 2));
        }
        axis();
        return svg.append(lanes).append("</svg>").toString();
    }

    // --- the axis ---------------------------------------------------------------------------------------------------

    private void axis() {
        double months = ChronoUnit.DAYS.between(chart.axis().first(), chart.axis().last()) / 30.4375;
        int fitting = MONTHS.stream().filter(step -> (RIGHT - LEFT) / months * step
                >= (step < 12 ? TICK_OF_MONTHS : TICK_OF_YEARS)).findFirst().orElse(MONTHS.getLast());
        svg.append("<line class='tl-axis' x1='%d' x2='%d' y1='%d' y2='%d'/>".formatted(LEFT, RIGHT, y, y));
        YearMonth last = YearMonth.from(chart.axis().last());
        for (YearMonth tick = YearMonth.from(chart.axis().first()); !tick.isAfter(last); tick = tick.plusMonths(1)) {
            if ((tick.getYear() * 12 + tick.getMonthValue() - 1) % fitting != 0
                    || tick.atDay(1).isBefore(chart.axis().first())) {
                continue;
            }
            String label = fitting < 12 ? "%02d/%d".formatted(tick.getMonthValue(), tick.getYear())
                    : "" + tick.getYear();
            double at = x(tick.atDay(1));
            svg.append("<line class='tl-grid' x1='%s' x2='%s' y1='2' y2='%d'/>".formatted(n(at), n(at), y + 4));
            if (at + width(label) <= WIDTH) {
                svg.append(text("tl-tick", at + 2, y + 13, label));
            }
        }
    }

    // --- lanes ------------------------------------------------------------------------------------------------------

    private void lane(List<Entry> entries, StringBuilder out) {
        List<List<Extent>> rows = new ArrayList<>();
        for (Entry entry : entries) {
            Placed placed = place(entry);
            int row = IntStream.range(0, rows.size())
                    .filter(i -> rows.get(i).stream().noneMatch(placed.extent()::meets)).findFirst()
                    .orElseGet(() -> {
                        rows.add(new ArrayList<>());
                        return rows.size() - 1;
                    });
            rows.get(row).add(placed.extent());
            append(entry, placed, y + row * ROW + ROW / 2, out);
        }
        y += Math.max(rows.size(), 1) * ROW + 2;
    }

    private void append(Entry entry, Placed placed, int middle, StringBuilder out) {
        String address = texts.address(entry);
        String description = escape(texts.description(entry));
        String kind = "tl-entry tl-" + entry.lane().name().toLowerCase(Locale.ROOT).replace('_', '-');
        out.append(address == null
                ? "<g class='%s' role='img' aria-label='%s'>".formatted(kind, description)
                : "<a class='%s' href='%s' aria-label='%s'>".formatted(kind, escape(address), description));
        out.append("<title>").append(description).append("</title>");
        out.append(rect("tl-target", placed.extent().left(), middle - ROW / 2.0,
                placed.extent().right() - placed.extent().left() - 2, ROW));
        out.append("<g transform='translate(0 %d)'>".formatted(middle)).append(placed.graphic())
                .append(text(placed.inside() ? "tl-label tl-inside" : "tl-label", placed.labelAt(), 0, placed.label()))
                .append("</g>");
        out.append(address == null ? "</g>" : "</a>");
    }

    private Placed place(Entry entry) {
        StringBuilder graphic = new StringBuilder();
        Drawn drawn = switch (entry.shape()) {
            case MOMENT -> moment(entry, Objects.requireNonNull(entry.start()), graphic);
            case MISSED, AWAITED -> window(entry, Objects.requireNonNull(entry.start()), graphic);
            case STRETCH, ONGOING -> bar(entry, graphic);
        };
        String label = texts.label(entry);
        double width = width(label);
        Extent all = drawn.all();
        Extent plain = drawn.plain();
        boolean inside = plain != null && plain.right() - plain.left() > width + GAP;
        double at = inside ? plain.left() + GAP
                : all.right() + GAP + width <= WIDTH ? all.right() + 4
                : all.left() - 4 - width >= LEFT ? all.left() - 4 - width
                : Math.max(LEFT, Math.min(all.left() + GAP, WIDTH - width));
        return new Placed(graphic.toString(), at, label, inside,
                new Extent(Math.min(all.left(), at), Math.max(all.right(), at + width) + GAP));
    }

    // --- marks; they are drawn around the line y = 0 ----------------------------------------------------------------

    private Drawn moment(Entry entry, Days days, StringBuilder out) {
        double from = x(days.first());
        double to = x(days.last().plusDays(1));
        double middle = (from + to) / 2;
        boolean certain = days.first().equals(days.last());
        if (!certain) {
            out.append(hatched(from, -4, to - from, 8));
        }
        out.append(path(certain ? "tl-certain" : "tl-uncertain", middle, switch (entry.lane()) {
            case ONSET -> DIAMOND;
            case ORGAN -> CIRCLE;
            case PRIOR_DRUG, COURSE_DRUG, COURSE -> "M-5 -5L5 0L-5 5Z";
            case VISIT -> "M-2 -8H2V8H-2Z";
            case OUTCOME -> "M-5 -5H5V5H-5Z";
        }));
        return new Drawn(new Extent(Math.min(from, middle - 6), Math.max(to, middle + 6)), null);
    }

    private Drawn window(Entry entry, Days days, StringBuilder out) {
        double from = x(days.first());
        double to = x(days.last().plusDays(1));
        out.append("<path class='tl-window' d='M%s -5V5M%s 0H%sM%s -5V5'/>".formatted(n(from), n(from), n(to), n(to)));
        out.append(path("tl-uncertain", (from + to) / 2, entry.shape() == Shape.MISSED ? CROSS : CIRCLE));
        return new Drawn(new Extent(from, to), null);
    }

    /** From the earliest start to the latest end, hatched; on it, filled, what lies between for sure. */
    private Drawn bar(Entry entry, StringBuilder out) {
        Days start = entry.start();
        Days end = entry.end();
        boolean ongoing = entry.shape() == Shape.ONGOING;
        double from;
        double to;
        double sureFrom;
        double sureTo;
        if (start == null) {
            sureFrom = sureTo = x(Objects.requireNonNull(end).first());
            to = x(end.last().plusDays(1));
            from = Math.max(sureFrom - OPEN_ENDED, LEFT);
        } else if (end == null) {
            from = x(start.first());
            sureFrom = x(start.last());
            to = ongoing ? RIGHT : Math.min(x(start.last().plusDays(1)) + OPEN_ENDED, RIGHT);
            sureTo = ongoing ? to : sureFrom;
        } else if (entry.isReversed()) {
            from = sureFrom = sureTo = x(end.first());
            to = x(start.last().plusDays(1));
        } else {
            from = x(start.first());
            to = x(end.last().plusDays(1));
            sureFrom = x(start.last());
            sureTo = x(end.first().plusDays(1));
        }
        to = Math.max(to, Math.min(from + 3, RIGHT));
        from = Math.min(from, to - 3);
        out.append(hatched(from, -7, to - from, 14));
        if (sureTo > sureFrom) {
            out.append(rect("tl-sure", sureFrom, -7, Math.max(sureTo - sureFrom, 1), 14));
        }
        boolean cut = start != null && start.first().isBefore(chart.axis().first());
        if (cut) {
            out.append(path("tl-cut", from, "M0 -7L-6 0L0 7"));
        }
        boolean pointed = ongoing || end != null && end.last().isAfter(chart.axis().last());
        if (pointed) {
            out.append(path("tl-cut", to, ARROW));
        }
        return new Drawn(new Extent(cut ? from - 6 : from, pointed ? to + 7 : to), new Extent(sureFrom, sureTo));
    }

    // --- small parts ------------------------------------------------------------------------------------------------

    /** Where a day is on the axis; what lies beyond it, at its end. */
    private double x(LocalDate day) {
        double all = ChronoUnit.DAYS.between(chart.axis().first(), chart.axis().last()) + 1;
        double share = ChronoUnit.DAYS.between(chart.axis().first(), day) / all;
        return LEFT + Math.clamp(share, 0, 1) * (RIGHT - LEFT);
    }

    private static String rect(String kind, double x, double y, double width, double height) {
        return "<rect class='%s' x='%s' y='%s' width='%s' height='%s'/>".formatted(kind, n(x), n(y), n(width),
                n(height));
    }

    private String hatched(double x, double y, double width, double height) {
        return "<rect class='tl-open' x='%s' y='%s' width='%s' height='%s' fill='url(#%s-hatch)'/>".formatted(n(x),
                n(y), n(width), n(height), id);
    }

    private static String path(String kind, double x, String path) {
        return "<path class='%s' transform='translate(%s 0)' d='%s'/>".formatted(kind, n(x), path);
    }

    private static String text(String kind, double x, double y, String text) {
        return "<text class='%s' x='%s' y='%s' dy='.35em' font-size='%d'>%s</text>".formatted(kind, n(x), n(y), FONT,
                escape(text));
    }

    /** Room for a text: an estimate that errs to the wide side. */
    static double width(String text) {
        return text.codePoints().mapToDouble(c -> "iljtfI.,:;|!’'()[]/ ".indexOf(c) >= 0 ? 0.36
                : "mwMW".indexOf(c) >= 0 ? 0.95 : Character.isUpperCase(c) || Character.isDigit(c) ? 0.68 : 0.6)
                .sum() * FONT;
    }

    private static String n(double number) {
        return Double.toString(Math.round(number * 10) / 10.0);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("'", "&#39;")
                .replace("\"", "&quot;");
    }
}
