package org.sivig.ecrf.ui.data;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.data.DataSummary;
import org.sivig.ecrf.ui.ColumnWords;

/** How the summary of a column is written under it. */
record Summaries(ColumnWords words) {

    /** Counts of codes beyond these are left to the title. */
    private static final int MOST_CODES = 4;

    Component of(DataSummary summary) {
        DataColumn column = summary.column();
        Div lines = new Div();
        lines.addClassName("column-summary");
        if (!column.isSummed()) {
            return lines;
        }
        line(lines, words.of("data.sum.values"), summary.values());
        if (summary.patients() != summary.values()) {
            line(lines, words.of("data.sum.patients"), summary.patients());
        }
        if (summary.empty() > 0) {
            line(lines, words.of("data.sum.empty"), summary.empty());
        }
        for (MissingReason reason : MissingReason.values()) {
            Long count = summary.missing().get(reason);
            if (count != null) {
                line(lines, reason.code(), count).getElement()
                        .setAttribute("title", words.of("code.missing_reason." + reason.code()));
            }
        }
        if (summary.numbers() != null) {
            DataSummary.Numbers numbers = summary.numbers();
            String middle = words.of("data.sum.quartiles", number(column, numbers.median()),
                    number(column, numbers.lower()), number(column, numbers.upper()));
            Span median = new Span(middle);
            median.addClassName("column-median");
            Span range = new Span(words.of("data.sum.least-most", number(column, numbers.least()),
                    number(column, numbers.most())));
            lines.add(median, range);
            summary.visits().forEach((visit, of) -> {
                DataSummary.Numbers own = of.numbers();
                Span rest = new Span(words.of("data.sum.visit.rest", number(column, own.least()),
                        number(column, own.most()), of.values()));
                rest.addClassName("unseen");
                Span line = new Span(new Text(words.of("data.sum.visit", visit.toUpperCase(Locale.ROOT),
                        number(column, own.median()), number(column, own.lower()), number(column, own.upper()))), rest);
                line.addClassName("column-visit");
                line.getElement().setAttribute("title", line.getElement().getTextRecursively());
                lines.add(line);
            });
        }
        if (summary.dates() != null) {
            Span dates = new Span(words.of("data.sum.dates", summary.dates().first().display(),
                    summary.dates().last().display()));
            dates.addClassName("column-dates");
            lines.add(dates);
        }
        codes(lines, summary);
        return lines;
    }

    private void codes(Div lines, DataSummary summary) {
        List<Map.Entry<String, Long>> counts = summary.codes().entrySet().stream().filter(each -> each.getValue() > 0)
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed()).toList();
        counts.stream().limit(MOST_CODES)
                .forEach(each -> line(lines, words.code(summary.column(), each.getKey()), each.getValue()));
        if (counts.size() > MOST_CODES) {
            Div more = line(lines, words.of("data.sum.more", counts.size() - MOST_CODES),
                    counts.stream().skip(MOST_CODES).mapToLong(Map.Entry::getValue).sum());
            more.getElement().setAttribute("title", counts.stream().skip(MOST_CODES)
                    .map(each -> words.code(summary.column(), each.getKey()) + " " + each.getValue())
                    .collect(java.util.stream.Collectors.joining(", ")));
        }
    }

    private Div line(Div lines, String label, long count) {
        Span name = new Span(label);
        name.getElement().setAttribute("title", label);
        Div line = new Div(name, new Span(words.of("data.sum.count", count)));
        line.addClassName("column-count");
        lines.add(line);
        return line;
    }

    /** With one decimal more than the answers at most. */
    private String number(DataColumn column, BigDecimal number) {
        BigDecimal rounded = number.setScale(Math.min(column.decimals() + 1, Math.max(0, number.scale())),
                RoundingMode.HALF_UP).stripTrailingZeros();
        return words.words().number(rounded.scale() < 0 ? rounded.setScale(0) : rounded);
    }
}
