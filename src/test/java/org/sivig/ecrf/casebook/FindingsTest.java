package org.sivig.ecrf.casebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sivig.ecrf.ServiceTest;
import org.sivig.ecrf.casebook.Justification.Reason;
import org.sivig.ecrf.study.Duplicate;
import org.sivig.ecrf.study.Study;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;

/** What the checks find is on record with every save, and what the site says about it. */
abstract class FindingsTest extends ServiceTest {

    @Autowired
    private FindingsRound round;
    private String number = "";

    @BeforeEach
    void createPatient() {
        number = casebooks.create("01");
        save(number, "visit_date_m3=2008-06-10");
    }

    private List<Map<String, @Nullable Object>> onRecord() {
        return database.sql("select * from finding order by id").query().listOfRows();
    }

    private List<Map<String, @Nullable Object>> acts() {
        return database.sql("select * from audit_record where act <> 'COMPUTED' order by seq").query().listOfRows();
    }

    private static List<String> found(OpenCasebook open) {
        return open.findings().stream().map(f -> f.check().id() + "@" + f.at().exportName()).toList();
    }

    // --- fired and resolved ------------------------------------------------------------------------------------------

    @Test
    void aCheckThatFiresIsOnRecordWithTheSaveThatMadeItFire() {
        SaveResult.Saved saved = save(number, "hb_m3=4");

        assertThat(found(saved.now())).containsExactly("E91@hb_m3");
        assertThat(onRecord()).extracting(f -> f.get("check_id"), f -> f.get("severity"), f -> f.get("form"),
                f -> f.get("row_key"), f -> f.get("item"), f -> f.get("state"))
                .containsExactly(tuple("E91", "WARNING", "visit", "m3", "hb", "OPEN"));
        assertThat(acts()).extracting(r -> r.get("act"), r -> r.get("subject"), r -> r.get("row_key"),
                r -> r.get("item"), r -> r.get("new_value"), r -> r.get("username"), r -> r.get("role"))
                .containsExactly(tuple("FINDING_FIRED", "E91", "m3", "hb", "4", "SYSTEM", "SYSTEM"));
    }

    @Test
    void aChangeThatMendsItResolvesItAndTheOldValueStaysOnRecord() {
        save(number, "hb_m3=4");
        assertThat(found(save(number, "hb_m3=14").now())).isEmpty();

        assertThat(onRecord()).extracting(f -> f.get("state")).containsExactly("RESOLVED");
        assertThat(onRecord().getFirst().get("resolved_at")).isNotNull();
        assertThat(acts()).extracting(r -> r.get("act")).containsExactly("FINDING_FIRED", "FINDING_RESOLVED");
        assertThat(database.sql("select old_value from audit_record where item = 'hb' and new_value = '14'")
                .query(String.class).single()).isEqualTo("4");
    }

    @Test
    void savingTheSameAgainNeverMakesASecondOne() {
        save(number, "hb_m3=4");
        save(number, "hb_m3=4");
        save(number, "plt_m3=250000");
        assertThat(onRecord()).hasSize(1);
        save(number, "hb_m3=14");
        save(number, "hb_m3=4");
        assertThat(onRecord()).extracting(f -> f.get("state")).containsExactly("OPEN");
        assertThat(acts()).extracting(r -> r.get("act"))
                .containsExactly("FINDING_FIRED", "FINDING_RESOLVED", "FINDING_FIRED");
    }

    @Test
    void aFindingGoesAlongWithTheAnswersUntilSomebodyJustifiesIt() {
        save(number, "visit_date_m3=", "hb_m3=13");
        save(number, "plt_m3=250000", "hb_m3=14");
        assertThat(onRecord()).extracting(f -> f.get("check_id")).containsExactly("E57");
        casebooks.justify(number, "E57", "visit_date_m3", Reason.CONFIRMED, "");
        save(number, "creat_m3=80");
        assertThat(casebooks.open(number).findings()).singleElement()
                .satisfies(f -> assertThat(f.isOpen()).as("the visit has data, as before").isFalse());

        save(number, "hb_m3=4");
        save(number, "hb_m3=3.5");
        assertThat(onRecord()).extracting(f -> f.get("check_id")).containsExactly("E57", "E91");
        assertThat(onRecord().get(1).get("arguments")).isEqualTo("value=3.5");
    }

