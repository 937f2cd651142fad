package org.sivig.ecrf.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sivig.ecrf.ServiceTest;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.account.Viewer;
import org.sivig.ecrf.casebook.Edit;
import org.sivig.ecrf.casebook.Justification;
import org.sivig.ecrf.casebook.LifeCycle;
import org.sivig.ecrf.casebook.LifeResult;
import org.sivig.ecrf.casebook.SaveResult;
import org.sivig.ecrf.casebook.SignatureMeaning;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.query.Queries;
import org.sivig.ecrf.query.RaiseResult;
import org.sivig.ecrf.sample.SampleCause;
import org.sivig.ecrf.sample.SampleTask;
import org.sivig.ecrf.sample.Samples;
import org.sivig.ecrf.study.IdentityCipher;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.life.QueryOutcome;
import org.sivig.ecrf.study.life.QueryStep;
import org.sivig.ecrf.study.life.Transition;
import org.sivig.ecrf.verification.SeenAnswer;
import org.sivig.ecrf.verification.Verifications;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionTemplate;

/** Changes what is stored beside the application, one thing at a time, and looks whether the verification finds it. */
abstract class EvidenceTest extends ServiceTest {

    private static final Viewer DORA = viewer("dora", Role.DATA_MANAGER);

    /** Which columns of which tables can be changed without being found, and why. */
    private static final Map<String, String> UNSEEN = unseen();

    private static Map<String, String> unseen() {
        Map<String, String> unseen = new TreeMap<>();
        List.of("number").forEach(column -> unseen.put("patient." + column, "told by a file of heads only"));
        List.of("acr_low", "acr_high", "acr_class", "eligibility", "asked", "answered", "age_ivig1", "dis_dur_dx",
                "dis_dur_nonrp", "rp_dur", "stop_visit", "approximate", "skin_evaluable", "lung_evaluable", "stop_visits",
                "state_at").forEach(column -> unseen.put("patient." + column, "computed anew with each save"));
        List.of("dur_calc", "n_expected", "approximate").forEach(
                column -> unseen.put("ivig_course." + column, "computed anew with each save"));
        List.of("months_since_ivig", "mdrd_calc", "escsg_lb", "skin_response", "lung_progression", "approximate").forEach(
                column -> unseen.put("visit." + column, "computed anew with each save"));
        List.of("severity", "arguments", "answers", "cause", "cause_value", "resolved_at", "justified_at").forEach(
                column -> unseen.put("finding." + column, "computed anew with each save"));
        unseen.put("identity.duplicate_hash", "computed anew with each save");
        List.of("display_name", "forms_version", "revoked_at").forEach(
                column -> unseen.put("signature." + column, "covered by the signature itself"));
        List.of("opened_at", "settled_at").forEach(column -> unseen.put("query." + column, "the times of its messages"));
        List.of("read_at", "classed_at").forEach(column -> unseen.put("sample_item." + column, "the times of its records"));
        return unseen;
    }

    /** What may stand in a column, tried one after the other until the database takes one. */
    private static final List<String> TEXTS = List.of("0", "1", "2", "3", "x", "M", "F", "lt", "gt", "|homog|", "|x|", "2001",
            "OTHER", "COMPLETE", "IN_PROGRESS", "SIGNED", "FROZEN", "LOCKED", "CANCELLED", "OPEN", "CLOSED", "RESOLVED", "MONITOR", "STATISTICIAN",
            "CORRECTED", "IRRELEVANT", "AMBIGUOUS_SOURCE", "YES", "NO", "ELIGIBLE", "NOT_ELIGIBLE", "INFO", "ERROR", "02",
            "|ana_titer=NF|", "|diagnosis=2026-01-01T00:00:00Z=x|");

    @Autowired
    private LifeCycle life;
    @Autowired
    private Queries queries;
    @Autowired
    private Verifications verifications;
    @Autowired
    private Samples samples;
    @Autowired
    private IdentityCipher cipher;
    @Autowired
    private TransactionTemplate transaction;

    private String number = "";

