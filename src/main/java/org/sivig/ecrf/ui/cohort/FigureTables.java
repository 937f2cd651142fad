package org.sivig.ecrf.ui.cohort;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.cohort.Cell;
import org.sivig.ecrf.cohort.FigureContent;
import org.sivig.ecrf.cohort.FigureTable;
import org.sivig.ecrf.cohort.Picture;

/** The numbers of a figure in words: on the page for those who do not see the picture, and in a file. */
record FigureTables(FigureWords words) {

    /** The columns of a file: one line for each number. */
    static final List<String> COLUMNS = List.of("table", "row", "row_label", "column", "column_label", "text", "n", "of", "value", "low",
            "high", "months", "mark");

    /** The tables, each number with a link to its rows. */
    String html(FigureContent content) {
        Element all = new Element("div");
        content.tables().forEach(table -> table(all, table));
        return all.outerHtml();
    }

    String title(FigureTable table) {
        return words.of("cohort.table." + table.name());
    }

    private void table(Element all, FigureTable shown) {
        Element table = all.appendElement("table");
        table.appendElement("caption").text(title(shown));
        Element head = table.appendElement("thead").appendElement("tr");
        head.appendElement("td");
        shown.columns().forEach(column -> head.appendElement("th").attr("scope", "col").text(words.label(column)));
        Element body = table.appendElement("tbody");
        for (FigureTable.Line line : shown.lines()) {
            Element row = body.appendElement("tr");
            row.appendElement("th").attr("scope", "row").attr("class", "depth-" + Math.min(line.depth(), 3)).text(words.full(line.label()));
            for (Cell cell : line.cells()) {
                number(row.appendElement("td"), cell);
            }
        }
    }

    /** A number with its link; of a share also how many they are of, and what became of the others, each with its own. */
    private void number(Element place, Cell cell) {
        if (cell instanceof Cell.Share share) {
            share(place, share);
            List<Cell.Part> others = words.others(share);
            for (int i = 0; i < others.size(); i++) {
                place.appendText(i == 0 ? words.of("cohort.share.why", "") : ", ");
                link(place, words.part(others.get(i)), words.href(others.get(i).count()));
            }
        } else {
            link(place, words.cell(cell), words.href(cell));
        }
    }

    private void share(Element place, Cell.Share share) {
        String text = words.share(share);
        String some = words.count(share.number());
        String all = words.count(share.of());
        int at = text.indexOf(all, some.length());
        if (share.all() == null || at < 0 || !text.startsWith(some)) {
            link(place, text, words.href(share));
        } else {
            link(place, some, words.href(share));
            place.appendText(text.substring(some.length(), at));
            link(place, all, FigureWords.href(share.all()));
            place.appendText(text.substring(at + all.length()));
        }
    }

    private static void link(Element place, String text, @Nullable String href) {
        if (href == null) {
            place.appendText(text);
        } else {
            place.appendElement("a").attr("href", href).text(text);
        }
    }

