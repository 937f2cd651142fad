package org.sivig.ecrf.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sivig.ecrf.ServiceTest;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.casebook.KnownQuery;
import org.sivig.ecrf.casebook.Range;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.life.QueryOutcome;
import org.sivig.ecrf.study.life.QueryState;
import org.sivig.ecrf.study.life.QueryStep;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;

/** Queries of all patients whom the user sees, filtered, sorted and paged in the database. */
abstract class QueryListTest extends ServiceTest {

    @Autowired
    private QueryList list;
    @Autowired
    private Queries queries;

    /** Open at ana, closed at dx_date, proposed at hb_m3, a note at ana, and one of another site. */
    @BeforeEach
    void fiveQueries() {
        String first = casebooks.create("01");
        signIn(MARC);
        raise(first, "ana", "Titre ?");
        KnownQuery closed = raise(first, "dx_date", "Date 100 % sûre ?");
        queries.take(closed.number(), 1, QueryStep.CLOSE, QueryOutcome.IRRELEVANT, "");
        signIn(viewer("stan", Role.STATISTICIAN));
        raise(first, "hb_m3", "Unité ?");
        signIn(CLAIRE);
        raise(first, "ana", "vu");
        signIn(INES);
        String other = casebooks.create("02");
        signIn(viewer("dora", Role.DATA_MANAGER));
        raise(other, "ana", "Titre ?");
    }

    private KnownQuery raise(String patient, String item, String text) {
        return ((RaiseResult.Raised) queries.raise(patient, item, text)).query();
    }

    private List<String> found(QueryFilter filter) {
        return found(filter, Sort.unsorted());
    }

    private List<String> found(QueryFilter filter, Sort sort) {
        List<String> found = list.fetch(filter, PageRequest.of(0, 50, sort)).stream()
                .map(query -> query.site() + " " + query.at().exportName() + " " + query.state()).toList();
        assertThat(list.count(filter)).isEqualTo(found.size());
        return found;
    }

    @Test
    void aFilterIsMetInAllItsParts() {
        QueryFilter all = QueryFilter.all();
        assertThat(found(all)).containsExactly("02 ana OPEN", "01 ana CLOSED", "01 hb_m3 CANDIDATE", "01 dx_date CLOSED",
                "01 ana OPEN");
        assertThat(found(QueryFilter.pending())).containsExactly("02 ana OPEN", "01 hb_m3 CANDIDATE", "01 ana OPEN");
        assertThat(found(all.withItems(Set.of("ana")).withSites(Set.of("01")))).hasSize(2);
        assertThat(found(all.withForms(Set.of("visit")))).containsExactly("01 hb_m3 CANDIDATE");
        assertThat(found(all.withText("TITRE"))).hasSize(2);
        assertThat(found(all.withText("100 %"))).containsExactly("01 dx_date CLOSED");
        assertThat(found(all.withText("%"))).as("no pattern").hasSize(1);
        assertThat(found(all.withBy("dora"))).containsExactly("02 ana OPEN");
        name(viewer("dora", Role.DATA_MANAGER), "Dora Petit");
        assertThat(found(all.withBy("a PETIT"))).as("by the name that is shown").containsExactly("02 ana OPEN");
        assertThat(found(all.withBy("dora"))).containsExactly("02 ana OPEN");
        assertThat(found(all.withOutcomes(Set.of(QueryOutcome.IRRELEVANT)))).containsExactly("01 dx_date CLOSED");
        assertThat(found(all.withStates(Set.of(QueryState.CLOSED)).withPatient("01-001"))).hasSize(2);
        long number = list.fetch(all, PageRequest.of(0, 1)).getFirst().number();
        assertThat(found(all.withName("Q-" + number))).contains("02 ana OPEN");
        LocalDate today = LocalDate.now(Study.ZONE);
        assertThat(found(all.withRaised(new Range<>(today, null)))).hasSize(5);
        assertThat(found(all.withRaised(new Range<>(null, today.minusDays(1))))).isEmpty();
        assertThat(found(all.withOpened(new Range<>(today, null)))).as("neither the draft nor the note")
                .containsExactly("02 ana OPEN", "01 dx_date CLOSED", "01 ana OPEN");
        assertThat(found(all.withOpened(new Range<>(null, today.minusDays(1))))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"INVESTIGATOR, 01, 3", "INVESTIGATOR, 02, 1", "MONITOR, 01, 4", "MONITOR, 03, 0", "STATISTICIAN, 01, 5",
            "DATA_MANAGER, 01, 5", "ADMINISTRATOR, 01, 0"})
    void everyRoleSeesTheQueriesOfItsSitesAndTheSiteNoDrafts(Role role, String site, int rows) {
        signIn(viewer("somebody", role, site));
        assertThat(found(QueryFilter.all())).hasSize(rows);
        assertThat(found(QueryFilter.all().withSites(Set.of("01", "02")))).hasSize(rows);
    }

    @Test
    void theySortByEachColumn() {
        for (QuerySort sort : QuerySort.values()) {
            List<String> up = found(QueryFilter.all(), Sort.by(sort.name()));
            assertThat(up).hasSize(5);
        }
        assertThat(found(QueryFilter.all(), Sort.by(QuerySort.NAME.name())).getFirst()).isEqualTo("01 ana OPEN");
    }
}