    @BeforeEach
    void takeACasebookThroughItsLife() {
        Stream.of(CLAIRE, YANN, MARC, DORA).forEach(who -> database.sql(
                "insert into user_account (username, password, display_name, role) values (?, ?, 'x', ?)")
                .params(who.username(), RIGHT, who.role().name()).update());
        number = casebooks.create("01");
        save(number, "last_name3=LEG", "first_name3=ANN", "birth_date=1960-03-14", "sex=F", "ref_physician=Dr A", "ana=1",
                "ana_titer=160", "fluo=homog,nucleolar", "dx_date=2007-03", "hb_m3=4", "event_txt_m3=one\ntwo", "c1_mtx_given=1",
                "pre_any=1", "pre_mtx_given=1", "ivig1_start=2008-03");
        casebooks.justify(number, "E91", "hb_m3", Justification.Reason.OTHER, "haemorrhage");
        save(number, "hb_m3=12.5");
        save(number, "hb_m3=4");
        signIn(MARC);
        long query = ((RaiseResult.Raised) queries.raise(number, "ana_titer", "Really?")).query().number();
        verifications.verify(List.of(seen("dx_date"), seen("ana"), seen("sex")));
        verifications.withdraw(List.of(seen("sex")));
        signIn(CLAIRE);
        queries.take(query, 1, QueryStep.ANSWER, null, "Yes.");
        queries.raise(number, "hb_m3", "Seen on paper.");
        save(number, "ana=0");
        save(number, "ana=1");
        signIn(MARC);
        queries.take(query, 2, QueryStep.CLOSE, QueryOutcome.CONFIRMED, "Thanks.");
        signIn(DORA);
        long sample = samples.draw(100, 7L);
        signIn(YANN);
        SampleTask task = samples.tasks(sample).stream().filter(each -> each.at().exportName().equals("dx_date")).findFirst()
                .orElseThrow();
        samples.read(task.id(), Answer.of(task.at().item().parse("2012")));
        signIn(DORA);
        samples.close(sample);
        samples.classify(task.id(), SampleCause.ABSTRACTION_ERROR);
        signIn(CLAIRE);
        for (List<Edit> blank = blanks(); !blank.isEmpty(); blank = blanks()) {
            assertThat(casebooks.save(number, blank, null)).isInstanceOf(SaveResult.Saved.class);
        }
        Study.SECTIONS.forEach(section -> done(life.completeForm(number, section)));
        done(life.take(number, Transition.COMPLETE_CASEBOOK, null));
        sign();
        done(life.take(number, Transition.UNSIGN, "to be read again"));
        sign();
        signIn(DORA);
        done(life.take(number, Transition.FREEZE, null));
        signIn(INES);
        save(casebooks.create("02"), "last_name3=DUP", "first_name3=BEA", "sex=F", "ana=0");
        assertThat(mismatches()).isEmpty();
    }

    private SeenAnswer seen(String item) {
        return new SeenAnswer(number, item, read(number).reach(item).answer());
    }

    private List<Edit> blanks() {
        Casebook casebook = read(number);
        return Study.SECTIONS.stream().flatMap(section -> section.blanks(casebook)).map(
                each -> new Edit(each.exportName(), Answer.blank(), Answer.missing(MissingReason.ND))).toList();
    }

    private static void done(LifeResult result) {
        assertThat(result).isInstanceOf(LifeResult.Done.class);
    }

    private void sign() {
        done(life.sign(number, casebooks.open(number).standing().changedAt(), SignatureMeaning.RESPONSIBLE, typed("right")));
    }

    private Verification verification() {
        return new ChainVerifier(database, cipher).verify(null);
    }

    private List<Mismatch> mismatches() {
        return verification().mismatches();
    }

    /** Tables that tell of a patient, with how to find the rows of one. */
    private static Map<String, String> tables() {
        Map<String, String> tables = new TreeMap<>();
        Study.FORMS.forEach(form -> tables.put(form.table(), "patient_id = :patient"));
        List.of("finding", "signature", "verification", "query", "sample_item", "audit_record", "audit_head", "identity_read")
                .forEach(table -> tables.put(table, "patient_id = :patient"));
        tables.put("patient", "id = :patient");
        tables.put("identity", "id = (select id from identification where patient_id = :patient)");
        tables.put("query_message", "query_number in (select number from query where patient_id = :patient)");
        return tables;
    }

    private record Column(String name, String type) {
    }

    private List<Column> columns(String table) {
        return database.sql("""
                select lower(column_name), lower(data_type) from information_schema.columns
                where lower(table_name) = ? and lower(table_schema) = 'public' and is_generated = 'NEVER' and is_identity = 'NO'
                order by ordinal_position""").param(table)
                .query((row, i) -> new Column(row.getString(1), row.getString(2).toLowerCase(Locale.ROOT))).list().stream()
                .filter(column -> !Set.of("id", "patient_id", "query_number", "sample_id", "number").contains(column.name())
                        || table.equals("audit_record") || table.equals("patient")).toList();
    }

