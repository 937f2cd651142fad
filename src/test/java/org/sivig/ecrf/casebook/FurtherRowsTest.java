package org.sivig.ecrf.casebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sivig.ecrf.ServiceTest;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.YesNo;

/** Rows that the paper does not print: further episodes, other drugs, further courses. */
abstract class FurtherRowsTest extends ServiceTest {

    private String number = "";

    @BeforeEach
    void aPatientWhoWasTreated() {
        number = casebooks.create("01");
        save(number, "pre_any=1", "pre_mtx_given=1", "pre_mtx_dose=15 mg/sem", "pre_mtx_start=2006-03");
    }

    @Test
    void theFirstAnswerMakesTheRowAndOthersFollow() {
        save(number, "pre_mtx_e2_given=1");
        save(number, "pre_mtx_e2_dose=20 mg/sem", "pre_mtx_e2_start=2009", "pre_oth5_spec=Bosentan",
                "pre_oth5_start=2010-05", "pre_oth5_end=?ND");
        save(number, "c1_oth3_spec=Tacrolimus", "c1_rtx_e2_given=1", "c1_rtx_e2_n=2");
        save(number, "ivig3_done=1", "ivig3_start=2012", "c3_mtx_given=1", "c3_oth1_spec=Imatinib");

        assertThat(database.sql("select drug, dose, spec, start_date, missing from prior_treatment order by drug").query()
                .listOfRows()).extracting(r -> r.get("drug"), r -> r.get("dose"), r -> r.get("spec"),
                        r -> r.get("start_date"), r -> r.get("missing")).containsExactly(
                                tuple("mtx", "15 mg/sem", null, "2006-03", null),
                                tuple("mtx_e2", "20 mg/sem", null, "2009", null),
                                tuple("oth5", null, "Bosentan", "2010-05", "|end=ND|"));
        assertThat(database.sql("select course, drug from concomitant_treatment order by course, drug").query()
                .listOfRows()).extracting(r -> r.get("course"), r -> r.get("drug")).containsExactly(
                        tuple("1", "oth3"), tuple("1", "rtx_e2"), tuple("3", "mtx"), tuple("3", "oth1"));
        assertThat(stored(number, "ivig3_start")).isEqualTo("2012");
    }

    @Test
    void whatNobodyCanAddIsRefusedAndNothingIsStored() {
        Edit fine = new Edit("pre_aza_given", Answer.blank(), Answer.of(YesNo.YES));
        for (String name : List.of("pre_mtx_e1_given", "pre_mtx_e10_given", "pre_xyz_given", "c1_csa_given",
                "ivig10_done", "mrss_m1")) {
            Edit edit = new Edit(name, Answer.blank(), Answer.of(YesNo.YES));
            assertThatIllegalArgumentException().isThrownBy(() -> casebooks.save(number, List.of(fine, edit), null));
        }
        assertThat(stored(number, "pre_aza_given")).isNull();
    }

    @Test
    void anAnswerInARowThatIsNotOpenedIsNotAsked() {
        Edit edit = new Edit("pre_mtx_e2_dose", Answer.blank(), Answer.of("x"));
        assertThat(casebooks.save(number, List.of(edit), null)).isInstanceOf(SaveResult.NotAsked.class);
        assertThat(count("prior_treatment")).isEqualTo(1);
    }

