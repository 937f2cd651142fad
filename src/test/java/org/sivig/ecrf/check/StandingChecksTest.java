package org.sivig.ecrf.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sivig.ecrf.ServiceTest;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.account.Viewer;
import org.sivig.ecrf.casebook.Justification;
import org.sivig.ecrf.casebook.KnownFinding;
import org.sivig.ecrf.crf.Severity;
import org.sivig.ecrf.data.ColumnCondition;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.data.DataColumns;
import org.sivig.ecrf.data.DataQuery;
import org.sivig.ecrf.study.IdentificationForm;
import org.sivig.ecrf.study.PriorTreatmentForm;
import org.sivig.ecrf.study.PriorTreatmentOverviewForm;
import org.sivig.ecrf.study.VisitForm;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

/** A filter of the grid that is kept as a check of the study. */
abstract class StandingChecksTest extends ServiceTest {

    private static final Viewer DIANE = viewer("diane", Role.DATA_MANAGER);
    private static final String TEXT = "Score de Rodnan élevé sans {field} : à revoir";

    @Autowired
    private StandingChecks standing;
    private String number = "";

    @BeforeEach
    void createPatient() {
        number = casebooks.create("01");
        save(number, "visit_date_m3=2008-06-10", "mrss_m3=30");
    }

    private static DataQuery query(String address) {
        return DataQuery.read(VisitForm.FORM, address).complete();
    }

    private static DataColumn column(String id) {
        return DataColumns.find(VisitForm.FORM, id).orElseThrow();
    }

    /** Made, and all patients looked at. */
    private StandingCheck make(String filter, Severity severity) {
        signIn(DIANE);
        StandingChecks.Done done = standing.make(query(filter), column("mrss"), severity, TEXT);
        done.rechecked().join();
        signIn(CLAIRE);
        return done.check();
    }

    private List<KnownFinding> found() {
        return casebooks.open(number).findings().stream().filter(f -> f.check().text() != null).toList();
    }

    private List<String> acts(StandingCheck check) {
        return database.sql("select act from audit_record where subject = ? order by seq").param(check.id())
                .query(String.class).list();
    }

    @Test
    void aBackTestSaysHowManyItWouldFindAndKeepsNothing() {
        save(number, "mrss_m6=20", "mrss_m9=10");
        signIn(DIANE);
        assertThat(standing.backTest(query("mrss=20.."), column("mrss")))
                .isEqualTo(new StandingChecks.BackTest(2, 2));
        assertThat(count("standing_check")).isZero();
    }

    @Test
    void aDateThatMayMeetAFilterIsShownAndDoesNotFire() {
        save(number, "visit_date_m6=2008", "visit_date_m9=2009-02");
        signIn(DIANE);
        DataQuery query = query("visit_date=2008-06..");
        assertThat(standing.backTest(query, column("visit_date"))).isEqualTo(new StandingChecks.BackTest(3, 2));
        standing.make(query, column("visit_date"), Severity.WARNING, TEXT).rechecked().join();
        assertThat(found()).extracting(f -> f.at().exportName())
                .containsExactly("visit_date_m3", "visit_date_m9");
    }

    @Test
    void itFiresAtOnceForThePatientsThatAreThereWithItsAuthorAndDateOnRecord() {
        name(DIANE, "Diane Roux");
        StandingCheck check = make("mrss=20..", Severity.WARNING);

        assertThat(database.sql("select * from finding where check_id = ?").param(check.id()).query().listOfRows())
                .extracting(f -> f.get("severity"), f -> f.get("form"), f -> f.get("row_key"), f -> f.get("item"),
                        f -> f.get("state")).containsExactly(tuple("WARNING", "visit", "m3", "mrss", "OPEN"));
        assertThat(acts(check)).containsExactly("FINDING_FIRED");
        assertThat(found()).singleElement().satisfies(f -> {
            assertThat(f.check().text()).isEqualTo(TEXT);
            assertThat(f.firedAt()).isNotNull();
            assertThat(f.isOpen()).isTrue();
        });
        assertThat(standing.list()).singleElement().satisfies(each -> {
            assertThat(each.id()).matches("S[1-9][0-9]*");
            assertThat(each.author()).isEqualTo("Diane Roux");
            assertThat(each.authorRole()).isEqualTo(Role.DATA_MANAGER);
            assertThat(each.createdAt()).isEqualTo(check.createdAt());
            assertThat(each.hits()).isEqualTo(1);
            assertThat(each.isStanding()).isTrue();
        });
    }

