package org.sivig.ecrf.ui.cohort;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.cohort.Cell;
import org.sivig.ecrf.cohort.FigureContent;
import org.sivig.ecrf.cohort.FigureTable;
import org.sivig.ecrf.cohort.Label;
import org.sivig.ecrf.cohort.Picture;
import org.sivig.ecrf.ui.cohort.Plot.Axis;
import org.sivig.ecrf.ui.cohort.Plot.Bar;
import org.sivig.ecrf.ui.cohort.Plot.Dot;
import org.sivig.ecrf.ui.cohort.Plot.Key;
import org.sivig.ecrf.ui.cohort.Plot.Line;
import org.sivig.ecrf.ui.cohort.Plot.Panel;
import org.sivig.ecrf.ui.cohort.Plot.Text;
import org.sivig.ecrf.ui.cohort.Plot.Tick;

/** Draws what tables say. */
record TablePlots(FigureWords words) {

    private static final String GONE = "gone";
    private static final int ROW = 26;

    /** How what became of patients is told apart, in the order in which it is drawn. */
    private static final Map<String, String> PARTS = new LinkedHashMap<>();

    /** How responses are. */
    private static final Map<String, String> RESPONSES = Map.of("column.improved", "plain", "column.free", "plain", "column.stable", "pale",
            "column.no_progression", "pale", "column.not_free", "pale", "column.progression", "crossed", "column.no_value", "blank");

    static {
        PARTS.put("part.value", "plain");
        PARTS.put("part.censored", "dotted");
        PARTS.put("ND", "crossed");
        PARTS.put("NF", "ruled");
        PARTS.put("part.blank", "blank");
        PARTS.put(GONE, "ink");
        PARTS.put("NAP", "lined");
    }

    private String of(String key, Object... values) {
        return words.of("cohort." + key, values);
    }

    /** @param room what there is beside 100 % for words */
    private Axis percent(double room) {
        String sign = of("percent-sign");
        return Axis.at(0, 1 + room, IntStream.rangeClosed(0, 2).mapToObj(i -> new Tick(i / 2.0, i * 50 + sign)).toList(), "");
    }

    private Axis rows(FigureTable table) {
        return Axis.rows(table.lines().stream().map(line -> "\u2003".repeat(line.depth()) + words.label(line.label())).toList());
    }

    private static int height(FigureTable table, int row) {
        return Math.max(40, table.lines().size() * row);
    }

    private String tip(FigureTable table, int line, int column) {
        return of("tip.cell", words.label(table.lines().get(line).label()), words.label(table.columns().get(column)),
                words.cell(table.lines().get(line).cells().get(column)));
    }

    // --- availability -----------------------------------------------------------------------------------------------

    Plot availability(FigureContent content) {
        List<Panel> panels = new ArrayList<>();
        FigureTable values = content.table("values");
        FigureTable pairs = content.table("pairs");
        for (int column = 0; column < values.columns().size(); column++) {
            panels.add(stacked(values, column, content.n(), words.label(values.columns().get(column))));
        }
        for (int column = 0; column < pairs.columns().size(); column++) {
            panels.add(shares(pairs, column, of(column == 0 ? "pairs.of" : "pairs.next", words.label(pairs.columns().get(column)))));
        }
        List<Key> keys = new ArrayList<>();
        PARTS.forEach((part, tone) -> keys.add(Key.bar(tone, of("key." + part))));
        return Plot.of(keys, panels).columns(values.columns().size(), true, 80);
    }

    /** What became of the patients in each line of a column. */
    private Panel stacked(FigureTable table, int column, int n, String title) {
        Panel panel = Panel.of(title, height(table, ROW), Axis.hidden(0, Math.max(1, n)), rows(table));
        for (int line = 0; line < table.lines().size(); line++) {
            if (table.lines().get(line).cells().get(column) instanceof Cell.Share share) {
                stack(panel, line, share, of("tip.row", words.label(table.lines().get(line).label()), words.label(table.columns().get(column))));
            }
        }
        return panel;
    }