    @Test
    void withItsLastAnswerARowIsGoneOnRecordAndUndoBringsItBack() {
        save(number, "pre_mtx_e2_given=1", "pre_mtx_e2_dose=20 mg/sem", "pre_mtx_e2_start=2009", "pre_mtx_e2_end=?ND",
                "pre_mtx_e2_ongo=0");
        long records = count("audit_record");

        SaveResult.Saved removed = remove("pre_mtx_e2", "given", "dose", "start", "end", "ongo");

        assertThat(database.sql("select drug from prior_treatment").query(String.class).list()).containsExactly("mtx");
        assertThat(removed.now().casebook().instances()).extracting(Casebook.Instance::exportName)
                .doesNotContain("pre_mtx_e2_given").contains("pre_mtx_given");
        List<Map<String, Object>> written = database.sql("select * from audit_record order by seq offset " + records
                + " rows").query().listOfRows();
        assertThat(written).extracting(r -> r.get("row_key"), r -> r.get("item"), r -> r.get("old_value"),
                r -> r.get("old_missing"), r -> r.get("new_value"), r -> r.get("reason")).containsExactlyInAnyOrder(
                        tuple("mtx_e2", "given", "1", null, null, "remove"),
                        tuple("mtx_e2", "dose", "20 mg/sem", null, null, "remove"),
                        tuple("mtx_e2", "start", "2009", null, null, "remove"),
                        tuple("mtx_e2", "end", null, "ND", null, "remove"),
                        tuple("mtx_e2", "ongo", "0", null, null, "remove"));
        assertThat(written).extracting(r -> r.get("batch")).doesNotContainNull()
                .allMatch(batch -> batch.equals(written.getFirst().get("batch")));

        assertThat(casebooks.save(number, removed.undo(), "undo")).isInstanceOf(SaveResult.Saved.class);
        assertThat(row("pre_mtx_e2")).containsExactly("1", "20 mg/sem", "2009", "?ND", "0");
        assertThat(row("pre_mtx")).containsExactly("1", "15 mg/sem", "2006-03", null, null);
    }

    @Test
    void clearingTheAnswerThatOpensARowRemovesAllOfIt() {
        save(number, "pre_oth5_spec=Bosentan", "pre_oth5_start=2010");
        SaveResult.Saved removed = save(number, "pre_oth5_spec=");
        assertThat(removed.cleared()).containsExactly("pre_oth5_start");
        assertThat(count("prior_treatment")).isEqualTo(1);

        casebooks.save(number, removed.undo(), null);
        assertThat(stored(number, "pre_oth5_spec")).isEqualTo("Bosentan");
        assertThat(stored(number, "pre_oth5_start")).isEqualTo("2010");
    }

    @Test
    void closingTheSectionRemovesItsFurtherRowsAndUndoBringsThemBack() {
        save(number, "pre_mtx_e2_given=1", "pre_oth7_spec=Bosentan", "pre_oth7_ongo=1");
        SaveResult.Saved closed = save(number, "pre_any=0");
        assertThat(database.sql("select drug from prior_treatment").query(String.class).list()).containsExactly("mtx");

        casebooks.save(number, closed.undo(), null);
        assertThat(stored(number, "pre_mtx_e2_given")).isEqualTo("1");
        assertThat(stored(number, "pre_oth7_ongo")).isEqualTo("1");
        assertThat(stored(number, "pre_mtx_dose")).isEqualTo("15 mg/sem");
    }

    @Test
    void aFurtherCourseIsRemovedWithItsTreatments() {
        save(number, "ivig2_done=1", "c2_mtx_given=1", "ivig3_done=1", "ivig3_n=6", "c3_mtx_given=1", "c3_mtx_dose=x",
                "c3_oth1_spec=y");
        SaveResult.Saved removed = save(number, "ivig3_done=");
        assertThat(database.sql("select course from ivig_course").query(String.class).list()).containsExactly("2");
        assertThat(database.sql("select course from concomitant_treatment").query(String.class).list())
                .containsExactly("2");

        casebooks.save(number, removed.undo(), null);
        assertThat(Stream.of("ivig3_done", "ivig3_n", "c3_mtx_given", "c3_mtx_dose", "c3_oth1_spec")
                .map(item -> stored(number, item))).containsExactly("1", "6", "1", "x", "y");
    }