    @Test
    void itKnowsItsFormFromTheOtherOfTheSameName() {
        save(number, "pre_any=1", "pre_mtx_given=1");
        signIn(DIANE);
        Map.of(PriorTreatmentOverviewForm.FORM, "any_prior", PriorTreatmentForm.FORM, "given").forEach((form, item) ->
                standing.make(DataQuery.read(form, item + "=1").complete(), DataColumns.find(form, item).orElseThrow(),
                        Severity.WARNING, TEXT).rechecked().join());
        assertThat(found()).extracting(f -> f.at().exportName())
                .containsExactlyInAnyOrder("pre_any", "pre_mtx_given");
    }

    @Test
    void itFiresWithTheSaveThatMakesItTrueAndIsResolvedByAChange() {
        StandingCheck check = make("mrss=35..", Severity.INFO);
        assertThat(found()).isEmpty();
        assertThat(save(number, "mrss_m3=40").now().findingsAt("mrss_m3")).extracting(f -> f.check().id())
                .contains(check.id());
        save(number, "mrss_m3=30");
        assertThat(found()).isEmpty();
        assertThat(acts(check)).containsExactly("FINDING_FIRED", "FINDING_RESOLVED");
    }

    @Test
    void itLooksAtOtherFormsOtherRowsAndFigures() {
        make("mrss=20..&diagnosis.ssc_type=1&visit.mrss@m0=empty&figure.acr_low=..8", Severity.WARNING);
        assertThat(found()).isEmpty();
        save(number, "ssc_type=1");
        assertThat(found()).extracting(f -> f.at().exportName()).containsExactly("mrss_m3");
        save(number, "mrss_m0=12");
        assertThat(found()).isEmpty();
    }

    @Test
    void whatIsJustifiedDoesNotFireAgainForTheSameAnswers() {
        StandingCheck check = make("mrss=20..", Severity.WARNING);
        casebooks.justify(number, check.id(), "mrss_m3", Justification.Reason.CONFIRMED, "");
        save(number, "mrss_m3=10");
        assertThat(found()).isEmpty();
        save(number, "mrss_m3=30");
        assertThat(found()).singleElement().satisfies(f -> assertThat(f.isOpen()).isFalse());
        assertThat(save(number, "mrss_m3=31").now().findingsAt("mrss_m3"))
                .filteredOn(f -> f.check().id().equals(check.id()))
                .singleElement().satisfies(f -> assertThat(f.isOpen()).isTrue());
    }

    @Test
    void withdrawnItFiresNoMoreAndWhatItFoundIsResolvedAndKeepsItsWords() {
        name(DIANE, "Diane Roux");
        StandingCheck check = make("mrss=20..", Severity.WARNING);
        signIn(DIANE);
        standing.withdraw(check.id(), "Trop bavard").rechecked().join();

        assertThat(standing.list()).singleElement().satisfies(each -> {
            assertThat(each.withdrawnBy()).isEqualTo("Diane Roux");
            assertThat(each.withdrawnAt()).isNotNull();
            assertThat(each.withdrawnWhy()).isEqualTo("Trop bavard");
            assertThat(each.hits()).isZero();
        });
        signIn(CLAIRE);
        assertThat(found()).isEmpty();
        assertThat(save(number, "mrss_m6=40").now().findings()).noneMatch(f -> f.check().text() != null);
        assertThat(acts(check)).containsExactly("FINDING_FIRED", "FINDING_RESOLVED");
        signIn(DIANE);
        standing.withdraw(check.id(), "Trop bavard").rechecked().join();
        assertThat(acts(check)).hasSize(2);
    }

    @Test
    void withdrawingNeedsAReasonAndCountsNothingBeforeItsFindingsAreResolved() {
        StandingCheck check = make("mrss=20..", Severity.WARNING);
        signIn(DIANE);
        assertThat(standing.list().getFirst().hits()).isPositive();
        assertThatIllegalArgumentException().isThrownBy(() -> standing.withdraw(check.id(), " \u00A0 "));
        assertThatIllegalArgumentException().isThrownBy(() -> standing.withdraw(check.id(), "x".repeat(501)));
        assertThat(standing.list().getFirst().isStanding()).isTrue();
        StandingChecks.Done done = standing.withdraw(check.id(), "Fait double emploi");
        assertThat(done.check().hits()).isZero();
        done.rechecked().join();
    }

