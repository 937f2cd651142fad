package org.sivig.ecrf.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.tuple;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sivig.ecrf.ServiceTest;
import org.sivig.ecrf.account.RecordHash;
import org.sivig.ecrf.account.Viewer;
import org.sivig.ecrf.audit.AuditRecords.Break;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.crf.YesNo;
import org.sivig.ecrf.study.Diagnosis;
import org.sivig.ecrf.study.DiagnosisForm;
import org.sivig.ecrf.study.Eligibility;
import org.sivig.ecrf.study.Identification;
import org.sivig.ecrf.study.IdentityCipher;
import org.sivig.ecrf.study.Patient;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.StudyWords;
import org.sivig.ecrf.study.code.SscType;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.support.TransactionTemplate;

abstract class AuditTest extends ServiceTest {

    @Autowired
    private AuditRecords records;
    @Autowired
    private AuditTrail trail;
    @Autowired
    private IdentityCipher cipher;
    @Autowired
    private EntityManager entities;
    @Autowired
    private TransactionTemplate transaction;

    private String number = "";

    @BeforeEach
    void createPatient() {
        number = casebooks.create("01");
    }

    private List<Map<String, @Nullable Object>> all() {
        return database.sql("select * from audit_record order by patient_id, seq").query().listOfRows();
    }

    private List<Map<String, @Nullable Object>> since(long records) {
        return all().stream().skip(records).toList();
    }

    // --- acts -------------------------------------------------------------------------------------------------------

    @Test
    void anActIsARecordOfItsOwnInTheSameChain() {
        save(number, "sex=F");
        transaction.executeWithoutResult(status -> {
            Patient patient = entities.createQuery("from Patient", Patient.class).getSingleResult();
            trail.act(patient, Act.FINDING_JUSTIFIED, new Act.Place("visit", "m3", "hb"), "E91", "OPEN", "JUSTIFIED",
                    "vérifié");
        });
        save(number, "sex=M");

        assertThat(since(2)).extracting(r -> r.get("seq"), r -> r.get("act"), r -> r.get("subject"),
                r -> r.get("form"), r -> r.get("row_key"), r -> r.get("item"), r -> r.get("old_value"),
                r -> r.get("new_value"), r -> r.get("reason"), r -> r.get("username"))
                .containsExactly(
                        tuple(3L, "FINDING_JUSTIFIED", "E91", "visit", "m3", "hb", "OPEN", "JUSTIFIED", "vérifié",
                                "claire"),
                        tuple(4L, null, null, "identification", "", "sex", "F", "M", null, "claire"));
        assertThat(records.verifyAll()).isEmpty();

        database.sql("update audit_record set subject = 'E90' where seq = 3").update();
        assertThat(records.verifyAll()).extracting(Break::seq).containsExactly(3L);
    }

    // --- what is recorded --------------------------------------------------------------------------------------------

    @Test
    void everyItemChangeIsARecordFirstEntriesIncluded() {
        save(number, "sex=F");
        save(number, "ssc_type=2", "dx_date=2011-03", "acr_prox=1");
        save(number, "ssc_type=3", "dx_date=?ND", "acr_prox=1");
        save(number, "dx_date=", "ssc_type=?NF", "ph=grp3,grp1");

        assertThat(all()).extracting(r -> r.get("seq"), r -> r.get("form"), r -> r.get("item"), r -> r.get("old_value"),
                r -> r.get("old_missing"), r -> r.get("new_value"), r -> r.get("new_missing"))
                .startsWith(tuple(1L, "identification", "center", null, null, "01", null),
                        tuple(2L, "identification", "sex", null, null, "F", null));
        assertThat(since(2)).filteredOn(r -> r.get("act") == null).extracting(r -> r.get("form"), r -> r.get("item"),
                r -> r.get("old_value"), r -> r.get("old_missing"), r -> r.get("new_value"), r -> r.get("new_missing"))
                .containsExactlyInAnyOrder(
                        tuple("diagnosis", "ssc_type", null, null, "2", null),
                        tuple("diagnosis", "dx_date", null, null, "2011-03", null),
                        tuple("eligibility", "acr_prox", null, null, "1", null),
                        tuple("diagnosis", "ssc_type", "2", null, "3", null),
                        tuple("diagnosis", "dx_date", "2011-03", null, null, "ND"),
                        tuple("diagnosis", "dx_date", null, "ND", null, null),
                        tuple("diagnosis", "ssc_type", "3", null, null, "NF"),
                        tuple("organ_history", "ph", null, null, "grp1,grp3", null));
    }