    @Test
    void answersStayWithTheirRowWhateverIsAddedRemovedAndPutBackAroundIt() {
        save(number, "pre_mtx_e3_given=1", "pre_mtx_e3_dose=third");
        save(number, "pre_mtx_e2_given=1", "pre_mtx_e2_dose=second");
        save(number, "pre_oth6_spec=six", "pre_oth5_spec=five");
        SaveResult.Saved removed = remove("pre_mtx_e2", "given", "dose");
        save(number, "pre_mtx_e4_given=1", "pre_mtx_e4_dose=fourth");
        save(number, "pre_oth5_spec=");
        save(number, "pre_mtx_e3_dose=3");
        casebooks.save(number, removed.undo(), null);

        Casebook now = read(number);
        assertThat(Stream.of("pre_mtx_dose", "pre_mtx_e2_dose", "pre_mtx_e3_dose", "pre_mtx_e4_dose", "pre_oth5_spec",
                "pre_oth6_spec").map(item -> text(now, item)))
                .containsExactly("15 mg/sem", "second", "3", "fourth", null, "six");
        assertThat(read(number).instances()).extracting(Casebook.Instance::exportName).containsSubsequence(
                "pre_mtx_dose", "pre_mtx_e2_dose", "pre_mtx_e3_dose", "pre_mtx_e4_dose", "pre_oth6_spec");
    }

    @Test
    void furtherRowsChangeNoCompleteness() {
        var before = casebooks.open(number).completeness();
        save(number, "pre_mtx_e2_given=1", "pre_oth5_spec=Bosentan", "ivig3_done=1", "c3_mtx_given=1");
        assertThat(casebooks.open(number).completeness()).isEqualTo(before);
    }

    // --- two people --------------------------------------------------------------------------------------------------

    @Test
    void whoTypesIntoARowThatIsRemovedMeanwhileLearnsByWhomAndNothingIsStored() {
        save(number, "pre_mtx_e2_given=1", "pre_mtx_e2_start=2009");
        Casebook seen = read(number);
        signIn(YANN);
        remove("pre_mtx_e2", "given", "start");
        long records = count("audit_record");

        signIn(CLAIRE);
        for (String answer : List.of("pre_mtx_e2_dose=20 mg/sem", "pre_mtx_e2_start=2010", "pre_mtx_e2_given=0")) {
            SaveResult result = casebooks.save(number, edits(seen, "pre_mtx_dose=lost?", answer), null);
            assertThat(result).asInstanceOf(type(SaveResult.RowRemoved.class)).satisfies(removed -> {
                assertThat(removed.item()).isEqualTo(answer.substring(0, answer.indexOf('=')));
                assertThat(removed.by()).isEqualTo("yann");
                assertThat(removed.now().casebook().instances()).extracting(Casebook.Instance::exportName)
                        .doesNotContain("pre_mtx_e2_given");
                assertThat(text(removed.now().casebook(), "pre_mtx_dose")).isEqualTo("15 mg/sem");
            });
        }
        assertThat(count("prior_treatment")).isEqualTo(1);
        assertThat(count("audit_record")).isEqualTo(records);
    }

    @Test
    void aFreeTextRowThatIsRemovedMeanwhileDoesNotComeBackByItself() {
        save(number, "pre_oth5_spec=Bosentan", "pre_oth5_start=2010");
        Casebook seen = read(number);
        signIn(YANN);
        remove("pre_oth5", "spec", "start");

        signIn(CLAIRE);
        for (String answer : List.of("pre_oth5_spec=Bosentan 125", "pre_oth5_end=2011", "pre_oth5_start=?ND")) {
            assertThat(casebooks.save(number, edits(seen, answer), null)).isInstanceOf(SaveResult.RowRemoved.class);
        }
        assertThat(count("prior_treatment")).isEqualTo(1);
    }

    @Test
    void whoRemovesARowThatAnotherChangedMeanwhileRemovesNothing() {
        save(number, "pre_mtx_e2_given=1", "pre_mtx_e2_dose=20 mg/sem", "pre_mtx_e2_start=2009");
        Casebook seen = read(number);
        signIn(YANN);
        save(number, "pre_mtx_e2_dose=25 mg/sem");

        signIn(CLAIRE);
        SaveResult result = casebooks.save(number,
                edits(seen, "pre_mtx_e2_given=", "pre_mtx_e2_dose=", "pre_mtx_e2_start="), "remove");
        assertThat(result).asInstanceOf(type(SaveResult.Conflict.class)).satisfies(conflict -> {
            assertThat(conflict.item()).isEqualTo("pre_mtx_e2_dose");
            assertThat(conflict.by()).isEqualTo("yann");
        });
        assertThat(row("pre_mtx_e2")).containsExactly("1", "25 mg/sem", "2009", null, null);
    }

