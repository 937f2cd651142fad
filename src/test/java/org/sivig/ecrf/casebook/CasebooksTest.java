package org.sivig.ecrf.casebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sivig.ecrf.ServiceTest;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.account.Viewer;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.YesNo;
import org.sivig.ecrf.study.code.Antibody;
import org.sivig.ecrf.study.life.Transition;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

abstract class CasebooksTest extends ServiceTest {

    @Autowired
    private LifeCycle lifeCycle;

    // --- creating patients -------------------------------------------------------------------------------------------

    @Test
    void patientsAreNumberedWithinTheirSite() {
        String first = casebooks.create("01");
        save(first, "sex=F");
        String second = casebooks.create("01");
        signIn(INES);
        String elsewhere = casebooks.create("02");

        assertThat(List.of(first, second, elsewhere)).containsExactly("SIV-01-001", "SIV-01-002", "SIV-02-001");
    }

    @Test
    void aPatientOfWhomNothingWasEnteredIsGivenOutAgainToTheSameUserOnly() {
        String first = casebooks.create("01");
        assertThat(casebooks.create("01")).isEqualTo(first);

        signIn(YANN);
        String second = casebooks.create("01");
        assertThat(second).isNotEqualTo(first);

        signIn(CLAIRE);
        save(first, "sex=F");
        save(first, "sex=");
        assertThat(casebooks.create("01")).isEqualTo("SIV-01-003");

        signIn(viewer("dora", Role.DATA_MANAGER));
        lifeCycle.take("SIV-01-003", Transition.REMOVE, "made by mistake");
        signIn(CLAIRE);
        assertThat(casebooks.create("01")).as("what was removed is not given out").isEqualTo("SIV-01-004");
    }

    @Test
    void patientsCreatedAtTheSameTimeGetDifferentNumbers() throws Exception {
        List<Viewer> team = IntStream.range(0, 6).mapToObj(i -> viewer("user" + i, Role.INVESTIGATOR, "01")).toList();

        List<String> numbers = atOnce(team, Collections.nCopies(6, () -> casebooks.create("01")));

        assertThat(numbers).containsExactlyInAnyOrder("SIV-01-001", "SIV-01-002", "SIV-01-003", "SIV-01-004",
                "SIV-01-005", "SIV-01-006");
    }

