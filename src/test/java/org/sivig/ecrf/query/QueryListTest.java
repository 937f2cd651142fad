package org.sivig.ecrf.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sivig.ecrf.query.QueryColumns.BY;
import static org.sivig.ecrf.query.QueryColumns.FORM;
import static org.sivig.ecrf.query.QueryColumns.ITEM;
import static org.sivig.ecrf.query.QueryColumns.NAME;
import static org.sivig.ecrf.query.QueryColumns.OPENED;
import static org.sivig.ecrf.query.QueryColumns.OUTCOME;
import static org.sivig.ecrf.query.QueryColumns.PATIENT;
import static org.sivig.ecrf.query.QueryColumns.RAISED;
import static org.sivig.ecrf.query.QueryColumns.SITE;
import static org.sivig.ecrf.query.QueryColumns.STATE;
import static org.sivig.ecrf.query.QueryColumns.TEXT;
import static org.sivig.ecrf.query.QueryColumns.WHERE;

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
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.list.Filter;
import org.sivig.ecrf.list.Range;
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

    private List<String> found(Filter<QueryRow> filter) {
        return found(filter, Sort.unsorted());
    }

    private List<String> found(Filter<QueryRow> filter, Sort sort) {
        List<String> found = list.fetch(filter, PageRequest.of(0, 50, sort)).stream()
                .map(QueryRow::query)
                .map(query -> query.site() + " " + query.at().exportName() + " " + query.state()).toList();
        assertThat(list.count(filter)).isEqualTo(found.size());
        return found;
    }

    @Test
    void aFilterIsMetInAllItsParts() {
        Filter<QueryRow> all = Filter.all();
        assertThat(found(all)).containsExactly("02 ana OPEN", "01 ana CLOSED", "01 hb_m3 CANDIDATE", "01 dx_date CLOSED",
                "01 ana OPEN");
        assertThat(found(QueryColumns.ALL.start().filter())).containsExactly("02 ana OPEN", "01 hb_m3 CANDIDATE", "01 ana OPEN");
        assertThat(found(all.with(ITEM, Set.of("ana")).with(SITE, Set.of("01")))).hasSize(2);
        assertThat(found(all.with(FORM, Set.of("visit")))).containsExactly("01 hb_m3 CANDIDATE");
        assertThat(found(all.with(WHERE, Set.of("m3", "m9")))).containsExactly("01 hb_m3 CANDIDATE");
        assertThat(found(all.with(WHERE, Set.of("m9", "1")))).isEmpty();
        assertThat(found(all.with(TEXT, "TITRE"))).hasSize(2);
        assertThat(found(all.with(TEXT, "100 %"))).containsExactly("01 dx_date CLOSED");
        assertThat(found(all.with(TEXT, "%"))).as("no pattern").hasSize(1);
        assertThat(found(all.with(TEXT, "% SURE"))).as("whatever the accents").containsExactly("01 dx_date CLOSED");
        assertThat(found(all.with(TEXT, "dàte 100 % SÛRÉ"))).containsExactly("01 dx_date CLOSED");
        assertThat(found(all.with(BY, "dora"))).containsExactly("02 ana OPEN");
        name(viewer("dora", Role.DATA_MANAGER), "Dora d’Étain");
        assertThat(found(all.with(BY, "a d'etain"))).as("by the name that is shown").containsExactly("02 ana OPEN");
        assertThat(found(all.with(BY, "dora"))).containsExactly("02 ana OPEN");
        assertThat(found(all.with(OUTCOME, Set.of(QueryOutcome.IRRELEVANT)))).containsExactly("01 dx_date CLOSED");
        assertThat(found(all.with(STATE, Set.of(QueryState.CLOSED)).with(PATIENT, "01-001"))).hasSize(2);
        long number = list.fetch(all, PageRequest.of(0, 1)).getFirst().query().number();
        assertThat(found(all.with(NAME, "Q-" + number))).contains("02 ana OPEN");
        LocalDate today = LocalDate.now(Study.ZONE);
        assertThat(found(all.with(RAISED, new Range<>(today, null)))).hasSize(5);
        assertThat(found(all.with(RAISED, new Range<>(null, today.minusDays(1))))).isEmpty();
        assertThat(found(all.with(OPENED, new Range<>(today, null)))).as("neither the draft nor the note")
                .containsExactly("02 ana OPEN", "01 dx_date CLOSED", "01 ana OPEN");
        assertThat(found(all.with(OPENED, new Range<>(null, today.minusDays(1))))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"INVESTIGATOR, 01, 3", "INVESTIGATOR, 02, 1", "MONITOR, 01, 4", "MONITOR, 03, 0", "STATISTICIAN, 01, 5",
            "DATA_MANAGER, 01, 5", "ADMINISTRATOR, 01, 0"})
    void everyRoleSeesTheQueriesOfItsSitesAndTheSiteNoDrafts(Role role, String site, int rows) {
        signIn(viewer("somebody", role, site));
        assertThat(found(Filter.all())).hasSize(rows);
        assertThat(found(Filter.<QueryRow>all().with(SITE, Set.of("01", "02")))).hasSize(rows);
    }

    @Test
    void aDrugIsFoundInEachCourseAndEpisode() {
        signIn(CLAIRE);
        String number = casebooks.create("01");
        save(number, "pre_any=1", "pre_mtx_given=1", "pre_mtx_e2_given=1", "pre_mpiv_given=1", "c1_mtx_given=1");
        signIn(MARC);
        List.of("pre_mtx_given", "pre_mtx_e2_given", "pre_mpiv_given", "c1_mtx_given").forEach(item -> raise(number, item, "?"));
        Filter<QueryRow> all = Filter.<QueryRow>all().with(PATIENT, number);
        assertThat(found(all.with(WHERE, Set.of("mtx")))).containsExactly("01 c1_mtx_given OPEN",
                "01 pre_mtx_e2_given OPEN", "01 pre_mtx_given OPEN");
        assertThat(found(all.with(WHERE, Set.of("1")))).containsExactly("01 c1_mtx_given OPEN");
        assertThat(found(all.with(WHERE, Set.of("_", "%")))).as("no pattern").isEmpty();
    }

    @Test
    void aQueryIsListedWithTheReplyOfTheSiteAndWithWhatStandsThereToday() {
        signIn(CLAIRE);
        String number = casebooks.create("01");
        save(number, "dx_date=2009", "ivig1_n=2", "last_name3=ABC", "ana=1", "ana_titer=160");
        signIn(MARC);
        KnownQuery date = raise(number, "dx_date", "Le mois ?");
        raise(number, "ana_titer", "Titre ?");
        raise(number, "last_name3", "Nom ?");
        signIn(CLAIRE);
        queries.take(date.number(), 1, QueryStep.ANSWER, null, "Inconnu");
        signIn(MARC);
        queries.take(date.number(), 2, QueryStep.CLOSE, QueryOutcome.CONFIRMED, "");
        signIn(CLAIRE);
        save(number, "dx_date=2010", "ana=0");
        List<QueryRow> rows = list.fetch(Filter.<QueryRow>all().with(PATIENT, number), PageRequest.of(0, 3))
                .reversed();
        assertThat(rows).extracting(row -> row.query().at().exportName()).containsExactly("dx_date", "ana_titer", "last_name3");
        QueryRow closed = rows.getFirst();
        assertThat(closed.reply()).isNotNull();
        assertThat(closed.reply().text()).as("also after it was closed").isEqualTo("Inconnu");
        assertThat(closed.now()).isEqualTo(Answer.of(PartialDate.of(2010)));
        assertThat(closed.isChangedSinceClosed()).isTrue();
        assertThat(closed.asked()).isTrue();
        assertThat(rows.get(1).asked()).isFalse();
        assertThat(rows.get(1).reply()).isNull();
        assertThat(rows.get(1).now()).isEqualTo(Answer.blank());
        assertThat(rows.get(2).now()).as("identity").isNull();
    }

    @Test
    void theySortByEachColumn() {
        assertThat(found(Filter.all(), Sort.by(NAME.key())).getFirst()).isEqualTo("01 ana OPEN");
        for (Sort sort : List.of(Sort.by(OPENED.key()), Sort.by(OPENED.key()).descending())) {
            assertThat(found(Filter.all(), sort).subList(3, 5)).as("the draft and the note were never opened")
                    .containsExactly("01 ana CLOSED", "01 hb_m3 CANDIDATE");
        }
    }
}
