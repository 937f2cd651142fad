package org.sivig.ecrf.casebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.sivig.ecrf.casebook.FindingColumns.CHECK;
import static org.sivig.ecrf.casebook.FindingColumns.FIRED;
import static org.sivig.ecrf.casebook.FindingColumns.FORM;
import static org.sivig.ecrf.casebook.FindingColumns.NUMBER;
import static org.sivig.ecrf.casebook.FindingColumns.SEVERITY;
import static org.sivig.ecrf.casebook.FindingColumns.SITE;
import static org.sivig.ecrf.casebook.FindingColumns.STATE;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sivig.ecrf.ServiceTest;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.casebook.Justification.Reason;
import org.sivig.ecrf.crf.Severity;
import org.sivig.ecrf.list.Column;
import org.sivig.ecrf.list.Filter;
import org.sivig.ecrf.list.Range;
import org.sivig.ecrf.study.Study;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;

/** Findings of all patients whom the user sees, filtered, sorted and paged in the database. */
abstract class FindingListTest extends ServiceTest {

    @Autowired
    private FindingList list;

    @BeforeEach
    void threePatients() {
        String first = casebooks.create("01");
        save(first, "visit_date_m3=2008-06-10", "hb_m3=4", "plt_m3=9000000");
        String second = casebooks.create("01");
        save(second, "dx_date=2099", "acr_puffy=1", "acr_sclero=1");
        save(first, "plt_m3=250000");
        casebooks.justify(first, "E91", "hb_m3", Reason.CONFIRMED, "");
        signIn(INES);
        save(casebooks.create("02"), "acr_puffy=1", "acr_sclero=1");
        signIn(viewer("dora", Role.DATA_MANAGER));
    }

    private List<String> found(Filter<FindingRow> filter) {
        return found(filter, Sort.unsorted());
    }

    private List<String> found(Filter<FindingRow> filter, Sort sort) {
        List<String> found = list.fetch(filter, PageRequest.of(0, 50, sort)).stream()
                .map(row -> row.number().substring(4) + " " + row.check().id() + " " + row.at().exportName()).toList();
        assertThat(list.count(filter)).isEqualTo(found.size());
        return found;
    }

    @Test
    void ofThoseThatRestOnOneAnswerOneIsListedAndAllAreCounted() {
        signIn(INES);
        String number = casebooks.create("02");
        save(number, "ivig1_start=2001", "dx_date=2005", "du_hx=1", "du_hx_date=2006", "ild_hx=1", "ild_hx_date=2007");
        signIn(viewer("dora", Role.DATA_MANAGER));
        Filter<FindingRow> open = FindingColumns.open();
        assertThat(list.fetch(open, PageRequest.of(0, 50))).hasSize(2);
        assertThat(list.lines(open)).isEqualTo(2);
        assertThat(list.count(open)).as("E03, and three that rest on the first infusion").isEqualTo(4);
        Filter<FindingRow> warnings = open.with(SEVERITY, Set.of(Severity.WARNING));
        assertThat(list.fetch(warnings, PageRequest.of(0, 50))).as("who looks for something sees all of it")
                .hasSize((int) list.count(warnings)).hasSize((int) list.lines(warnings));

        signIn(INES);
        save(number, "ivig1_start=2011");
        signIn(viewer("dora", Role.DATA_MANAGER));
        assertThat(list.lines(open)).isEqualTo(list.count(open)).isEqualTo(1);
    }

    @Test
    void aFilterIsMetInAllItsParts() {
        Filter<FindingRow> all = Filter.all();
        assertThat(found(all)).containsExactlyInAnyOrder("01-001 E91 hb_m3", "01-001 E90 plt_m3", "01-002 E03 dx_date",
                "01-002 X17 acr_puffy", "02-001 X17 acr_puffy");
        assertThat(found(FindingColumns.open())).containsExactly("01-002 E03 dx_date");
        assertThat(found(all.with(STATE, Set.of(FindingState.NOTED)))).containsExactlyInAnyOrder(
                "01-002 X17 acr_puffy", "02-001 X17 acr_puffy");
        assertThat(found(all.with(STATE, Set.of(FindingState.JUSTIFIED)))).containsExactly("01-001 E91 hb_m3");
        assertThat(found(all.with(STATE, Set.of(FindingState.RESOLVED)))).containsExactly("01-001 E90 plt_m3");
        assertThat(found(all.with(SEVERITY, Set.of(Severity.ERROR)))).containsExactlyInAnyOrder("01-001 E90 plt_m3",
                "01-002 E03 dx_date");
        assertThat(found(all.with(FORM, Set.of("eligibility")).with(SITE, Set.of("02"))))
                .containsExactly("02-001 X17 acr_puffy");
        assertThat(found(all.with(CHECK, Set.of("E03", "E90")).with(NUMBER, "01-002")))
                .containsExactly("01-002 E03 dx_date");
        LocalDate today = LocalDate.now(Study.ZONE);
        assertThat(found(all.with(FIRED, new Range<>(today, today)))).hasSize(5);
        assertThat(found(all.with(FIRED, new Range<>(null, today.minusDays(1))))).isEmpty();
        assertThat(found(all.with(NUMBER, "%"))).as("no pattern").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"INVESTIGATOR, 01, 4", "INVESTIGATOR, 02, 1", "MONITOR, 02, 1", "STATISTICIAN, 01, 5",
            "DATA_MANAGER, 01, 5", "ADMINISTRATOR, 01, 0", "MONITOR, 03, 0"})
    void everyRoleSeesTheFindingsOfItsSites(Role role, String site, int rows) {
        signIn(viewer("somebody", role, site));
        assertThat(found(Filter.all())).hasSize(rows);
        assertThat(found(Filter.<FindingRow>all().with(SITE, Set.of("01", "02")))).hasSize(rows);
    }

    @Test
    void theySortByEachColumnAndBreakIntoPages() {
        for (Column<FindingRow, ?> sort : FindingColumns.ALL.all().stream().filter(Column::isSortable).toList()) {
            List<String> up = found(Filter.all(), Sort.by(sort.key()));
            assertThat(up).hasSize(5);
            assertThat(found(Filter.all(), Sort.by(sort.key()).descending())).isEqualTo(up.reversed());
            assertThat(list.fetch(Filter.all(), PageRequest.of(1, 2, Sort.by(sort.key()))))
                    .extracting(row -> row.check().id())
                    .containsExactly(up.get(2).split(" ")[1], up.get(3).split(" ")[1]);
        }
        assertThat(found(Filter.all(), Sort.by(SEVERITY.key()))).as("what fired last comes first")
                .containsExactly("01-002 E03 dx_date", "01-001 E90 plt_m3", "01-001 E91 hb_m3", "02-001 X17 acr_puffy",
                        "01-002 X17 acr_puffy");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> found(Filter.all(), Sort.by("patient.site")));
    }
}