    /** The tables as lines of words, with their head: for a document. */
    List<List<String>> lines(FigureTable table) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(Stream.concat(Stream.of(""), table.columns().stream().map(words::label)).toList());
        table.lines().forEach(line -> lines.add(Stream.concat(Stream.of("\u2003".repeat(line.depth()) + words.full(line.label())),
                line.cells().stream().map(words::cell)).toList()));
        return lines;
    }

    // --- as a file --------------------------------------------------------------------------------------------------

    /** A line for each number, as {@link #COLUMNS} says. */
    List<List<@Nullable Object>> records(FigureContent content) {
        List<List<@Nullable Object>> records = new ArrayList<>();
        for (FigureTable table : content.tables()) {
            for (FigureTable.Line line : table.lines()) {
                for (int i = 0; i < line.cells().size(); i++) {
                    cell(records, head(table.name(), line.label().code(), words.full(line.label()), table.columns().get(i).code(),
                            words.label(table.columns().get(i))), line.cells().get(i));
                }
            }
        }
        if (content.picture() != null) {
            picture(records, content.picture());
        }
        return records;
    }

    private static List<@Nullable Object> head(@Nullable Object... parts) {
        List<@Nullable Object> head = new ArrayList<>();
        Collections.addAll(head, parts);
        return head;
    }

    private void cell(List<List<@Nullable Object>> records, List<@Nullable Object> head, Cell cell) {
        List<@Nullable Object> record = new ArrayList<>(head);
        record.add(words.cell(cell));
        switch (cell) {
            case Cell.Count count -> add(record, count.number(), null, null, null, null);
            case Cell.Share share -> add(record, share.number(), share.of(), share.of() == 0 ? null : share.interval().rate(),
                    share.interval().low(), share.interval().high());
            case Cell.Median median -> add(record, median.of().n(), null, median.of().median(), median.of().lower(), median.of().upper());
            case Cell.Mean mean -> add(record, mean.of().n(), null, mean.of().mean(), null, null);
            case Cell.Estimate estimate -> add(record, estimate.n(), null, estimate.value(), estimate.low(), estimate.high());
            case Cell.Probability p -> add(record, p.n(), null, p.p(), null, null);
            case Cell.Published published -> add(record, null, null, published.value(), null, null);
            case Cell.Text _, Cell.None _, Cell.Few _ -> add(record, null, null, null, null, null);
        }
        record.add(null);
        record.add("");
        records.add(record);
        if (cell instanceof Cell.Share share) {
            share.why().forEach(part -> {
                List<@Nullable Object> of = new ArrayList<>(head);
                of.set(3, head.get(3) + "." + part.label().code());
                of.set(4, words.label(part.label()));
                cell(records, of, part.count());
            });
        }
    }

    private static void add(List<@Nullable Object> record, @Nullable Number... numbers) {
        for (Number number : numbers) {
            record.add(number == null || Double.isNaN(number.doubleValue()) ? null : new BigDecimal(number.toString()));
        }
    }

    private void picture(List<List<@Nullable Object>> records, Picture picture) {
        switch (picture) {
            case Picture.Paths paths -> {
                paths.lines().forEach(path -> path.runs().forEach(run -> run.forEach(point -> point(records, "line", path.patient(), "",
                        point.visit(), point.value(), null, null, null, point.months(), mark(point.censored(), point.approximate())))));
                paths.bands().forEach(band -> band.points().forEach(point -> point(records, "band", band.facet(), "", point.visit(),
                        point.of().median(), point.of().lower(), point.of().upper(), point.of().n(), (double) point.month(), "")));
            }
            case Picture.Pairs pairs -> pairs.pairs().forEach(pair -> {
                point(records, "pair", pair.patient(), "", "start", pair.start(), null, null, null, null, "");
                point(records, "pair", pair.patient(), "", "stop", pair.stop(), null, null, null, null, mark(false, pair.approximate()));
            });
            case Picture.Waterfall fall -> fall.bars().forEach(bar -> point(records, "waterfall", bar.patient(), "", fall.visit(),
                    (double) bar.delta(), null, null, null, null, bar.response().name().toLowerCase(java.util.Locale.ROOT)));
            case Picture.Lanes lanes -> lanes.lanes().forEach(lane -> {
                lane.courses().forEach(course -> span(records, lane.patient(), "course" + course.number(), course.span()));
                lane.treatments().forEach(treatment -> span(records, lane.patient(), treatment.drug(), treatment.span()));
                lane.visits().forEach(mark -> moment(records, lane.patient(), mark));
                Stream.ofNullable(lane.death()).forEach(mark -> moment(records, lane.patient(), mark));
                Stream.ofNullable(lane.lastNews()).forEach(mark -> moment(records, lane.patient(), mark));
            });
            case Picture.Curve curve -> {
                curve.survival().steps().forEach(step -> {
                    point(records, "survival", "all", "", "", step.survival(), step.low(), step.high(), step.atRisk(), step.time(), "");
                    step.incidence().forEach((cause, incidence) -> point(records, "incidence", cause.code(), "", "", incidence, null, null, null,
                            step.time(), ""));
                });
                curve.censored().forEach(tick -> point(records, "censored", tick.patient(), "", "", null, null, null, null, tick.months(), ""));
            }
        }
    }

    private void span(List<List<@Nullable Object>> records, String patient, String what, Picture.Span span) {
        String mark = span.ongoing() ? "ongoing" : "";
        point(records, "lane", patient, "", what + ".start", null, null, null, null, span.from().middle(), mark);
        Stream.ofNullable(span.to()).forEach(to -> point(records, "lane", patient, "", what + ".end", null, null, null, null, to.middle(), mark));
    }

    private void moment(List<List<@Nullable Object>> records, String patient, Picture.Mark mark) {
        point(records, "lane", patient, "", mark.code(), null, mark.first(), mark.last(), null, mark.middle(), mark(false, mark.isApproximate()));
    }

    private static String mark(boolean censored, boolean approximate) {
        return censored ? "censored" : approximate ? "approximate" : "";
    }

    private void point(List<List<@Nullable Object>> records, String table, String row, String label, String column, @Nullable Double value,
            @Nullable Double low, @Nullable Double high, @Nullable Integer n, @Nullable Double months, String mark) {
        List<@Nullable Object> record = head(table, row, label, column, "", "");
        add(record, n, null, value, low, high, months);
        record.add(mark);
        records.add(record);
    }
}
