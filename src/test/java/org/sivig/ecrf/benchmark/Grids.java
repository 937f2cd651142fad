package org.sivig.ecrf.benchmark;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sivig.ecrf.SqlCounter;
import org.sivig.ecrf.benchmark.Report.Target;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.data.ColumnCondition;
import org.sivig.ecrf.data.DataColumns;
import org.sivig.ecrf.data.DataGrid;
import org.sivig.ecrf.data.DataPlace;
import org.sivig.ecrf.data.DataQuery;
import org.sivig.ecrf.query.Queries;
import org.sivig.ecrf.query.QueriesRaised;
import org.sivig.ecrf.study.CasebookRow;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.VisitForm;
import org.springframework.stereotype.Component;

/** Grids of data over all patients: what one waits for after setting a filter, and queries raised from what is found. */
final class Grids {

    private static final String PAGES = "Grids of data, all sites: the first page and the count (ms)";
    private static final String BULK = "Queries raised at once (ms)";
    private static final String STATEMENTS = "SQL statements of grids";
    private static final Target GRID = new Target(100);
    private static final int RUNS = EcrfBenchmark.RUNS / 2;
    private static final int PAGE = 50;
    private static final int CELLS = 1_000;

    private final Services services;
    private final SqlCounter sql;
    private final Report report;

    @Component
    record Services(DataGrid data, Queries queries) {
    }

    Grids(Services services, SqlCounter sql, Report report) {
        this.services = services;
        this.sql = sql;
        this.report = report;
    }

    void measure() {
        LargeStudy.signIn(LargeStudy.dataManager());
        filters().forEach((what, query) -> report.times(PAGES, what + " (%,d rows)".formatted(services.data().count(query)),
                Times.of(5, RUNS, i -> page(query)), GRID));
        statements("a page with its count", () -> page(visits()));
        raise();
        report.times(PAGES, "visits, filtered by an open query", Times.of(5, RUNS,
                i -> page(with(visits(), "hb", new ColumnCondition.HasQuery()))), GRID);
    }

    /** As the grid asks: where nothing is found, no rows are fetched. */
    private void page(DataQuery query) {
        if (services.data().count(query) > 0) {
            services.data().fetch(query, 0, PAGE);
        }
    }

    private static Map<String, DataQuery> filters() {
        Map<String, DataQuery> filters = new LinkedHashMap<>();
        filters.put("visits, without filter", visits());
        filters.put("visits, sorted by a number", visits().sortedBy(
                DataColumns.find(VisitForm.FORM, "mrss").orElseThrow(), true));
        filter(filters, "part of a text", "event_txt", new ColumnCondition.Contains("rien"));
        filter(filters, "part of a text, with an accent", "event_txt", new ColumnCondition.Contains("ÉVÉNEMENT"));
        filter(filters, "a number", "mrss", new ColumnCondition.Numbers(BigDecimal.TEN, BigDecimal.valueOf(20)));
        filter(filters, "a date", "visit_date", new ColumnCondition.Dates(PartialDate.of(2009), new PartialDate(2010, 3, null)));
        filter(filters, "a code", "nyha", new ColumnCondition.AnyOf(Set.of("3", "4")));
        filter(filters, "codes of several options, on another form", "diagnosis.ab",
                new ColumnCondition.AllOf(Set.of("topo1")));
        filter(filters, "a code on another form", "diagnosis.ssc_type", new ColumnCondition.AnyOf(Set.of("1")));
        filter(filters, "a number of another visit", "visit.mrss@m0", new ColumnCondition.Numbers(BigDecimal.TEN, null));
        filter(filters, "a figure", "figure.acr_low", new ColumnCondition.Numbers(BigDecimal.TEN, null));
        filter(filters, "a change from M0", "figure.mrss_delta", new ColumnCondition.Numbers(null, BigDecimal.valueOf(-5)));
        filter(filters, "a finding", "hb", new ColumnCondition.HasFinding());
        filter(filters, "empty", "hb", new ColumnCondition.Empty());
        filter(filters, "a missing reason", "hb", new ColumnCondition.Missing(Set.of()));
        filter(filters, "changed since yesterday", "hb",
                new ColumnCondition.ChangedSince(LocalDate.now(Study.ZONE).minusDays(1)));
        filter(filters, "not verified", "hb", new ColumnCondition.NotVerified());
        filters.put("visits, filtered by a number, a code on another form and a change from M0",
                with(with(with(visits(), "mrss", new ColumnCondition.Numbers(BigDecimal.TEN, null)), "diagnosis.ssc_type",
                        new ColumnCondition.AnyOf(Set.of("1"))), "figure.mrss_delta", new ColumnCondition.Numbers(BigDecimal.ONE, null)));
        for (Form<? extends CasebookRow> form : List.of(Study.FORMS.getFirst(), Study.FORMS.getLast())) {
            filters.put(form.name() + ", without filter", DataQuery.of(form));
        }
        return filters;
    }

    private static void filter(Map<String, DataQuery> filters, String what, String column, ColumnCondition test) {
        filters.put("visits, filtered by " + what, with(visits(), column, test));
    }

    private static DataQuery visits() {
        return DataQuery.of(VisitForm.FORM);
    }

    private static DataQuery with(DataQuery query, String column, ColumnCondition test) {
        return query.with(DataColumns.find(query.form(), column).orElseThrow(), test);
    }

    /** One text at as many cells as there are, up to a thousand: each time of another column. */
    private void raise() {
        List<String> columns = List.of("visit_date", "hb", "mrss", "nyha", "fvc");
        Times previews = new Times();
        Times times = new Times();
        int cells = CELLS;
        for (String column : columns) {
            if (DataColumns.find(VisitForm.FORM, column).isEmpty()) {
                throw new IllegalStateException("No column " + column);
            }
            List<DataPlace> found = previews.measure(() -> services.data().cells(visits(),
                    DataColumns.find(VisitForm.FORM, column).orElseThrow()));
            List<Queries.Spot> spots = found.stream().limit(CELLS)
                    .map(place -> new Queries.Spot(place.patient(), place.exportName())).toList();
            cells = Math.min(cells, spots.size());
            QueriesRaised raised = times.measure(() -> services.queries().raiseAll(spots, "À vérifier (fictif)"));
            if (raised.numbers().size() != spots.size()) {
                throw new IllegalStateException("Not raised: " + raised.skipped());
            }
        }
        report.times(BULK, "the preview: all cells of a column", previews, null);
        report.times(BULK, "raising at %,d cells".formatted(cells), times, new Target(5_000));
    }

    private void statements(String what, Runnable action) {
        sql.reset();
        action.run();
        report.value(STATEMENTS, what, sql.executed().size(), "", null);
    }
}