    // --- what is stored is what was entered --------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"last_name3=LEG", "first_name3=AN", "birth_date=1958-02-28", "sex=M",
            "ref_physician=Dr Œuvrard, l’été | 50 % = \\ «ß» 😀", "acr_prox=0", "acr_mimic=1",
            "ivig_2004_2014=1", "dx_date=2011", "dx_date=2011-03", "dx_date=2011-03-14", "first_nonrp_year=1998",
            "ssc_type=3", "capillaro=1", "ild_hx=2", "ph=grp1,grp3", "gi=none", "mus=myalgia,weak,rhabdo,emg,biopsy",
            "birth_date=?ND", "sex=?NAP", "acr_ulcer=?NF", "ph=?ND"})
    void everyTypeOfAnswerIsReadBackAsItWasEntered(String answer) {
        String number = casebooks.create("01");
        SaveResult.Saved saved = save(number, answer);

        String item = answer.substring(0, answer.indexOf('='));
        String value = answer.substring(answer.indexOf('=') + 1);
        assertThat(text(saved.now().casebook(), item)).isEqualTo(value);
        assertThat(stored(number, item)).isEqualTo(value);

        save(number, item + "=");
        assertThat(stored(number, item)).isNull();
    }

    @Test
    void aTextIsStoredClean() {
        String number = casebooks.create("01");
        save(number, "overlap=1", "ref_physician=\u00A0Dr\u202FSjo\u0308\u200Bgren\u3000");
        assertThat(stored(number, "ref_physician")).isEqualTo("Dr Sjögren");
        assertThat(database.sql("select ref_physician from identification").query(String.class).single())
                .isEqualTo("Dr Sjögren");

        save(number, "ref_physician=a\u0000b");
        assertThat(stored(number, "ref_physician")).isEqualTo("ab");

        save(number, "overlap_spec=\u202F", "ref_physician=\u00A0", "event_txt_m3=\u200B");
        assertThat(List.of("overlap_spec", "ref_physician", "event_txt_m3"))
                .allSatisfy(item -> assertThat(read(number).reach(item).answer()).isEqualTo(Answer.blank()));
    }

    @Test
    void aFurtherRowIsNotOpenedByATextThatLooksEmpty() {
        String number = casebooks.create("01");
        save(number, "pre_oth5_spec=\u200B");
        assertThat(count("prior_treatment")).isZero();
    }

    @Test
    void undoPutsATextBackThatWasStoredBeforeTextsWereCleaned() {
        String number = casebooks.create("01");
        save(number, "ref_physician=x");
        database.sql("update identification set ref_physician = ?").param("Dr\u00A0Legrand\u200B").update();
        SaveResult.Saved saved = save(number, "ref_physician=Dr Petit");

        assertThat(casebooks.save(number, saved.undo(), "undo")).isInstanceOf(SaveResult.Saved.class);
        assertThat(stored(number, "ref_physician")).isEqualTo("Dr Legrand");
    }

    @Test
    void aMissingReasonReplacesAValueAndAValueReplacesAReason() {
        String number = casebooks.create("01");
        save(number, "dx_date=2011", "ssc_type=?ND", "overlap=?NF");
        save(number, "dx_date=?ND", "ssc_type=2");

        assertThat(stored(number, "dx_date")).isEqualTo("?ND");
        assertThat(stored(number, "ssc_type")).isEqualTo("2");
        assertThat(stored(number, "overlap")).isEqualTo("?NF");
        assertThat(database.sql("select missing from diagnosis").query(String.class).single())
                .isEqualTo("|dx_date=ND|overlap=NF|");
        assertThat(database.sql("select dx_date from diagnosis where dx_date is null").query().listOfRows())
                .hasSize(1);
    }

    @Test
    void oddValuesAreStored() {
        String number = casebooks.create("01");
        save(number, "birth_date=1850-01-01", "dx_date=1700", "first_nonrp_year=1000", "raynaud_year=9999",
                "ana=1", "ana_titer=-5");

        Casebook casebook = read(number);
        assertThat(casebooks.open(number).findings()).filteredOn(KnownFinding::isBlocking)
                .extracting(finding -> finding.at().exportName())
                .contains("birth_date", "dx_date", "first_nonrp_year", "raynaud_year", "ana_titer");
        assertThat(text(casebook, "first_nonrp_year")).isEqualTo("1000");
        assertThat(text(casebook, "raynaud_year")).isEqualTo("9999");
    }

    static Stream<Edit> impossible() {
        return Stream.of(
                new Edit("no_such_item", Answer.blank(), Answer.of("x")),
                new Edit("ref_physician", Answer.blank(), Answer.of("x".repeat(501))),
                new Edit("ref_physician", Answer.blank(), Answer.of(5)),
                new Edit("last_name3", Answer.blank(), Answer.of("LEGU")),
                new Edit("last_name3", Answer.blank(), Answer.of("d’A")),
                new Edit("birth_date", Answer.blank(), Answer.of(PartialDate.of(1958))),
                new Edit("birth_date", Answer.blank(), Answer.of("1958-02-28")),
                new Edit("sex", Answer.blank(), Answer.of(YesNo.YES)),
                new Edit("sex", Answer.blank(), Answer.of("F")),
                new Edit("first_nonrp_year", Answer.blank(), Answer.of(12)),
                new Edit("first_nonrp_year", Answer.blank(), Answer.of(new BigDecimal("1998.5"))),
                new Edit("ph", Answer.blank(), Answer.of(Set.of(Antibody.KU))),
                new Edit("ph", Answer.blank(), Answer.of(YesNo.NO)));
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void whatAnItemCannotHoldIsRefusedAndNothingIsStored(Edit edit) {
        String number = casebooks.create("01");
        long records = count("audit_record");
        Edit fine = new Edit("acr_prox", Answer.blank(), Answer.of(YesNo.YES));

        assertThatIllegalArgumentException().isThrownBy(() -> casebooks.save(number, List.of(fine, edit), null))
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("LEGU", "d’A"));

        assertThat(stored(number, "acr_prox")).isNull();
        assertThat(count("audit_record")).isEqualTo(records);
    }

    @Test
    void anOptionThatExcludesTheOthersIsNotStoredWithThem() {
        String number = casebooks.create("01");
        save(number, "ana=1");
        Edit both = new Edit("ab", Answer.blank(), Answer.of(Set.of(Antibody.NONE, Antibody.KU)));

        assertThatIllegalArgumentException().isThrownBy(() -> casebooks.save(number, List.of(both), null));
        assertThat(stored(number, "ab")).isNull();
    }

    @Test
    void theSiteOfAPatientIsNotEnteredByHand() {
        String number = casebooks.create("01");
        Edit move = new Edit("center", Answer.of("01"), Answer.of("02"));

        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> casebooks.save(number, List.of(move), null));
        assertThat(stored(number, "center")).isEqualTo("01");
    }

    // --- closing a gate ----------------------------------------------------------------------------------------------

    @Test
    void closingAGateClearsWhatItHidAndUndoBringsItBack() {
        String number = casebooks.create("01");
        save(number, "ana=1", "ana_titer=160", "fluo=homog,other", "fluo_other_spec=anneaux", "ab=other",
                "ab_other_spec=?ND");
        long records = count("audit_record");

        SaveResult.Saved closed = save(number, "ana=0");

        assertThat(closed.cleared())
                .containsExactlyInAnyOrder("ana_titer", "fluo", "fluo_other_spec", "ab", "ab_other_spec");
        assertThat(database.sql("select ana, ana_titer, fluo, fluo_other_spec, ab, ab_other_spec, missing"
                + " from diagnosis").query().singleRow().values()).containsExactly(
                        "0", null, null, null, null, null, null);
        List<Map<String, Object>> written = database.sql("select item, old_value, old_missing, new_value, new_missing,"
                + " batch from audit_record order by seq offset " + records + " rows").query().listOfRows();
        assertThat(written).extracting(r -> r.get("item"), r -> r.get("old_value"), r -> r.get("old_missing"),
                r -> r.get("new_value")).containsExactlyInAnyOrder(
                        tuple("ana", "1", null, "0"), tuple("ana_titer", "160", null, null),
                        tuple("fluo", "homog,other", null, null), tuple("fluo_other_spec", "anneaux", null, null),
                        tuple("ab", "other", null, null), tuple("ab_other_spec", null, "ND", null));
        assertThat(written).extracting(r -> r.get("batch")).doesNotContainNull()
                .allMatch(batch -> batch.equals(written.getFirst().get("batch")));

        assertThat(casebooks.save(number, closed.undo(), null)).isInstanceOf(SaveResult.Saved.class);
        assertThat(Stream.of("ana", "ana_titer", "fluo", "fluo_other_spec", "ab", "ab_other_spec")
                .map(item -> stored(number, item)))
                .containsExactly("1", "160", "homog,other", "anneaux", "other", "?ND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"paste", "fill", "clear"})
    void anActOnSeveralCellsOfTheVisitsIsOneBatchWithItsNameAndIsUndoneAsOne(String act) {
        String number = casebooks.create("01");
        save(number, "mrss_m0=22", "crp_m0=5", "crp_op_m0=lt");
        long records = database.sql("select count(*) from audit_record where act is null or act <> 'COMPUTED'")
                .query(Long.class).single();

        SaveResult.Saved saved = (SaveResult.Saved) casebooks.save(number, edits(read(number), "mrss_m3=22", "crp_m3=5",
                "crp_op_m3=lt"), act);
        casebooks.save(number, saved.undo(), "undo");

        List<Map<String, Object>> written = database.sql("select act, item, reason, batch from audit_record"
                + " where act is null or act <> 'COMPUTED' order by seq offset " + records + " rows").query().listOfRows();
        assertThat(written).extracting(r -> r.get("reason")).containsOnly(act, "undo");
        assertThat(written).filteredOn(r -> r.get("act") == null).extracting(r -> r.get("item"), r -> r.get("reason"))
                .containsExactlyInAnyOrder(tuple("mrss", act), tuple("crp", act), tuple("crp_op", act),
                        tuple("mrss", "undo"), tuple("crp", "undo"), tuple("crp_op", "undo"));
        assertThat(written).extracting(r -> r.get("batch")).doesNotContainNull();
        assertThat(written.stream().map(r -> r.get("batch")).distinct()).hasSize(2);
        assertThat(stored(number, "mrss_m3")).isNull();
    }

    @Test
    void aGateMadeOfTwoFormsClearsTheItemOfAThird() {
        String number = casebooks.create("01");
        save(number, "raynaud_year=1999", "acr_raynaud=0");
        assertThat(stored(number, "raynaud_year")).isEqualTo("1999");

        SaveResult.Saved closed = save(number, "rp_hx=0");

        assertThat(closed.cleared()).containsExactly("raynaud_year");
        assertThat(stored(number, "raynaud_year")).isNull();
    }

    @Test
    void anAnswerThatIsNoLongerAskedIsNotStored() {
        String number = casebooks.create("01");
        save(number, "ana=1");
        Casebook seen = read(number);
        signIn(YANN);
        save(number, "ana=0");
        long records = count("audit_record");

        signIn(CLAIRE);
        SaveResult result = casebooks.save(number, edits(seen, "overlap=1", "ana_titer=160"), null);

        assertThat(result).asInstanceOf(type(SaveResult.NotAsked.class)).satisfies(refused -> {
            assertThat(refused.item()).isEqualTo("ana_titer");
            assertThat(text(refused.now().casebook(), "ana")).isEqualTo("0");
            assertThat(text(refused.now().casebook(), "overlap")).isNull();
            assertThat(text(refused.now().casebook(), "center")).isEqualTo("01");
        });
        assertThat(stored(number, "overlap")).isNull();
        assertThat(stored(number, "ana_titer")).isNull();
        assertThat(count("audit_record")).isEqualTo(records);
    }

    // --- two people on one form --------------------------------------------------------------------------------------

    @Test
    void anItemThatSomebodyElseChangedMeanwhileIsAConflictAndNothingIsStored() {
        String number = casebooks.create("01");
        Casebook seen = read(number);
        signIn(YANN);
        Instant at = save(number, "ssc_type=2").at();
        long records = count("audit_record");

        signIn(CLAIRE);
        SaveResult result = casebooks.save(number, edits(seen, "overlap=1", "ssc_type=3"), null);

        assertThat(result).asInstanceOf(type(SaveResult.Conflict.class)).satisfies(conflict -> {
            assertThat(conflict.item()).isEqualTo("ssc_type");
            assertThat(conflict.found()).isEqualTo(read(number).instance("ssc_type").answer());
            assertThat(conflict.by()).isEqualTo("yann");
            assertThat(conflict.at()).isAfterOrEqualTo(at);
            assertThat(text(conflict.now().casebook(), "ssc_type")).isEqualTo("2");
            assertThat(text(conflict.now().casebook(), "overlap")).isNull();
        });
        assertThat(stored(number, "overlap")).isNull();
        assertThat(stored(number, "ssc_type")).isEqualTo("2");
        assertThat(count("audit_record")).isEqualTo(records);
        assertThat(database.sql("select changed_by from patient").query(String.class).single()).isEqualTo("yann");
    }

    @Test
    void whatOneHasSentOneselfSinceIsNoConflictAndWhatSomebodyElseHasMadeOfItIs() {
        String number = casebooks.create("01");
        Edit first = edits(read(number), "ssc_type=2").getFirst();
        Edit over = new Edit("ssc_type", first.seen(), List.of(first.next()), edits(read(number), "ssc_type=3").getFirst().next());
        save(number, "ssc_type=1");
        assertThat(casebooks.save(number, List.of(over), null)).isInstanceOf(SaveResult.Conflict.class);

        save(number, "ssc_type=2");
        assertThat(casebooks.save(number, List.of(over), null)).isInstanceOf(SaveResult.Saved.class);
        assertThat(stored(number, "ssc_type")).isEqualTo("3");
        assertThat(database.sql("select old_value from audit_record where item = 'ssc_type' and new_value = '3'")
                .query(String.class).list()).containsExactly("2");
    }

    @Test
    void anotherItemOfTheSameFormIsNoConflict() {
        String number = casebooks.create("01");
        Casebook seen = read(number);
        signIn(YANN);
        save(number, "ssc_type=2", "dx_date=?ND");

        signIn(CLAIRE);
        SaveResult result = casebooks.save(number, edits(seen, "overlap=?NF"), null);

        assertThat(result).isInstanceOf(SaveResult.Saved.class);
        assertThat(stored(number, "ssc_type")).isEqualTo("2");
        assertThat(stored(number, "dx_date")).isEqualTo("?ND");
        assertThat(stored(number, "overlap")).isEqualTo("?NF");
    }

    @Test
    void twoPeopleWhoEnterTheSameAnswerAgree() {
        String number = casebooks.create("01");
        Casebook seen = read(number);
        signIn(YANN);
        save(number, "ssc_type=2");
        long records = count("audit_record");

        signIn(CLAIRE);
        assertThat(casebooks.save(number, edits(seen, "ssc_type=2"), null)).isInstanceOf(SaveResult.Saved.class);
        assertThat(count("audit_record")).isEqualTo(records);
    }

    @Test
    void twoPeopleWhoSaveDifferentItemsOfAFormAtTheSameTimeBothSucceed() throws Exception {
        String number = casebooks.create("01");
        Casebook seen = read(number);
        List<String> items = List.of("acr_puffy", "acr_telang", "acr_raynaud", "acr_scar");
        List<Callable<SaveResult>> saves = items.stream()
                .<Callable<SaveResult>>map(item -> () -> casebooks.save(number, edits(seen, item + "=1"), null))
                .toList();

        assertThat(atOnce(List.of(CLAIRE, YANN, CLAIRE, YANN), saves)).hasOnlyElementsOfType(SaveResult.Saved.class);

        Casebook after = read(number);
        assertThat(items).allSatisfy(item -> assertThat(text(after, item)).as(item).isEqualTo("1"));
        assertThat(database.sql("select acr_low from patient").query(Integer.class).single()).isEqualTo(10);
    }

    @Test
    void ofTwoPeopleWhoSaveTheSameItemAtTheSameTimeOneSucceeds() throws Exception {
        String number = casebooks.create("01");
        Casebook seen = read(number);
        List<Callable<SaveResult>> saves = List.of(
                () -> casebooks.save(number, edits(seen, "ssc_type=2"), null),
                () -> casebooks.save(number, edits(seen, "ssc_type=3"), null));

        List<SaveResult> results = atOnce(List.of(CLAIRE, YANN), saves);

        assertThat(results).hasAtLeastOneElementOfType(SaveResult.Saved.class)
                .hasAtLeastOneElementOfType(SaveResult.Conflict.class);
        String kept = results.getFirst() instanceof SaveResult.Saved ? "2" : "3";
        assertThat(stored(number, "ssc_type")).isEqualTo(kept);
    }

    // --- what lists show ---------------------------------------------------------------------------------------------

    @Test
    void thePatientCarriesTheComputedScoreEligibilityAndCompleteness() {
        String number = casebooks.create("01");
        assertSummaryIsTheComputedOne(number);
        save(number, "acr_prox=0", "acr_sclero=1", "acr_scar=1", "acr_raynaud=1", "acr_puffy=?ND");
        assertSummaryIsTheComputedOne(number);
        save(number, "acr_valid=1", "ivig_2004_2014=1", "excl_replacement=0", "ana=1", "sex=F");
        OpenCasebook now = assertSummaryIsTheComputedOne(number);

        assertThat(now.score().low()).isEqualTo(10);
        assertThat(now.total().answered()).isEqualTo(11);
    }

    private OpenCasebook assertSummaryIsTheComputedOne(String number) {
        OpenCasebook now = casebooks.open(number);
        Map<String, Object> patient = database.sql("select * from patient where number = ?").param(number).query()
                .singleRow();
        assertThat(patient).containsEntry("acr_low", now.score().low()).containsEntry("acr_high", now.score().high())
                .containsEntry("acr_class", now.score().verdict().name())
                .containsEntry("eligibility", now.eligibility().status().name())
                .containsEntry("asked", now.total().asked())
                .containsEntry("answered", now.total().answered());
        return now;
    }

    // --- cost --------------------------------------------------------------------------------------------------------

    @Test
    void oneSaveCostsFewStatementsWhateverTheSizeOfTheStudy() {
        String number = casebooks.create("01");
        save(number, "ana=1", "ana_titer=160", "fluo=homog", "ab=topo1");
        List<String> alone = statements(number, "ana=0");
        save(number, "ana=1");
        for (int i = 0; i < 30; i++) {
            save(casebooks.create("01"), "sex=F");
        }
        save(number, "ana_titer=160", "fluo=homog", "ab=topo1");

        assertThat(statements(number, "ana=0")).isEqualTo(alone);
        assertThat(alone).hasSizeLessThanOrEqualTo(20).anyMatch(s -> s.contains("insert into audit_record"));
        assertThat(statements(number, "last_name3=LEG", "first_name3=ANN", "birth_date=1958-02-28", "sex=F"))
                .as("with an identity that is counted").hasSizeLessThanOrEqualTo(21);
        assertThat(statements(number, "acr_prox=1", "dx_date=2011", "gi=none", "sex=M"))
                .as("four forms at once, and an identity").hasSizeLessThanOrEqualTo(24);
    }

    private List<String> statements(String number, String... answers) {
        List<Edit> edits = edits(read(number), answers);
        sql.reset();
        assertThat(casebooks.save(number, edits, null)).isInstanceOf(SaveResult.Saved.class);
        return sql.executed().stream().filter(statement -> !statement.contains("nextval(")).toList(); // one for fifty rows, whoever asks first
    }
}