    @Test
    void whatIsNoLongerAskedIsNoLongerFound() {
        save(number, "ana=1", "ana_titer=3");
        assertThat(found(casebooks.open(number))).contains("E90@ana_titer");
        assertThat(found(save(number, "ana=0").now())).isEmpty();
    }

    @Test
    void aSaveIsNeverRefusedForWhatIsFound() {
        assertThat(found(save(number, "dx_date=2099", "first_nonrp_year=1800").now())).contains("E03@dx_date");
    }

    /** Random edits, one after the other: the record is what one finds by evaluating from scratch. */
    @Test
    void theRecordIsAlwaysWhatIsFoundFromScratch() {
        Random random = new Random(20251123);
        List<String> answers = List.of("acr_raynaud=1", "acr_raynaud=0", "acr_raynaud=", "rp_hx=1", "rp_hx=0",
                "rp_hx=?ND", "raynaud_year=1990", "raynaud_year=", "dx_date=2009", "dx_date=2003-05", "dx_date=2099-01-01",
                "birth_date=1958-02-28", "birth_date=2010-01-01", "ivig1_start=2008-03", "ivig1_start=2008-03-10",
                "ivig1_start=1999", "hb_m0=125", "hb_m0=12.5", "hb_m0=?NF", "plt_m0=250", "mrss_m0=30", "mrss_m3=60",
                "visit_date_m3=2001", "visit_date_m3=2008-06-10", "acr_autoab=1", "ana=0", "ana=1", "ab=topo1",
                "pre_mtx_given=1", "pre_mtx_start=2009", "pre_any=0", "minor_rx=1", "minor_rx=0");
        for (int i = 0; i < 120; i++) {
            String answer = answers.get(random.nextInt(answers.size()));
            SaveResult result = savedIfAsked(answer);
            if (result instanceof SaveResult.Saved saved) {
                List<String> scratch = Study.findings(read(number), new Duplicate.None()).stream()
                        .map(f -> f.check().id() + "@" + f.at().exportName()).toList();
                assertThat(found(saved.now())).as("after %s", answer).isEqualTo(scratch);
                assertThat(stored()).as("after %s", answer).containsExactlyInAnyOrderElementsOf(scratch);
            }
        }
        assertThat(onRecord()).as("something fired").hasSizeGreaterThan(10);
    }

    private SaveResult savedIfAsked(String answer) {
        return read(number).instances().stream().anyMatch(i -> i.exportName().equals(answer.split("=")[0]))
                ? casebooks.save(number, edits(read(number), answer), null) : new SaveResult.NotAsked(
                        casebooks.open(number), answer);
    }

    private List<String> stored() {
        return onRecord().stream().filter(f -> !"RESOLVED".equals(f.get("state")))
                .map(f -> f.get("check_id") + "@" + Study.instance((String) f.get("form"), (String) f.get("row_key"),
                        (String) f.get("item")).exportName()).collect(Collectors.toList());
    }

    @Test
    void aRoundFindsWhatNoSaveFoundAndHappensWithoutAnybodySignedIn() {
        save(number, "hb_m3=4", "dx_date=2099");
        database.sql("delete from finding where check_id = 'E91'").update();
        database.sql("update finding set check_id = 'E10' where check_id = 'E03'").update();
        SecurityContextHolder.clearContext();

        round.go();

        assertThat(onRecord()).extracting(f -> f.get("check_id"), f -> f.get("state")).contains(tuple("E91", "OPEN"),
                tuple("E03", "OPEN"), tuple("E10", "RESOLVED"));
        long records = count("audit_record");
        round.go();
        assertThat(count("audit_record")).as("nothing new is found").isEqualTo(records);
        signIn(CLAIRE);
        assertThat(found(casebooks.open(number))).contains("E91@hb_m3", "E03@dx_date");
    }