    private void stack(Panel panel, int line, Cell.Share share, String what) {
        Map<String, List<Cell.Part>> parts = new LinkedHashMap<>();
        PARTS.keySet().forEach(part -> parts.put(part, new ArrayList<>()));
        share.why().forEach(part -> {
            List<Cell.Part> of = parts.get(kind(part.label()));
            if (of != null) {
                of.add(part);
            }
        });
        double at = 0;
        for (Map.Entry<String, List<Cell.Part>> part : parts.entrySet()) {
            int number = part.getValue().stream().mapToInt(each -> each.count() instanceof Cell.Count count ? count.number() : 0).sum();
            if (number > 0) {
                panel.bars().add(Bar.row(line, 0.0, at, at + number, PARTS.getOrDefault(part.getKey(), "none"), null,
                        of("tip.cell-part", what, words.parts(part.getValue())), part.getValue().size() == 1 ? words.href(part.getValue().getFirst().count()) : null)
                        .between(line - 0.02, line + 0.4));
                at += number;
            }
        }
        panel.texts().add(new Text(0, line - 0.24, share.of() == 0 ? of("unasked") : words.shortly(share), "left", false, share.number() == 0, 0,
                of("tip.cell-part", what, words.cell(share)), share.of() == 0 ? null : words.href(share)));
    }

    private static String kind(Label label) {
        return PARTS.containsKey(label.code()) ? label.code() : label.code().equals("part.gone") || label instanceof Label.OfCode ? GONE : "";
    }

    /** How many of how many, in each line of a column. */
    private Panel shares(FigureTable table, int column, String title) {
        Panel panel = Panel.of(title, height(table, ROW), Axis.hidden(0, 1), rows(table));
        for (int line = 0; line < table.lines().size(); line++) {
            if (table.lines().get(line).cells().get(column) instanceof Cell.Share share) {
                String tip = tip(table, line, column);
                panel.bars().add(Bar.row(line, 0, 0, 1, "blank", null, tip, null).between(line - 0.02, line + 0.4));
                if (share.number() > 0) {
                    panel.bars().add(Bar.row(line, 0, 0, (double) share.number() / share.of(), "plain", null, tip, words.href(share)).between(line - 0.02, line + 0.4));
                }
                panel.texts().add(new Text(0, line - 0.24, words.shortly(share), "left", false, share.number() == 0, 0, tip, words.href(share)));
            }
        }
        return panel;
    }

    // --- flow -------------------------------------------------------------------------------------------------------

    private static final double PITCH = 62;

    Plot flow(FigureContent content) {
        FigureTable table = content.table("flow");
        Map<String, FigureTable.Line> lines = new LinkedHashMap<>();
        Map<String, List<FigureTable.Line>> under = new LinkedHashMap<>();
        String last = "";
        for (FigureTable.Line line : table.lines()) {
            if (line.label() instanceof Label.Key) {
                last = line.label().code();
                lines.put(last, line);
            } else {
                under.computeIfAbsent(last, key -> new ArrayList<>()).add(line);
            }
        }
        double height = 7 * PITCH;
        Panel boxes = Panel.of("", (int) height, Axis.hidden(0, 100), new Axis(0, height, false, true, true, false, List.of(), ""));
        main(boxes, lines.get("flow.created"), 0);
        side(boxes, lines.get("flow.undetermined"), under.getOrDefault("flow.undetermined", List.of()), 1);
        side(boxes, lines.get("flow.not_eligible"), under.getOrDefault("flow.not_eligible", List.of()), 2.55);
        main(boxes, lines.get("flow.eligible"), 4);
        side(boxes, lines.get("flow.otherwise"), List.of(), 4);
        side(boxes, lines.get("flow.untreated"), List.of(), 5.2);
        main(boxes, lines.get("flow.treated"), 6);
        boxes.lines().add(Line.of("fine", 20, 0.8 * PITCH, 20, 4 * PITCH));
        boxes.lines().add(Line.of("fine", 20, 4.8 * PITCH, 20, 6 * PITCH));
        List.of(1.3, 2.85, 5.5).forEach(at -> boxes.lines().add(Line.of("fine", 20, at * PITCH, 44, at * PITCH)));
        boxes.lines().add(Line.of("rule", 40, 4.4 * PITCH, 44, 4.4 * PITCH));
        FigureTable visits = content.table("flow.visits");
        int n = visits.lines().stream().flatMap(line -> line.cells().stream()).mapToInt(cell -> cell instanceof Cell.Share share ? share.of() : 0).max().orElse(1);
        Panel dated = stacked(visits, 0, n, of("table.flow.visits"));
        List<Key> keys = List.of(Key.bar("plain", of("key.dated")), Key.bar("crossed", of("key.ND")), Key.bar("ruled", of("key.NF")), Key.bar("blank", of("key.part.blank")),
                Key.bar("ink", of("key.gone")), Key.bar("lined", of("key.NAP")));
        return Plot.of(keys, List.of(boxes, dated.tall(visits.lines().size() * 40))).columns(2, false, 440).least(540);
    }