    @Test
    void aRecordTellsWhenWhoInWhichRoleWhereWhyAndWhatBelongsTogether() {
        Instant before = Instant.now().truncatedTo(ChronoUnit.MICROS);
        casebooks.save(number, edits(read(number), "ssc_type=2", "overlap=0"), "Erreur de saisie");
        casebooks.save(number, edits(read(number), "dx_date=2011"), null);

        List<Map<String, @Nullable Object>> written = since(1).stream().filter(r -> r.get("act") == null).toList();
        assertThat(written).extracting(r -> r.get("username"), r -> r.get("role"), r -> r.get("site"),
                r -> r.get("row_key"), r -> r.get("reason")).containsExactly(
                        tuple("claire", "INVESTIGATOR", "01", "", "Erreur de saisie"),
                        tuple("claire", "INVESTIGATOR", "01", "", "Erreur de saisie"),
                        tuple("claire", "INVESTIGATOR", "01", "", null));
        assertThat(written.get(0).get("batch")).isNotNull().isEqualTo(written.get(1).get("batch"));
        assertThat(written.get(2).get("batch")).isNull();
        List<OffsetDateTime> instants = database.sql("select at from audit_record order by seq")
                .query(OffsetDateTime.class).list();
        assertThat(instants.getLast().toInstant()).isBetween(before, Instant.now());
    }

    @Test
    void anAnswerThatComesLateKeepsWhenItWasTypedToo() {
        Instant now = Instant.now();
        Instant typed = now.minus(Duration.ofMinutes(20)).truncatedTo(ChronoUnit.MILLIS);
        casebooks.save(number, edits(read(number), "dx_date=2011"), null, typed);
        casebooks.save(number, edits(read(number), "overlap=0"), null, now.minusSeconds(5));
        casebooks.save(number, edits(read(number), "sex=F"), null, now.plus(Duration.ofDays(1)));
        casebooks.save(number, edits(read(number), "ssc_type=2"), null, now.minus(Duration.ofDays(400)));

        assertThat(database.sql("select item, typed_at from audit_record where act is null and seq > 1 order by seq").query(
                (row, i) -> row.getString(1) + " " + (row.getObject(2) == null ? "" : row.getObject(2, OffsetDateTime.class).toInstant()))
                .list()).as("only where it differs, and can be").containsExactly("dx_date " + typed, "overlap ", "sex ", "ssc_type ");

        database.sql("update audit_record set typed_at = null where typed_at is not null").update();
        assertThat(records.verifyAll()).extracting(Break::seq).containsExactly(2L);
    }

    @Test
    void eachRecordTellsTheVersionOfTheFormsAndOlderRecordsHoldWithoutIt() {
        save(number, "sex=F");
        assertThat(all()).extracting(r -> r.get("forms")).containsOnly(Study.FORMS_VERSION);

        database.sql("update audit_record set forms = '0' where seq = 2").update();
        assertThat(records.verifyAll()).extracting(Break::seq).containsExactly(2L);

        Chain.Link old = new Chain.Link(1, 1, Instant.EPOCH, "claire", "INVESTIGATOR", "01", "identification", "", "sex", null,
                null, "F", null, null, null, null, null, null, null, null);
        assertThat(old.hashAfter(Chain.ROOT)).as("as it was computed before there were times of typing and versions").isEqualTo(
                RecordHash.of(Chain.ROOT, 1, 1, Instant.EPOCH, "claire", "INVESTIGATOR", "01", "identification", "", "sex", null,
                        null, "F", null, null, null, null));
    }

