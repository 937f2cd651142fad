package org.sivig.ecrf.ui.dashboard;

import java.util.List;
import java.util.Objects;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.ui.dashboard.DashboardChart.Cell;
import org.sivig.ecrf.ui.dashboard.DashboardChart.Panel;
import org.sivig.ecrf.ui.dashboard.DashboardChart.Series;

/** Writes the table behind a chart, with a link in each cell that has one. */
final class DashboardTable {

    private DashboardTable() {
    }

    /**
     * @param corner what the lines are
     * @param total  what the line of totals is called
     */
    static String html(DashboardChart chart, String caption, String corner, String total) {
        Element table = new Element("table");
        table.appendElement("caption").text(caption);
        head(table.appendElement("thead"), chart.panels(), corner);
        Element body = table.appendElement("tbody");
        chart.lines().forEach(line -> row(body, chart.rows().get(line), chart.line(line)));
        if (chart.hasTotals()) {
            row(table.appendElement("tfoot"), total, chart.panels().stream()
                    .flatMap(panel -> panel.series().stream()).map(Series::total).toList());
        }
        return table.outerHtml();
    }

    private static void head(Element head, List<Panel> panels, String corner) {
        boolean grouped = panels.stream().anyMatch(panel -> panel.series().size() > 1 && !panel.title().isEmpty());
        Element first = head.appendElement("tr");
        Element second = grouped ? head.appendElement("tr") : first;
        head(first, corner, "col", grouped);
        for (Panel panel : panels) {
            if (grouped && panel.series().size() > 1) {
                first.appendElement("th").attr("scope", "colgroup").attr("colspan", "" + panel.series().size())
                        .text(panel.title());
                panel.series().forEach(series -> head(second, series.name(), "col", false));
            } else {
                panel.series().forEach(series -> head(first, series.name(), "col", grouped));
            }
        }
    }

    private static void head(Element row, String text, String scope, boolean both) {
        Element head = row.appendElement("th").attr("scope", scope).text(text);
        if (both) {
            head.attr("rowspan", "2");
        }
    }

    private static void row(Element body, String name, List<? extends @Nullable Cell> cells) {
        Element row = body.appendElement("tr");
        head(row, name, "row", false);
        cells.forEach(cell -> {
            Element data = row.appendElement("td");
            if (cell != null && cell.href() != null) {
                data.appendElement("a").attr("href", Objects.requireNonNull(cell.href())).text(cell.words());
            } else if (cell != null) {
                data.text(cell.words());
            }
        });
    }
}
