package org.sivig.ecrf.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.sivig.ecrf.account.AccountAct;
import org.sivig.ecrf.account.AccountLog;
import org.sivig.ecrf.account.IdentityResealing;
import org.sivig.ecrf.account.Register;
import org.sivig.ecrf.audit.AuditRecords.Break;
import org.sivig.ecrf.study.Identification;
import org.sivig.ecrf.study.Study;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.transaction.support.TransactionTemplate;

/** Changes what is stored beside the application, one thing at a time, and looks whether the verification finds it. */
abstract class EvidenceTest extends WholeLife {

    /** Which columns of which tables can be changed without being found, and why. */
    private static final Map<String, String> UNSEEN = unseen();

    private static Map<String, String> unseen() {
        Map<String, String> unseen = new TreeMap<>();
        List.of("asked", "answered", "approximate", "stop_visits", "state_at").forEach(
                column -> unseen.put("patient." + column, "computed anew with each save"));
        List.of("ivig_course.approximate", "visit.approximate").forEach(
                column -> unseen.put(column, "computed anew with each save"));
        List.of("severity", "arguments", "answers", "cause", "cause_value", "folded", "resolved_at", "justified_at").forEach(
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
    private TransactionTemplate transaction;
    @Autowired
    private AccountLog log;

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
        String key = table.equals("query") ? "number" : table.equals("audit_head") ? "patient_id" : table.equals("site") ? "code" : "id";
        String rows = " from " + table + " where " + where;
        if (database.sql("select count(*)" + rows).param("patient", patient).query(Long.class).single() == 0) {
            return false;
        }
        Object id = database.sql("select max(" + key + ")" + rows).param("patient", patient)
                .query((row, i) -> row.getObject(1)).single();
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
    void whatWasSealedForNoPlaceIsSealedAnewAndSoIsEverythingWithAnotherKey() {
        IdentityResealing resealing = new IdentityResealing(database, cipher);
        transaction.executeWithoutResult(status -> database.sql("update identity set first_name3 = ? where id = (select id from"
                + " identification where patient_id = (select id from patient where number = ?))").params(cipher.seal("ANN"), number).update());
        assertThat(mismatches()).as("as a version before sealed it").hasSize(1);
        ReflectionTestUtils.invokeMethod(resealing, "sealForPlaces");
        assertThat(verification().holds()).isTrue();
        List<String> before = database.sql("select last_name3 from identity order by id").query(String.class).list();
        assertThat(resealing.sealAll()).isEqualTo(5);
        assertThat(database.sql("select last_name3 from identity order by id").query(String.class).list()).doesNotContainAnyElementsOf(before);
        assertThat(verification().holds()).isTrue();
    }

    private void fillTheRegisters() {
        List.of("insert into user_site (user_id, site) select id, '01' from user_account where username = 'claire'",
                "insert into duty (username, kind, what, from_day, recorded_by, recorded_at)"
                        + " values ('claire', 'DUTY', 'entry', date '2026-01-01', 'dora', current_timestamp)",
                "insert into data_export (at, username, role, what, filter_text, row_count)"
                        + " values (current_timestamp, 'dora', 'DATA_MANAGER', 'audit', '', 3)",
                "insert into data_package (started_at, username, role, scope, free_texts, audit_trail, state)"
                        + " values (current_timestamp, 'dora', 'DATA_MANAGER', 'all', false, false, 'WAITING')",
                "insert into standing_check (text, severity, form, filter, item, author, author_role, created_at)"
                        + " values ('x', 'INFO', 'diagnosis', 'ana=1', 'ana', 'dora', 'DATA_MANAGER', current_timestamp)",
                "insert into verification_plan (critical, first_patients, percent, seed, made_by, made_at, reason)"
                        + " values ('', 1, 10, 1, 'dora', current_timestamp, 'x')",
                "insert into monitoring_visit (site, visit_day, opened_by, opened_at, report, version)"
                        + " values ('01', date '2026-01-01', 'marc', current_timestamp, '', 0)")
                .forEach(sql -> assertThat(database.sql(sql).update()).as(sql).isPositive());
        registers.takeUpWhatIsThere();
        registers.takeUpWhatIsThere();
    }

    private void fillTheRegistersWhole() {
        transaction.executeWithoutResult(status -> {
            fillTheRegisters();
            registers.changed(Register.ACCOUNTS, database.sql("select id from user_account where username = 'claire'").query(Long.class)
                    .single()); // who got a site
        });
    }

    @Test
    void aRowOfARegisterThatWasChangedTakenAwayOrPutThereIsFound() {
        Map<String, String> left = new TreeMap<>();
        fillTheRegistersWhole();
        assertThat(verification().holds()).isTrue();
        for (Register register : Register.values()) {
            String table = register.table();
            List<Column> columns = columns(table).stream().filter(column -> register.holds(column.name())).toList();
            assertThat(database.sql("select count(*) from " + table).query(Long.class).single()).as(table).isPositive();
            for (Column column : columns) {
                transaction.executeWithoutResult(status -> {
                    if (tamper(0, table, "0 <= :patient", column) && mismatches().isEmpty()) {
                        left.put(table + "." + column.name(), "changed");
                    }
                    status.setRollbackOnly();
                });
            }
        }
        for (String act : List.of("delete from duty", "insert into user_site (user_id, site) select max(id), '02' from user_account",
                "insert into data_export (at, username, role, what, filter_text, row_count) values (current_timestamp, 'x', 'x', 'x', '', 1)",
                "update register_record set state = 'x' where seq = 2", "delete from register_record where seq = 1",
                "update register_head set seq = seq - 1")) {
            transaction.executeWithoutResult(status -> {
                assertThat(database.sql(act).update()).as(act).isPositive();
                if (verification().holds()) {
                    left.put(act, "not found");
                }
                status.setRollbackOnly();
            });
        }
        assertThat(left).isEmpty();
        assertThat(verification().holds()).isTrue();
    }

    @Test
    void aChainOfNoPatientAndOneOfReadsThatWasCutWithItsHeadIsFoundWithAFileOfHeads() {
        fillTheRegistersWhole();
        log.add(AccountAct.LOG_TAKEN, "", "once", "");
        log.add(AccountAct.LOG_TAKEN, "", "twice", "");
        signIn(CLAIRE);
        casebooks.open(number);
        AuditHeads earlier = AuditHeads.read(verification().heads().write());
        AuditHeads.Head registers = head(earlier, Break.REGISTERS);
        AuditHeads.Head accounts = head(earlier, Break.ACCOUNTS);
        long reads = head(earlier, number).reads();
        assertThat(reads).isPositive();
        transaction.executeWithoutResult(status -> {
            cut("register_record", "register_head");
            assertThat(database.sql("delete from user_site").update()).isEqualTo(1);
            cut("account_event", "account_head");
            database.sql("delete from identity_read where patient_id = (select id from patient where number = ?) and seq = ?")
                    .params(number, reads).update();
            database.sql("update audit_head set reads = reads - 1, reads_hash = (select r.hash from identity_read r where r.patient_id ="
                    + " audit_head.patient_id and r.seq = audit_head.reads - 1) where patient_id = (select id from patient where number = ?)")
                    .param(number).update();
            assertThat(verification().holds()).as("seen from within, nothing is wrong").isTrue();
            Verification found = new ChainVerifier(database, cipher).verify(earlier);
            assertThat(found.breaks()).containsExactly(new Break(Break.REGISTERS, registers.seq(), Break.Kind.BEHIND),
                    new Break(Break.ACCOUNTS, accounts.seq(), Break.Kind.BEHIND));
            assertThat(found.mismatches()).containsExactly(new Mismatch(number, "identity_read", "#" + reads, Mismatch.Kind.MISSING));
            log.add(AccountAct.LOG_TAKEN, "", "something else", "");
            assertThat(new ChainVerifier(database, cipher).verify(earlier).breaks()).as("written anew")
                    .contains(new Break(Break.ACCOUNTS, accounts.seq(), Break.Kind.CHANGED));
            status.setRollbackOnly();
        });
        assertThat(new ChainVerifier(database, cipher).verify(earlier).holds()).isTrue();
    }

    private static AuditHeads.Head head(AuditHeads heads, String name) {
        return heads.heads().stream().filter(each -> each.patient().equals(name)).findFirst().orElseThrow();
    }

    /** Takes the last record of a chain away, with what says that it was there. */
    private void cut(String table, String head) {
        assertThat(database.sql("delete from " + table + " where seq = (select max(seq) from " + table + ")").update()).isEqualTo(1);
        assertThat(database.sql("update " + head + " set seq = seq - 1, hash = (select hash from " + table
                + " order by seq desc fetch first row only)").update()).isEqualTo(1);
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
            database.sql("select p.number from patient p").query(String.class).list().forEach(moved -> {
                signIn(moved.equals(number) ? CLAIRE : INES);
                assertThatIllegalStateException().as("nobody is shown the letters of another").isThrownBy(() ->
                        casebooks.open(moved).casebook().value(Identification.class, Identification::getLastName3));
            });
            assertThat(found.toString()).doesNotContain("LEG", "DUP");
            status.setRollbackOnly();
        });
    }

}
