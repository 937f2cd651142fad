package org.sivig.ecrf.benchmark;

import com.vaadin.browserless.SecuredBrowserlessApplicationContext;
import java.util.Set;
import org.sivig.ecrf.SqlCounter;
import org.sivig.ecrf.benchmark.Report.Target;
import org.sivig.ecrf.dashboard.Dashboard;
import org.springframework.security.core.Authentication;

/** The dashboard over all sites: each of its pictures, and the whole page; and the pages that it leads to. */
final class Dashboards {

    private static final String PICTURES = "Dashboard, all sites (ms)";
    private static final String STATEMENTS = "SQL statements of the dashboard";
    private static final Target PAGE = new Target(300);
    private static final int RUNS = Math.max(3, EcrfBenchmark.RUNS / 10);

    private final SecuredBrowserlessApplicationContext<Authentication> application;
    private final Dashboard dashboard;
    private final SqlCounter sql;
    private final Report report;

    Dashboards(SecuredBrowserlessApplicationContext<Authentication> application, Dashboard dashboard,
            SqlCounter sql, Report report) {
        this.application = application;
        this.dashboard = dashboard;
        this.sql = sql;
        this.report = report;
    }

    void measure() {
        LargeStudy.signIn(LargeStudy.dataManager());
        picture("the sites, with what is verified", () -> dashboard.sites(Set.of()));
        picture("queries that wait", () -> dashboard.queries(Set.of()));
        picture("enrolment by month", () -> dashboard.entries(Set.of()));
        picture("what is missing of the visits", () -> dashboard.visits(Set.of()));
        try (Window window = new Window(application, LargeStudy.dataManager())) {
            int size = window.open("dashboard").length();
            report.times(PICTURES, "the whole page (%d kB)".formatted(size / 1000),
                    Times.of(2, RUNS, i -> window.open("dashboard?show=" + i)), PAGE);
            sql.reset();
            window.open("dashboard?show=" + RUNS);
            report.value(STATEMENTS, "the whole page", sql.executed().size(), "", null);
            report.times(PICTURES, "the page of signals per site", Times.of(2, RUNS, i -> window.open("signals?show=" + i)), null);
            report.times(PICTURES, "the page of monitoring", Times.of(2, RUNS, i -> window.open("monitoring?show=" + i)), null);
        }
    }

    private void picture(String what, Runnable picture) {
        report.times(PICTURES, what, Times.of(2, RUNS, i -> picture.run()), null);
    }
}