    @Test
    void aChangeOfAnyColumnOfAnyRowIsFoundOrIsAmongThoseThatCannotBe() {
        long patient = database.sql("select id from patient where number = ?").param(number).query(Long.class).single();
        Set<String> unfound = new TreeSet<>();
        Set<String> untried = new TreeSet<>();
        tables().forEach((table, where) -> columns(table).forEach(column -> {
            String name = table + "." + column.name();
            boolean[] tried = {false};
            for (String which : List.of(" is not null", " is null")) {
                transaction.executeWithoutResult(status -> {
                    if (tamper(patient, table, where + " and " + column.name() + which, column)) {
                        tried[0] = true;
                        if (verification().holds()) {
                            unfound.add(name);
                        }
                    }
                    status.setRollbackOnly();
                });
            }
            if (!tried[0]) {
                untried.add(name);
            }
        }));
        assertThat(untried).as("columns to which nothing else could be written").isEmpty();
        assertThat(unfound).as("changed, and not found").isEqualTo(UNSEEN.keySet());
        assertThat(verification().holds()).as("all of it was taken back").isTrue();
    }

    /** Writes something else into a column of the first of these rows; false where there is none, or nothing is taken. */
    private boolean tamper(long patient, String table, String where, Column column) {
        String key = table.equals("query") ? "number" : table.equals("audit_head") ? "patient_id" : "id";
        String rows = " from " + table + " where " + where;
        if (database.sql("select count(*)" + rows).param("patient", patient).query(Long.class).single() == 0) {
            return false;
        }
        Object id = database.sql("select max(" + key + ")" + rows).param("patient", patient).query(Long.class).single();
        String type = column.type();
        List<String> values = type.contains("char") ? TEXTS.stream().map(text -> "'" + text + "'").toList()
                : type.contains("timestamp") ? List.of("coalesce(" + column.name() + ", current_timestamp) + interval '1' hour")
                : type.contains("bool") ? List.of("(not " + column.name() + ")")
                : List.of("coalesce(" + column.name() + ", 0) + 1000", "2", "coalesce(" + column.name() + ", 0) + 1",
                "(select max(id) from patient)");
        for (String value : values) {
            database.sql("savepoint before_it").update();
            try {
                if (database.sql("update " + table + " set " + column.name() + " = " + value + " where " + key + " = ? and ("
                        + column.name() + " is null or " + column.name() + " <> " + value + ")").param(id).update() == 1) {
                    return true;
                }
            } catch (DataAccessException refused) {
                database.sql("rollback to savepoint before_it").update();
            }
        }
        return false;
    }

    @Test
    void aRowThatIsTakenAwayIsFound() {
        Map<String, String> left = new HashMap<>();
        tables().forEach((table, where) -> {
            if (table.equals("patient")) {
                return;
            }
            transaction.executeWithoutResult(status -> {
                long patient = database.sql("select id from patient where number = ?").param(number).query(Long.class).single();
                if (table.equals("query")) {
                    database.sql("delete from query_message").update();
                }
                if (table.equals("identification")) {
                    database.sql("delete from identity").update();
                }
                String key = table.equals("query") ? "number" : table.equals("audit_head") ? "patient_id" : "id";
                assertThat(database.sql("delete from " + table + " where " + key + " = (select max(" + key + ") from " + table
                        + " where " + where + ")").param("patient", patient).update()).as(table).isEqualTo(1);
                if (verification().holds()) {
                    left.put(table, "not found");
                }
                status.setRollbackOnly();
            });
        });
        assertThat(left).isEmpty();
    }

    @Test
    void twoSealedIdentitiesThatWereSwappedAreFoundWithThePlaceAndWithoutTheLetters() {
        transaction.executeWithoutResult(status -> {
            database.sql("""
                    update identity set last_name3 = (select other.last_name3 from identity other where other.id <> identity.id)
                    """).update();
            List<Mismatch> found = mismatches();
            assertThat(found).extracting(Mismatch::table, Mismatch::place, Mismatch::kind).containsOnly(
                    org.assertj.core.api.Assertions.tuple("identification", "last_name3", Mismatch.Kind.CHANGED));
            assertThat(found).hasSize(2);
            assertThat(found.toString()).doesNotContain("LEG", "DUP");
            status.setRollbackOnly();
        });
    }

}