    /** What was put on record by checks of the first edition, which were graver. */
    @Test
    void aRoundGivesEveryFindingTheSeverityThatItsCheckHasNow() {
        save(number, "acr_telang=0", "telang_hx=1", "acr_autoab=0", "ana=1", "ab=topo1", "acr_capillaro=0", "capillaro=1");
        casebooks.justify(number, "X13", "acr_autoab", Reason.CONFIRMED, "dosage unique");
        save(number, "capillaro=0");
        database.sql("update finding set severity = 'ERROR' where check_id in ('X06', 'X13', 'X16')").update();
        long records = count("audit_record");

        round.go();

        assertThat(onRecord()).extracting(f -> f.get("check_id"), f -> f.get("severity"), f -> f.get("severity_rank"),
                f -> f.get("state")).contains(tuple("X06", "WARNING", 1, "OPEN"),
                        tuple("X13", "WARNING", 1, "JUSTIFIED"), tuple("X16", "WARNING", 1, "RESOLVED"));
        assertThat(count("audit_record")).as("nothing fired and nothing was resolved").isEqualTo(records);
        assertThat(casebooks.open(number).findings()).filteredOn(f -> f.check().id().equals("X13")).singleElement()
                .satisfies(f -> {
                    assertThat(f.isOpen()).isFalse();
                    assertThat(f.justification().text()).isEqualTo("dosage unique");
                });
    }

    @Test
    void aRoundPutsInThePlaceOfAFindingWhatItsCheckBecame() {
        save(number, "visit_date_m0=2008-03-10", "ph=grp1", "ph_hx_date=2007", "mpap_m0=22", "pvr_m0=2", "ci_m0=3");
        database.sql("update finding set check_id = 'E64', severity = 'WARNING', state = 'OPEN' where check_id = 'E64c'")
                .update();

        round.go();

        assertThat(onRecord()).extracting(f -> f.get("check_id"), f -> f.get("severity"), f -> f.get("state"))
                .containsExactly(tuple("E64", "WARNING", "RESOLVED"), tuple("E64c", "INFO", "NOTED"));
    }

    // --- justified --------------------------------------------------------------------------------------------------

    @Test
    void aJustifiedWarningStaysVisibleAndDoesNotFireAgainForTheSameValue() {
        save(number, "hb_m3=4");
        OpenCasebook open = casebooks.justify(number, "E91", "hb_m3", Reason.CONFIRMED, " revu au laboratoire ");

        assertThat(open.findings()).singleElement().satisfies(f -> {
            assertThat(f.isOpen()).isFalse();
            assertThat(f.justification().reason()).isEqualTo(Reason.CONFIRMED);
            assertThat(f.justification().text()).isEqualTo("revu au laboratoire");
            assertThat(f.justification().by()).isEqualTo("claire");
        });
        save(number, "plt_m3=250000");
        save(number, "hb_m3=14");
        assertThat(found(casebooks.open(number))).isEmpty();
        save(number, "hb_m3=4");
        assertThat(casebooks.open(number).findings()).singleElement()
                .satisfies(f -> assertThat(f.isOpen()).as("said once, said for this value").isFalse());

        assertThat(save(number, "hb_m3=3").now().findings()).singleElement()
                .satisfies(f -> assertThat(f.isOpen()).as("another value is another matter").isTrue());
        signIn(MARC);
        assertThat(found(casebooks.open(number))).containsExactly("E91@hb_m3");
    }

    @Test
    void aJustificationIsOnRecordWithWhoAndWhyAndSoIsTakingItBack() {
        save(number, "hb_m3=4");
        casebooks.justify(number, "E91", "hb_m3", Reason.OTHER, "hémorragie");
        casebooks.justify(number, "E91", "hb_m3", null, "");

        assertThat(acts()).extracting(r -> r.get("act"), r -> r.get("subject"), r -> r.get("old_value"),
                r -> r.get("new_value"), r -> r.get("reason"), r -> r.get("username"), r -> r.get("role"))
                .endsWith(tuple("FINDING_JUSTIFIED", "E91", null, "OTHER", "hémorragie", "claire", "INVESTIGATOR"),
                        tuple("FINDING_REOPENED", "E91", "OTHER", null, null, "claire", "INVESTIGATOR"));
        assertThat(casebooks.open(number).findings()).singleElement()
                .satisfies(f -> assertThat(f.isOpen()).isTrue());
    }