    @Test
    void twoPeopleWhoRemoveTheSameRowAgree() throws Exception {
        save(number, "pre_mtx_e2_given=1", "pre_mtx_e2_dose=20 mg/sem");
        Casebook seen = read(number);
        Callable<SaveResult> removal =
                () -> casebooks.save(number, edits(seen, "pre_mtx_e2_given=", "pre_mtx_e2_dose="), "remove");

        assertThat(atOnce(List.of(CLAIRE, YANN), List.of(removal, removal)))
                .hasOnlyElementsOfType(SaveResult.Saved.class);
        assertThat(count("prior_treatment")).isEqualTo(1);
    }

    @Test
    void twoPeopleWhoAddTheSameRowDoNotMixTheirAnswers() throws Exception {
        Casebook seen = read(number);
        List<Callable<SaveResult>> additions = Stream.of("Bosentan", "Imatinib").<Callable<SaveResult>>map(
                drug -> () -> casebooks.save(number, edits(seen, "pre_oth5_spec=" + drug, "pre_oth5_dose="), null))
                .toList();

        assertThat(atOnce(List.of(CLAIRE, YANN), additions)).hasAtLeastOneElementOfType(SaveResult.Saved.class)
                .hasAtLeastOneElementOfType(SaveResult.Conflict.class);
        assertThat(count("prior_treatment")).isEqualTo(2);
    }

    @Test
    void anUndoOfARemovalDoesNotOverwriteWhatWasTypedIntoTheRowSince() {
        save(number, "pre_oth5_spec=Bosentan", "pre_oth5_start=2010");
        SaveResult.Saved removed = remove("pre_oth5", "spec", "start");
        save(number, "pre_oth5_spec=Imatinib");

        assertThat(casebooks.save(number, removed.undo(), "undo")).isInstanceOf(SaveResult.Conflict.class);
        assertThat(stored(number, "pre_oth5_spec")).isEqualTo("Imatinib");
        assertThat(stored(number, "pre_oth5_start")).isNull();
    }

    // --- cost --------------------------------------------------------------------------------------------------------

    @Test
    void addingAndRemovingCostNoMoreStatementsThanAnySave() {
        List<Edit> add = edits(read(number), "pre_mtx_e2_given=1");
        sql.reset();
        casebooks.save(number, add, null);
        assertThat(sql.executed()).hasSizeLessThanOrEqualTo(20);

        save(number, "pre_mtx_e2_dose=20 mg/sem", "pre_mtx_e2_start=2009");
        List<Edit> remove = edits(read(number), "pre_mtx_e2_given=", "pre_mtx_e2_dose=", "pre_mtx_e2_start=");
        sql.reset();
        casebooks.save(number, remove, null);
        assertThat(sql.executed()).hasSizeLessThanOrEqualTo(20).anyMatch(s -> s.startsWith("delete from prior"));
    }

    // --- helpers -----------------------------------------------------------------------------------------------------

    /** Takes a row away as somebody who sees what is stored now. */
    private SaveResult.Saved remove(String row, String... items) {
        SaveResult result = casebooks.save(number, edits(read(number),
                Arrays.stream(items).map(item -> row + "_" + item + "=").toArray(String[]::new)), "remove");
        assertThat(result).isInstanceOf(SaveResult.Saved.class);
        return (SaveResult.Saved) result;
    }

    private List<String> row(String row) {
        Casebook now = read(number);
        List<String> answers = new ArrayList<>();
        List.of("given", "dose", "start", "end", "ongo").forEach(item -> answers.add(text(now, row + "_" + item)));
        return answers;
    }
}
