package org.sivig.ecrf.benchmark;

import org.sivig.ecrf.SqlCounter;
import org.sivig.ecrf.benchmark.Report.Target;
import org.sivig.ecrf.cohort.Choice;
import org.sivig.ecrf.cohort.Cohort;
import org.sivig.ecrf.cohort.FigureKind;
import org.sivig.ecrf.data.DataQuery;
import org.sivig.ecrf.study.IdentificationForm;

/** The content of each figure of the cohort, of all patients of the study. */
final class Figures {

    private static final String FIGURES = "Figures of the cohort, all patients (ms)";
    private static final String STATEMENTS = "SQL statements of the figures of the cohort";
    private static final Target FIGURE = new Target(300);
    private static final int RUNS = Math.max(5, EcrfBenchmark.RUNS / 5);
    /** As a server that has been up for a while: less, and the first figures are those that compile the reader. */
    private static final int WARM = 20;

    private final Cohort cohort;
    private final SqlCounter sql;
    private final Report report;

    Figures(Cohort cohort, SqlCounter sql, Report report) {
        this.cohort = cohort;
        this.sql = sql;
        this.report = report;
    }

    void measure() {
        LargeStudy.signIn(LargeStudy.dataManager());
        DataQuery all = DataQuery.of(IdentificationForm.FORM);
        for (FigureKind kind : FigureKind.values()) {
            report.times(FIGURES, kind.code(), Times.of(WARM, RUNS, i -> cohort.figure(kind, all, Choice.START)), FIGURE);
            sql.reset();
            cohort.figure(kind, all, Choice.START);
            report.value(STATEMENTS, kind.code(), sql.executed().size(), "", null);
        }
        report.times(FIGURES, "stop, with tests", Times.of(WARM, RUNS,
                i -> cohort.figure(FigureKind.STOP, all, Choice.START.withTests(true))), FIGURE);
    }
}
