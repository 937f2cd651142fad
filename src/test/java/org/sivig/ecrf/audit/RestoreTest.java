package org.sivig.ecrf.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sivig.ecrf.ServiceTest;
import org.sivig.ecrf.account.AccountAct;
import org.sivig.ecrf.account.AccountLog;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.audit.AuditRecords.Break;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** A database that is put back to how it was the day before: what the files of heads of both days tell of it. */
abstract class RestoreTest extends ServiceTest {

    private static final String FIRST = "SIV-01-001";
    private static final String SECOND = "SIV-01-002";
    private static final String UNTOUCHED = "SIV-02-001";
    private static final String COPY = "day_before";

    @Autowired
    private AuditChains chains;
    @Autowired
    private AccountLog log;
    @Autowired
    private TransactionTemplate transaction;

    /** The statement after which the database holds references between tables, or does not. */
    abstract String references(boolean held);

    @AfterEach
    void dropTheCopy() {
        database.sql("drop schema if exists " + COPY + " cascade").update();
    }

    @Test
    void aFileOfHeadsFromAfterItNamesEveryChainThatIsBehindAndEveryNumberThatIsGivenAgain() {
        signIn(INES);
        casebooks.create("02");
        save(UNTOUCHED, "sex=F");
        signIn(CLAIRE);
        casebooks.create("01");
        save(FIRST, "last_name3=LEG", "sex=F", "ref_physician=A");
        log.add(AccountAct.LOG_TAKEN, "", "", "");
        AuditHeads dayBefore = heads();
        Map<String, Long> rows = rows();
        back(false);

        save(FIRST, "ref_physician=B");
        save(FIRST, "ref_physician=C");
        casebooks.create("01");
        save(SECOND, "sex=M");
        name(MARC, "Marc"); // an account more
        log.add(AccountAct.LOG_TAKEN, "", "", "");
        AuditHeads today = heads();
        assertThat(rows()).isNotEqualTo(rows);
        back(true);

        assertThat(rows()).as("all that was there, and nothing else").isEqualTo(rows);
        assertThat(verify(null).holds()).as("a whole state, seen from within").isTrue();
        assertThat(verify(dayBefore).holds()).as("the file of the day before knows nothing else").isTrue();
        Verification found = verify(today);
        assertThat(found.mismatches()).isEmpty();
        assertThat(found.breaks()).containsExactlyInAnyOrder(new Break(FIRST, seq(dayBefore, FIRST) + 1, Break.Kind.BEHIND),
                new Break(Break.REGISTERS, seq(dayBefore, Break.REGISTERS) + 1, Break.Kind.BEHIND),
                new Break(Break.ACCOUNTS, seq(dayBefore, Break.ACCOUNTS) + 1, Break.Kind.BEHIND), new Break(SECOND, 1, Break.Kind.GONE));
        assertThat(found.behind()).containsExactlyInAnyOrder(FIRST, Break.REGISTERS, Break.ACCOUNTS);
        assertThat(found.gone()).containsExactly(SECOND);

        signIn(CLAIRE);
        assertThat(casebooks.create("01")).as("as it said").isEqualTo(SECOND);
        save(SECOND, "sex=F", "ref_physician=X", "dx_date=2007-03");
        assertThat(verify(today).breaks()).as("a number that was given again is seen for ever")
                .contains(new Break(SECOND, seq(today, SECOND), Break.Kind.CHANGED));
    }

    private static long seq(AuditHeads heads, String name) {
        return heads.heads().stream().filter(each -> each.patient().equals(name)).mapToLong(AuditHeads.Head::seq).findFirst().orElseThrow();
    }

    private Verification verify(@Nullable AuditHeads earlier) {
        signIn(viewer("admin", Role.ADMINISTRATOR));
        Verification found = chains.verify(earlier);
        signIn(CLAIRE);
        return found;
    }

    private AuditHeads heads() {
        return AuditHeads.read(verify(null).heads().write());
    }

    private List<String> tables() {
        return database.sql("select lower(table_name) from information_schema.tables where lower(table_schema) = 'public'"
                + " and table_type = 'BASE TABLE' and lower(table_name) not like 'databasechange%' order by 1").query(String.class).list();
    }

    private Map<String, Long> rows() {
        Map<String, Long> rows = new TreeMap<>();
        tables().forEach(table -> rows.put(table, count(table)));
        return rows;
    }

    /** Keeps what every table holds, or puts it back. */
    private void back(boolean toWhatIsKept) {
        if (!toWhatIsKept) {
            database.sql("create schema " + COPY).update();
            tables().forEach(table -> database.sql("create table " + COPY + "." + table + " as select " + columns(table) + " from public."
                    + table).update());
            return;
        }
        transaction.executeWithoutResult(status -> {
            database.sql(references(false)).update();
            tables().forEach(table -> {
                database.sql("delete from public." + table).update();
                database.sql("insert into public." + table + " (" + columns(table) + ") select " + columns(table) + " from " + COPY + "."
                        + table).update();
            });
            database.sql(references(true)).update();
        });
    }

    private String columns(String table) {
        return String.join(", ", database.sql("select lower(column_name) from information_schema.columns where lower(table_name) = ?"
                + " and lower(table_schema) = 'public' and is_generated = 'NEVER' order by ordinal_position").param(table)
                .query(String.class).list());
    }
}
