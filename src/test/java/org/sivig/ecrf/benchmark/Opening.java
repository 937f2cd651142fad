package org.sivig.ecrf.benchmark;

import com.vaadin.browserless.SecuredBrowserlessApplicationContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.sivig.ecrf.SqlCounter;
import org.sivig.ecrf.benchmark.Report.Target;
import org.sivig.ecrf.casebook.Casebooks;
import org.sivig.ecrf.casebook.PatientColumns;
import org.sivig.ecrf.casebook.PatientList;
import org.sivig.ecrf.casebook.PatientRow;
import org.sivig.ecrf.list.Column;
import org.sivig.ecrf.list.Filter;
import org.sivig.ecrf.list.Range;
import org.sivig.ecrf.score.EligibilityStatus;
import org.sivig.ecrf.study.Section;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.code.Sex;
import org.sivig.ecrf.study.code.SscType;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.security.core.Authentication;

/** Opening casebooks, the page of each section, and the list of all patients. */
final class Opening {

    private static final String PAGES = "Opening a page: read, built and written on the server (ms)";
    private static final String LIST = "The list of patients, all sites (ms)";
    private static final String STATEMENTS = "SQL statements of opening";
    private static final Target FORM = new Target(80);
    private static final Target MATRIX = new Target(150);
    private static final Target GRID = new Target(100);
    private static final int RUNS = EcrfBenchmark.RUNS;
    private static final int WARM_UP = RUNS / 2;

    private final SecuredBrowserlessApplicationContext<Authentication> application;
    private final Casebooks casebooks;
    private final PatientList patients;
    private final SqlCounter sql;
    private final Report report;

    Opening(SecuredBrowserlessApplicationContext<Authentication> application, Casebooks casebooks,
            PatientList patients, SqlCounter sql, Report report) {
        this.application = application;
        this.casebooks = casebooks;
        this.patients = patients;
        this.sql = sql;
        this.report = report;
    }

    void measure() {
        LargeStudy.signIn(LargeStudy.investigator());
        report.times(PAGES, "the casebook alone (`Casebooks.open`)", Times.of(WARM_UP, RUNS,
                i -> casebooks.open(LargeStudy.patient(i))), null);
        sql.reset();
        casebooks.open(LargeStudy.patient(0));
        report.value(STATEMENTS, "a casebook", sql.executed().size(), "", null);
        measurePages();
        measureList();
    }

    private void measurePages() {
        try (Window window = new Window(application, LargeStudy.investigator())) {
            page(window, "the overview of a casebook", "", FORM);
            for (Section section : Study.SECTIONS) {
                boolean matrix = section.path().equals("visit");
                page(window, "section %s, %s".formatted(section.place(), section.path()), "/" + section.path(),
                        matrix ? MATRIX : FORM);
            }
        }
    }

    private void page(Window window, String what, String path, Target target) {
        int size = window.open("patients/" + LargeStudy.patient(0) + path).length();
        report.times(PAGES, what + " (%d kB)".formatted(size / 1000), Times.of(WARM_UP, RUNS,
                i -> window.open("patients/" + LargeStudy.patient(i) + path)), target);
    }

    private void measureList() {
        LargeStudy.signIn(LargeStudy.dataManager());
        Filter<PatientRow> none = Filter.all();
        firstPage("the first page, without filter", none, PatientColumns.NUMBER);
        for (Column<PatientRow, ?> sort : PatientColumns.ALL.all().stream().filter(Column::isSortable).toList()) {
            firstPage("sorted by " + sort.key(), none, sort);
        }
        filters().forEach((what, filter) -> firstPage("filtered by " + what, filter, PatientColumns.CHANGED));
        sql.reset();
        fetch(none, PatientColumns.NUMBER);
        report.value(STATEMENTS, "a page of the list with its counts", sql.executed().size(), "", null);
        try (Window window = new Window(application, LargeStudy.dataManager())) {
            address(window, "as a page on the server, without filter", "patients");
            address(window, "as a page on the server, filtered and sorted",
                    "patients?sex=F&ssc=1&ssc=2&acr_from=9&sort=-score");
        }
    }

    private static Map<String, Filter<PatientRow>> filters() {
        Filter<PatientRow> none = Filter.all();
        Map<String, Filter<PatientRow>> filters = new LinkedHashMap<>();
        filters.put("part of the number", none.with(PatientColumns.NUMBER, "-04"));
        filters.put("sex, an item", none.with(PatientColumns.SEX, Sex.FEMALE));
        filters.put("type of disease, an item", none.with(PatientColumns.SSC_TYPE, Set.of(SscType.DIFFUSE)));
        filters.put("score", none.with(PatientColumns.SCORE, new Range<>(9, 12)));
        filters.put("eligibility", none.with(PatientColumns.ELIGIBILITY, Set.of(EligibilityStatus.Status.ELIGIBLE)));
        filters.put("completeness", none.with(PatientColumns.COMPLETENESS, new Range<>(90, 100)));
        filters.put("all of these", none.with(PatientColumns.NUMBER, "-0").with(PatientColumns.SEX, Sex.FEMALE)
                .with(PatientColumns.SSC_TYPE, Set.of(SscType.DIFFUSE)).with(PatientColumns.SCORE, new Range<>(9, 19))
                .with(PatientColumns.ELIGIBILITY, Set.of(EligibilityStatus.Status.ELIGIBLE))
                .with(PatientColumns.COMPLETENESS, new Range<>(90, 100)));
        return filters;
    }

    private void firstPage(String what, Filter<PatientRow> filter, Column<PatientRow, ?> sort) {
        report.times(LIST, what, Times.of(20, RUNS, i -> fetch(filter, sort)), GRID);
    }

    private void address(Window window, String what, String address) {
        report.times(LIST, what, Times.of(20, RUNS, i -> window.openGrid(address)), GRID);
    }

    /** What the grid asks for when it is opened. */
    private void fetch(Filter<PatientRow> filter, Column<PatientRow, ?> sort) {
        patients.fetch(filter, PageRequest.of(0, 50, Sort.by(Sort.Direction.DESC, sort.key())));
        patients.count(filter);
        patients.total();
    }
}