    @ParameterizedTest
    @CsvSource({"mrss=20.., mrss", "figure.mdrd_calc=..30, creat", "figure.fvc_pct=..-10, fvc", "figure.skin_response=improved, mrss",
        "row.visit=m3, visit_done", "row.visit=m3&figure.escsg_lb=3.., mrss", "figure.age_ivig1=..3, visit_done"})
    void theAnswerFromWhichSomethingIsComputedIsProposed(String filter, String place) {
        assertThat(standing.proposed(query(filter)).map(DataColumn::id)).contains(place);
    }

    @Test
    void aSaveCostsNoFurtherStatement() {
        save(number, "hb_m3=13");
        long before = statements("hb_m3=13.1");
        make("mrss=35..", Severity.WARNING);
        casebooks.open(number); // it is read once, when there is another
        assertThat(statements("hb_m3=13.2")).isEqualTo(before);
    }

    private long statements(String answer) {
        var edits = edits(read(number), answer);
        sql.reset();
        casebooks.save(number, edits, null);
        return sql.executed().size();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mrss=finding", "mrss=query", "mrss=since:2014-03-01", "mrss=verified", "mrss=unverified",
        "patient.site=01", ""})
    void aFilterThatDoesNotSpeakOfAnswersIsRefused(String filter) {
        signIn(DIANE);
        assertThat(standing.refused(query(filter))).hasSize(filter.isEmpty() ? 0 : 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> standing.make(query(filter), column("mrss"), Severity.WARNING, TEXT));
        assertThatIllegalArgumentException().isThrownBy(() -> standing.backTest(query(filter), column("mrss")));
    }

    @Test
    void itHasAShortTextShowsAtAnItemOfTheRowAndIsNoError() {
        signIn(DIANE);
        DataQuery query = query("mrss=20..");
        DataColumn mrss = column("mrss");
        assertThatIllegalArgumentException().isThrownBy(() -> standing.make(query, mrss, Severity.ERROR, TEXT));
        assertThatIllegalArgumentException().isThrownBy(() -> standing.make(query, mrss, Severity.WARNING, " "));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> standing.make(query, mrss, Severity.WARNING, "x".repeat(501)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> standing.make(query, column("visit.mrss@m0"), Severity.WARNING, TEXT));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> standing.make(query, column("diagnosis.ssc_type"), Severity.WARNING, TEXT));
        DataColumn physician = DataColumns.find(IdentificationForm.FORM, "ref_physician").orElseThrow();
        DataQuery unseen = DataQuery.of(IdentificationForm.FORM).with(physician, new ColumnCondition.Empty());
        assertThat(standing.refused(unseen)).as("not for everybody’s eyes").hasSize(1);
        assertThat(standing.places(unseen)).isNotEmpty().doesNotContain(physician);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> standing.make(unseen, physician, Severity.WARNING, TEXT));
        assertThatIllegalArgumentException().isThrownBy(() -> standing.withdraw("S0", "why"));
        assertThat(count("standing_check")).isZero();
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, mode = Mode.EXCLUDE, names = "DATA_MANAGER")
    void onlyADataManagerMakesTriesAndWithdraws(Role role) {
        StandingCheck check = make("mrss=20..", Severity.WARNING);
        signIn(viewer("somebody", role, "01"));
        assertThat(standing.isMadeByUser()).isFalse();
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> standing.make(query("mrss=1.."), column("mrss"), Severity.WARNING, TEXT));
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> standing.backTest(query("mrss=1.."), column("mrss")));
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> standing.withdraw(check.id(), "why"));
        assertThat(count("standing_check")).isEqualTo(1);
    }

    @Test
    void hitsAreCountedInThePatientsWhomTheUserSees() {
        make("mrss=20..", Severity.WARNING);
        signIn(INES);
        assertThat(standing.list()).singleElement().satisfies(each -> assertThat(each.hits()).isZero());
        signIn(viewer("ada", Role.ADMINISTRATOR));
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(standing::list);
    }
}