    @Test
    void aFigureThatIsComputedAnewIsOnRecordByTheSystemWithWhatItWas() {
        save(number, "acr_prox=1");
        save(number, "acr_prox=0");
        save(number, "ivig1_start=2010-01-01", "visit_date_m3=2010-04-01");
        save(number, "visit_date_m3=");

        assertThat(all()).filteredOn(r -> "COMPUTED".equals(r.get("act"))).extracting(r -> r.get("username"), r -> r.get("form"),
                r -> r.get("row_key"), r -> r.get("subject"), r -> r.get("old_value"), r -> r.get("new_value")).contains(
                        tuple("SYSTEM", "", "", "acr_low", "0", "9"), tuple("SYSTEM", "", "", "acr_class", "undetermined", "yes"),
                        tuple("SYSTEM", "", "", "acr_class", "yes", "undetermined"),
                        tuple("SYSTEM", "visit", "m3", "months_since_ivig", null, "3"),
                        tuple("SYSTEM", "visit", "m3", "months_since_ivig", "3", null));
        save(number, "ivig1_start=2010-01-20", "visit_date_m3=2010-04-01");
        assertThat(records.all(patientId()).stream().filter(record -> "months_since_ivig".equals(record.subject()))).last()
                .extracting(new RecordText(StudyWords.in(Locale.FRENCH))::after).asString().as("as it is written in French").matches("2,\\d");
        assertThat(records.verifyAll()).isEmpty();
    }

    @Test
    void theLastAuthorOfAnItemIsKnown() {
        save(number, "ssc_type=2", "overlap=0");
        signIn(YANN);
        save(number, "ssc_type=3");
        long patient = patientId();

        assertThat(records.lastAuthor(patient, "diagnosis", "", "ssc_type")).map(AuditRecords.Author::username)
                .contains("yann");
        assertThat(records.lastAuthor(patient, "diagnosis", "", "overlap")).map(AuditRecords.Author::username)
                .contains("claire");
        assertThat(records.lastAuthor(patient, "diagnosis", "", "ana")).isEmpty();
    }

    private long patientId() {
        return database.sql("select id from patient where number = ?").param(number).query(Long.class).single();
    }

    @Test
    void identityIsNowhereReadableInTheDatabase() {
        save(number, "last_name3=QXJ", "first_name3=ZWK", "birth_date=1958-02-28", "sex=F");
        save(number, "last_name3=VYQ", "birth_date=?ND");
        save(number, "last_name3=QXJ", "birth_date=1958-02-28");

        Map<String, List<String>> texts = allTexts();
        assertThat(texts.get("identity.last_name3")).singleElement().satisfies(text -> isSealed(text, "last_name3"));
        assertThat(texts.get("identity.birth_date")).singleElement().satisfies(text -> isSealed(text, "birth_date"));
        assertThat(texts.get("audit_record.old_value")).isNotEmpty();
        texts.forEach((column, values) -> assertThat(values).as(column).allSatisfy(text -> {
            assertThat(text).doesNotContain("1958-02-28", "28/02/1958");
            assertThat(text.split("[^A-Za-z0-9+/=]")).doesNotContain("QXJ", "ZWK", "VYQ");
        }));
        assertThat(all()).filteredOn(r -> "last_name3".equals(r.get("item"))).extracting(
                r -> unsealed(r.get("old_value")), r -> unsealed(r.get("new_value"))).containsExactly(
                        tuple(null, "QXJ"), tuple("QXJ", "VYQ"), tuple("VYQ", "QXJ"));
        assertThat(all()).filteredOn(r -> "birth_date".equals(r.get("item"))).extracting(
                r -> unsealed(r.get("old_value")), r -> r.get("old_missing"), r -> unsealed(r.get("new_value")),
                r -> r.get("new_missing")).containsExactly(tuple(null, null, "1958-02-28", null),
                        tuple("1958-02-28", null, null, "ND"), tuple(null, "ND", "1958-02-28", null));
    }

    private void isSealed(String text, String item) {
        assertThat(cipher.unseal(text, Identification.place(item, number))).isNotBlank().isNotEqualTo(text);
    }