    private void main(Panel panel, FigureTable.@Nullable Line line, double at) {
        if (line != null) {
            box(panel, line, 0, 40, at * PITCH, (at + 0.8) * PITCH, "pale");
        }
    }

    private void side(Panel panel, FigureTable.@Nullable Line line, List<FigureTable.Line> reasons, double at) {
        if (line == null) {
            return;
        }
        box(panel, line, 44, 100, at * PITCH, (at + 0.55 + reasons.size() * 0.27) * PITCH, "blank");
        for (int i = 0; i < reasons.size(); i++) {
            Cell cell = reasons.get(i).cells().getFirst();
            panel.texts().add(new Text(47, (at + 0.66 + i * 0.27) * PITCH, of("flow.reason", words.brief(reasons.get(i).label()), words.cell(cell)), "left", false, true, -52,
                    words.label(reasons.get(i).label()) + " : " + words.cell(cell), words.href(cell)));
        }
    }

    private void box(Panel panel, FigureTable.Line line, double x0, double x1, double y0, double y1, String tone) {
        Cell cell = line.cells().getFirst();
        String tip = of("tip.cell-part", words.label(line.label()), words.cell(cell));
        panel.bars().add(new Bar(x0, x1, y0, y1, tone, 1, null, false, tip, words.href(cell), line.label().code()));
        panel.texts().add(new Text(x0 + 2.5, y0 + 17, words.cell(cell), "left", true, false, 0, tip, words.href(cell)));
        panel.texts().add(new Text(x0 + 10, y0 + 17, words.label(line.label()), "left", false, false, x1 - x0 - 11, tip, words.href(cell)));
    }

    // --- stop -------------------------------------------------------------------------------------------------------

    /** How often the answer was yes, at the start and at the stop. */
    @Nullable Plot startAndStop(FigureTable table) {
        if (table.lines().stream().noneMatch(line -> line.cells().get(1) instanceof Cell.Share share && share.of() > 0)) {
            return null;
        }
        Panel panel = Panel.of(words.of("cohort.table." + table.name()), Math.max(300, height(table, 34)), percent(0), rows(table));
        for (int line = 0; line < table.lines().size(); line++) {
            List<Cell> cells = table.lines().get(line).cells();
            if (cells.get(1) instanceof Cell.Share start && cells.get(2) instanceof Cell.Share stop && start.of() > 0) {
                panel.lines().add(Line.of("edge", start.interval().rate(), line, stop.interval().rate(), line));
                panel.dots().add(Dot.of(start.interval().rate(), line, "fine", "circle", true, tip(table, line, 1), words.href(start)));
                panel.dots().add(Dot.of(stop.interval().rate(), line, "bold", "square", false, tip(table, line, 2), words.href(stop)));
            }
        }
        return Plot.of(List.of(Key.dot("fine", "circle", true, of("start")), Key.dot("bold", "square", false, of("stop"))), List.of(panel));
    }

    // --- shares with their intervals --------------------------------------------------------------------------------

    /** Each share with its interval, a panel for each column. */
    @Nullable Plot forest(FigureTable table) {
        List<Panel> panels = new ArrayList<>();
        for (int column = 0; column < table.columns().size(); column++) {
            Panel panel = Panel.of(words.label(table.columns().get(column)), height(table, 24), percent(0.6), rows(table));
            for (int line = 0; line < table.lines().size(); line++) {
                if (table.lines().get(line).cells().get(column) instanceof Cell.Share share && share.of() > 0) {
                    String tip = tip(table, line, column);
                    panel.lines().add(new Line(List.of(new @Nullable Double[] {share.interval().low(), (double) line}, new @Nullable Double[] {share.interval().high(), (double) line}),
                            "fine", tip, null));
                    panel.dots().add(Dot.of(share.interval().rate(), line, "bold", "square", false, tip, words.href(share)));
                    panel.texts().add(new Text(1.59, line, words.shortly(share), "right", false, true, 0, tip, words.href(share)));
                }
            }
            panels.add(panel);
        }
        return panels.stream().allMatch(panel -> panel.dots().isEmpty()) ? null : Plot.of(List.of(Key.dot("bold", "square", false, of("key.share")), Key.line("fine", of("key.interval"))),
                panels).columns(Math.min(4, panels.size()), true, 300).least(460);
    }

    // --- words ------------------------------------------------------------------------------------------------------