    @Test
    void aJustificationIsNotInTheCasebookAsItWasBefore() {
        save(number, "hb_m3=4");
        Instant fired = database.sql("select max(at) from audit_record").query(OffsetDateTime.class).single().toInstant();
        casebooks.justify(number, "E91", "hb_m3", Reason.CONFIRMED, "");

        assertThat(casebooks.open(number, fired).then().findings()).singleElement().satisfies(f -> {
            assertThat(f.isOpen()).isTrue();
            assertThat(f.firedAt()).isBeforeOrEqualTo(fired);
        });
        assertThat(casebooks.open(number, Instant.now()).then().findings()).singleElement()
                .satisfies(f -> assertThat(f.isOpen()).isFalse());
    }

    @Test
    void onlyAWarningCanBeJustifiedAndOnlyWithAReason() {
        save(number, "dx_date=2099", "hb_m3=4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> casebooks.justify(number, "E03", "dx_date", Reason.CONFIRMED, ""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> casebooks.justify(number, "E91", "hb_m3", Reason.OTHER, "  "));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> casebooks.justify(number, "E91", "hb_m3", Reason.OTHER, "\u00A0\u200B"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> casebooks.justify(number, "E91", "hb_m3", Reason.OTHER, "x".repeat(501)));
    }

    @Test
    void whatIsNoLongerFoundCannotBeJustified() {
        save(number, "hb_m3=4");
        save(number, "hb_m3=14");
        assertThat(casebooks.justify(number, "E91", "hb_m3", Reason.CONFIRMED, "").findings()).isEmpty();
        assertThat(acts()).extracting(r -> r.get("act")).doesNotContain("FINDING_JUSTIFIED");
    }

    @Test
    void onlyWhoEntersJustifies() {
        save(number, "hb_m3=4");
        signIn(MARC);
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> casebooks.justify(number, "E91", "hb_m3", Reason.CONFIRMED, ""));
        signIn(INES);
        assertThatExceptionOfType(PatientNotFoundException.class)
                .isThrownBy(() -> casebooks.justify(number, "E91", "hb_m3", Reason.CONFIRMED, ""));
    }

    @Test
    void whatOnlyTellsIsNeverOpen() {
        save(number, "acr_puffy=1", "acr_sclero=1");
        assertThat(casebooks.open(number).findings()).singleElement()
                .satisfies(f -> assertThat(f.isOpen()).isFalse());
        assertThat(onRecord()).extracting(f -> f.get("state")).containsExactly("NOTED");
        save(number, "acr_puffy=0");
        assertThat(onRecord()).extracting(f -> f.get("state")).containsExactly("RESOLVED");
        save(number, "acr_puffy=1");
        assertThat(onRecord()).extracting(f -> f.get("state")).containsExactly("NOTED");
    }

    // --- identity ---------------------------------------------------------------------------------------------------

    @Test
    void nothingOfIdentityIsInWhatIsKept() {
        save(number, "last_name3=LE", "birth_date=2090-02-28", "ivig1_start=2008-03-10");
        assertThat(found(casebooks.open(number))).contains("E05@last_name3", "E03@birth_date");
        // the hash of the answers and the ids are whatever they are
        assertThat(onRecord()).allSatisfy(f -> assertThat(f.entrySet()).filteredOn(kept -> !Set.of("answers", "id", "patient_id")
                .contains(kept.getKey().toLowerCase(Locale.ROOT))).noneSatisfy(kept -> assertThat(String.valueOf(kept.getValue())).containsAnyOf("2090", "LE")));
        assertThat(acts()).allSatisfy(r -> assertThat(r.get("new_value")).isIn(null, "2008-03-10", "2008-06-10"));
        signIn(MARC);
        assertThat(casebooks.open(number).findings()).allSatisfy(
                f -> assertThat(f.arguments().values()).noneMatch(text -> text.contains("2090")));
    }
}