    private @Nullable String unsealed(@Nullable Object sealed) {
        return sealed == null ? null : cipher.unseal((String) sealed);
    }

    /** All that stands in a text column of any table, by table and column. */
    private Map<String, List<String>> allTexts() {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        database.sql("""
                select lower(table_name), lower(column_name) from information_schema.columns
                where lower(table_schema) = 'public' and lower(data_type) in ('character varying', 'text')""")
                .query((row, i) -> List.of(row.getString(1), row.getString(2))).list().forEach(column ->
                    texts.put(column.get(0) + "." + column.get(1), database.sql(
                            "select %2$s from %1$s where %2$s is not null".formatted(column.get(0), column.get(1)))
                            .query(String.class).list()));
        return texts;
    }

    // --- no way around it --------------------------------------------------------------------------------------------

    private <T> T inTransaction(Function<EntityManager, T> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.apply(entities)));
    }

    /** The patient's diagnosis; a row is made with the first answer, so there may be none yet. */
    private static Diagnosis diagnosis(EntityManager entities) {
        return entities.createQuery("from Diagnosis", Diagnosis.class).getResultStream().findFirst().orElseGet(() -> {
            Diagnosis row = new Diagnosis();
            row.setPatient(entities.createQuery("from Patient", Patient.class).getSingleResult());
            entities.persist(row);
            return row;
        });
    }

    @Test
    void aChangeMadeOnTheEntityIsRecordedAsWell() {
        inTransaction(session -> {
            Diagnosis row = diagnosis(session);
            row.setSscType(SscType.DIFFUSE);
            DiagnosisForm.OVERLAP.putAny(row, Answer.missing(MissingReason.ND));
            return row;
        });

        assertThat(since(1)).extracting(r -> r.get("item"), r -> r.get("new_value"), r -> r.get("new_missing"),
                r -> r.get("username"), r -> r.get("reason")).containsExactly(
                        tuple("ssc_type", "3", null, "claire", null), tuple("overlap", null, "ND", "claire", null));
        assertThat(records.verifyAll()).isEmpty();
    }

    @Test
    void aDetachedEntityThatIsMergedIsRecordedWithItsOldAndNewAnswers() {
        save(number, "ssc_type=2", "overlap=?ND");
        long before = count("audit_record");
        Diagnosis detached = inTransaction(AuditTest::diagnosis);
        detached.setSscType(SscType.SINE);
        DiagnosisForm.OVERLAP.putAny(detached, Answer.of(YesNo.YES));

        inTransaction(session -> session.merge(detached));

        assertThat(since(before)).extracting(r -> r.get("item"), r -> r.get("old_value"), r -> r.get("old_missing"),
                r -> r.get("new_value"), r -> r.get("new_missing")).containsExactly(
                        tuple("ssc_type", "2", null, "1", null), tuple("overlap", null, "ND", "1", null));
    }

    @Test
    void aRowMadeWithAnswersAndARowRemovedAreRecorded() {
        inTransaction(session -> {
            Eligibility row = new Eligibility();
            row.setPatient(session.find(Patient.class, patientId()));
            row.setAcrProx(YesNo.YES);
            session.persist(row);
            row.setAcrScar(YesNo.NO);
            return row;
        });
        inTransaction(session -> {
            session.remove(session.createQuery("from Eligibility", Eligibility.class).getSingleResult());
            return 0;
        });

        assertThat(since(1)).extracting(r -> r.get("item"), r -> r.get("old_value"), r -> r.get("new_value"))
                .containsExactly(tuple("acr_prox", null, "1"), tuple("acr_scar", null, "0"),
                        tuple("acr_prox", "1", null), tuple("acr_scar", "0", null));
        assertThat(records.verifyAll()).isEmpty();
    }

    @Test
    void aChangeByASessionThatDoesNotKnowTheOldAnswerIsRefused() {
        save(number, "ssc_type=2");
        long before = count("audit_record");
        Diagnosis row = inTransaction(AuditTest::diagnosis);
        row.setSscType(SscType.SINE);

        assertThatException().isThrownBy(() -> entities.getEntityManagerFactory().unwrap(SessionFactory.class)
                .inStatelessTransaction(session -> session.update(row)))
                .withMessageContaining("cannot be audited");

        assertThat(stored(number, "ssc_type")).isEqualTo("2");
        assertThat(count("audit_record")).isEqualTo(before);
    }

    @Test
    void aStatementThatChangesManyRowsAtOnceIsRefused() {
        save(number, "ssc_type=2");

        for (String statement : List.of("update Diagnosis set sscType = SINE", "delete from Diagnosis",
                "insert into Diagnosis (id, patient) select id + 1000, patient from Diagnosis")) {
            assertThatException().as(statement).isThrownBy(() -> inTransaction(
                    session -> session.createQuery(statement).executeUpdate()))
                    .withStackTraceContaining("each change is audited");
        }
        assertThatException().isThrownBy(() -> inTransaction(
                session -> session.createNativeQuery("update diagnosis set ssc_type = '1'").executeUpdate()))
                .withStackTraceContaining("each change is audited");

        assertThat(stored(number, "ssc_type")).isEqualTo("2");
    }

    @Test
    void aChangeByNobodyIsRefused() {
        SecurityContextHolder.clearContext();

        assertThatException().isThrownBy(() -> inTransaction(session -> {
            diagnosis(session).setSscType(SscType.DIFFUSE);
            return 0;
        }));

        signIn(CLAIRE);
        assertThat(stored(number, "ssc_type")).isNull();
        assertThat(count("audit_record")).isEqualTo(1);
    }

    @Test
    void aChangeThatIsRolledBackLeavesNoRecordThenOrLater() {
        transaction.executeWithoutResult(status -> {
            diagnosis(entities).setSscType(SscType.DIFFUSE);
            entities.flush();
            status.setRollbackOnly();
        });
        assertThat(count("audit_record")).isEqualTo(1);

        save(number, "overlap=0");

        assertThat(since(1)).extracting(r -> r.get("item")).containsExactly("overlap");
        assertThat(records.verifyAll()).isEmpty();
    }

    @Test
    void aReasonBelongsToItsTransactionOnly() {
        casebooks.save(number, edits(read(number), "ssc_type=2"), "Erreur de saisie");
        inTransaction(session -> {
            diagnosis(session).setSscType(SscType.DIFFUSE);
            return 0;
        });

        assertThat(since(1)).filteredOn(r -> r.get("act") == null).extracting(r -> r.get("reason"))
                .containsExactly("Erreur de saisie", null);
    }

    // --- the chain ---------------------------------------------------------------------------------------------------

    private void saveFive() {
        for (String answer : List.of("raynaud_year=2001", "overlap=0", "ref_physician=Dr A", "dx_date=2011", "sex=F")) {
            save(number, answer);
        }
        save(createAnother(), "sex=M");
        assertThat(count("audit_record")).isEqualTo(8);
        assertThat(records.verifyAll()).isEmpty();
    }

    private String createAnother() {
        signIn(YANN);
        return casebooks.create("01");
    }

    private void tamper(String statement) {
        assertThat(database.sql(statement.replace(":patient", "" + patientId())).update()).isPositive();
    }

    @Test
    void anUntouchedChainHolds() {
        saveFive();
    }

    @Test
    void aChangedRecordIsFound() {
        saveFive();
        for (String change : List.of("new_value = '3'", "old_missing = 'ND'", "reason = ''", "username = 'yann'",
                "role = 'MONITOR'", "site = '02'", "form = 'eligibility'", "row_key = '1'", "item = 'ana'",
                "query_number = 1", "batch = 'x'", "at = at + interval '1' second")) {
            String column = change.substring(0, change.indexOf(' '));
            tamper("update audit_record set " + change + " where patient_id = :patient and seq = 2");
            assertThat(records.verifyAll()).as(change).containsExactly(new Break(number, 2, Break.Kind.CHANGED));
            String original = switch (column) {
                case "new_value" -> "'2001'";
                case "username" -> "'claire'";
                case "role" -> "'INVESTIGATOR'";
                case "site" -> "'01'";
                case "form" -> "'diagnosis'";
                case "row_key" -> "''";
                case "item" -> "'raynaud_year'";
                case "at" -> "at - interval '1' second";
                default -> "null";
            };
            tamper("update audit_record set " + column + " = " + original + " where patient_id = :patient and seq = 2");
            assertThat(records.verifyAll()).as(change + " undone").isEmpty();
        }
    }

    @Test
    void aRecordRemovedFromTheMiddleIsFound() {
        saveFive();
        tamper("delete from audit_record where patient_id = :patient and seq = 3");
        assertThat(records.verifyAll()).containsExactly(new Break(number, 3, Break.Kind.REMOVED));
    }

    @Test
    void aRecordRemovedFromTheMiddleIsFoundWhenTheOthersMoveUp() {
        saveFive();
        tamper("delete from audit_record where patient_id = :patient and seq = 3");
        for (int seq = 4; seq <= 6; seq++) {
            tamper("update audit_record set seq = seq - 1 where patient_id = :patient and seq = " + seq);
        }
        assertThat(records.verifyAll()).containsExactly(new Break(number, 3, Break.Kind.CHANGED));
    }

    @Test
    void aRecordRemovedFromTheEndIsFound() {
        saveFive();
        tamper("delete from audit_record where patient_id = :patient and seq = 6");
        assertThat(records.verifyAll()).containsExactly(new Break(number, 6, Break.Kind.REMOVED));
    }

    @Test
    void recordsInAnotherOrderAreFound() {
        saveFive();
        tamper("update audit_record set seq = 99 where patient_id = :patient and seq = 3");
        tamper("update audit_record set seq = 3 where patient_id = :patient and seq = 4");
        tamper("update audit_record set seq = 4 where patient_id = :patient and seq = 99");
        assertThat(records.verifyAll()).containsExactly(new Break(number, 3, Break.Kind.CHANGED));
    }

    @Test
    void aChainRemovedWithItsHeadIsFound() {
        saveFive();
        tamper("delete from audit_record where patient_id = :patient");
        assertThat(records.verifyAll()).containsExactly(new Break(number, 1, Break.Kind.REMOVED));
        tamper("delete from audit_head where patient_id = :patient");
        assertThat(records.verifyAll()).containsExactly(new Break(number, 1, Break.Kind.REMOVED));
    }

    @Test
    void aRecordMovedToAnotherPatientIsFound() {
        saveFive();
        tamper("update audit_record set patient_id = (select max(id) from patient), seq = 3"
                + " where patient_id = :patient and seq = 6");
        assertThat(records.verifyAll()).containsExactlyInAnyOrder(new Break(number, 6, Break.Kind.REMOVED),
                new Break("SIV-01-002", 3, Break.Kind.CHANGED));
    }

    /** As a page does where somebody else holds the casebook for long. */
    private void saveWhenItIsLetGo(String answer) {
        boolean saved = false;
        while (!saved) {
            try {
                save(number, answer);
                saved = true;
            } catch (CannotAcquireLockException held) {
                assertThat(held).hasMessageContaining("lock");
            }
        }
    }

    @Test
    void savesAtTheSameTimeKeepTheChainWhole() throws Exception {
        List<String> items = List.of("acr_prox", "dx_date", "sex", "gi");
        List<List<String>> values = List.of(List.of("1", "0"), List.of("2011", "2012"), List.of("F", "M"),
                List.of("none", "gerd"));
        List<Callable<Integer>> savers = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            String item = items.get(i);
            List<String> turns = values.get(i);
            savers.add(() -> {
                IntStream.range(0, 10).forEach(turn -> saveWhenItIsLetGo(item + "=" + turns.get(turn % 2)));
                return 10;
            });
        }
        List<Viewer> users = List.of(CLAIRE, YANN, CLAIRE, YANN);

        assertThat(atOnce(users, savers)).hasSize(4);

        assertThat(records.verifyAll()).isEmpty();
        assertThat(all()).filteredOn(r -> r.get("act") == null).hasSize(41);
    }
}