    /** A table as it is read, for a file of the picture. */
    Plot words(FigureTable table) {
        int columns = table.columns().size();
        int rows = table.lines().size();
        double first = columns < 3 ? 40 : 28;
        double each = (100 - first) / Math.max(1, columns);
        double head = columns < 3 ? 1.2 : 2.2; // beside others a head may need three lines
        Panel panel = Panel.of("", (int) Math.ceil((rows + head + 0.8) * 24), Axis.hidden(0, 100), new Axis(-head, rows + 0.5, false, true, true, false, List.of(), ""));
        for (int column = 0; column < columns; column++) {
            panel.texts().add(new Text(first + column * each, 0.1 - head / 2, words.label(table.columns().get(column)), "left", true, false, each - 1, null, null));
        }
        panel.lines().add(Line.of("fine", 0, 0.1, 100, 0.1));
        for (int line = 0; line < rows; line++) {
            FigureTable.Line row = table.lines().get(line);
            if (line % 2 == 1) {
                panel.bars().add(Bar.row(line, 0, 0, 100, "soft", null, null, null).between(line + 0.2, line + 1.2));
            }
            panel.texts().add(new Text(row.depth() * 1.5 + 0.5, line + 0.7, words.brief(row.label()), "left", row.depth() == 0, false, row.depth() * 1.5 + 1 - first, words.full(row.label()), null));
            for (int column = 0; column < columns; column++) {
                Cell cell = row.cells().get(column);
                panel.texts().add(new Text(first + column * each, line + 0.7, words.withPercent(cell), "left", false, false, 0.5 - each, tip(table, line, column), words.href(cell)));
            }
        }
        panel.lines().add(Line.of("fine", 0, rows + 0.3, 100, rows + 0.3));
        return Plot.of(List.of(), List.of(panel)).least((int) Math.ceil(135 * columns / (1 - first / 100)));
    }

    // --- responders -------------------------------------------------------------------------------------------------

    @Nullable Plot responders(FigureContent content, PatientPlots patients) {
        List<Panel> panels = new ArrayList<>();
        content.tables().forEach(table -> responders(panels, table));
        if (content.picture() instanceof Picture.Waterfall fall && !fall.bars().isEmpty()) {
            panels.add(patients.waterfallPanel(fall));
        }
        List<Key> keys = new ArrayList<>(patients.responses());
        keys.addAll(List.of(Key.bar("blank", of("column.no_value")), Key.dot("bold", "square", false, of("key.of-value")),
                Key.dot("dashed", "circle", true, of("key.of-all")), Key.line("fine", of("key.interval"))));
        return panels.isEmpty() ? null : Plot.of(keys, panels).columns(2, false, 380);
    }

    /** How many responded at each visit, and the share of those with a value beside that of all. */
    private void responders(List<Panel> panels, FigureTable table) {
        int columns = table.columns().size();
        int most = table.lines().stream().mapToInt(line -> line.cells().getFirst() instanceof Cell.Count count ? count.number() : 0).max().orElse(0);
        if (most == 0) {
            return;
        }
        String title = words.of("cohort.table." + table.name());
        Panel counts = Panel.of(of("responders.counts", title, most), height(table, 26), Axis.hidden(0, most), rows(table));
        Panel shares = Panel.of(of("responders.shares", title, words.label(table.columns().get(2)), most), height(table, 26), percent(0), rows(table));
        for (int line = 0; line < table.lines().size(); line++) {
            List<Cell> cells = table.lines().get(line).cells();
            double at = 0;
            for (int column = 2; column < columns - 2; column++) {
                if (cells.get(column) instanceof Cell.Count count && count.number() > 0) {
                    counts.bars().add(Bar.row(line, 0.36, at, at + count.number(), RESPONSES.getOrDefault(table.columns().get(column).code(), "pale"),
                            words.count(count.number()), tip(table, line, column), words.href(count)));
                    at += count.number();
                }
            }
            for (int column = columns - 2; column < columns; column++) {
                boolean ofAll = column == columns - 1;
                double y = line + (ofAll ? 0.18 : -0.18);
                if (cells.get(column) instanceof Cell.Share share && share.of() > 0) {
                    shares.lines().add(Line.of("fine", share.interval().low(), y, share.interval().high(), y));
                    shares.dots().add(Dot.of(share.interval().rate(), y, ofAll ? "dashed" : "bold", ofAll ? "circle" : "square", ofAll,
                            tip(table, line, column), words.href(share)));
                }
            }
        }
        panels.add(counts);
        panels.add(shares);
    }

}
