package org.sivig.ecrf.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.sivig.ecrf.OnTwoRoles;
import org.sivig.ecrf.study.Study;
import org.springframework.dao.DataAccessException;

/**
 * What the role of the application may do in PostgreSQL where another owns the tables. That it can do its work with no
 * more is shown by taking a casebook through its whole life as this role.
 */
class GrantsTest extends WholeLife implements OnTwoRoles {

    /** What may be done to the rows of each table beyond reading and adding: changed whole or in part, taken away. */
    private static final String RIGHTS = """
            account_event       -
            account_head        part
            account_identity    whole away
            audit_head          part
            audit_record        -
            backup_record       odd
            data_export         part
            data_package        part
            duty                part
            finding             part
            identity            whole away
            identity_asked      whole away
            identity_key_check  -
            identity_read       -
            last_done           part
            monitoring_visit    part
            passkey             whole away
            passkey_user        whole away
            password_attempt    whole away
            password_link       part
            patient             part
            query               part
            query_message       -
            recovery_code       whole away
            register_head       part
            register_record     -
            sample              part
            sample_item         part
            saved_view          whole away
            second_factor       whole away
            sign_in             part
            turn                part
            signature           part
            site                part
            standing_check      part
            user_account        part
            user_site           whole away
            verification        whole away
            verification_plan   -
            """;

    @Test
    void theApplicationMayDoWhatItNeedsAndNoMore() {
        Map<String, String> expected = new TreeMap<>(RIGHTS.lines().map(line -> line.split("\\s+", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1])));
        Study.FORMS.forEach(form -> expected.put(form.table(), "whole away"));
        Map<String, String> rights = new TreeMap<>();
        database.sql("""
                select tablename, has_table_privilege(tablename, 'UPDATE') as whole, has_any_column_privilege(tablename, 'UPDATE') as part,
                    has_table_privilege(tablename, 'DELETE') as away,
                    has_table_privilege(tablename, 'TRUNCATE') or not has_table_privilege(tablename, 'SELECT')
                        or not has_table_privilege(tablename, 'INSERT') as odd
                from pg_tables where schemaname = 'public' and tablename not like 'databasechangelog%'""").query(row -> {
                    String may = row.getBoolean("whole") ? "whole" : row.getBoolean("part") ? "part" : "";
                    may = (may + (row.getBoolean("away") ? " away" : "") + (row.getBoolean("odd") ? " odd" : "")).strip();
                    rights.put(row.getString("tablename"), may.isEmpty() ? "-" : may);
                });
        assertThat(rights).isEqualTo(expected);
    }

    @Test
    void whatIsOnRecordIsNotRewrittenAsTheApplication() {
        for (String statement : new String[] {"update audit_record set username = 'x'", "delete from audit_record",
            "update query set text = 'x'", "update query_message set text = 'x'", "delete from query",
            "update signature set hash = 'x'", "delete from signature", "update identity_read set username = 'x'",
            "delete from identity_read", "update data_export set row_count = 0", "delete from account_event", "insert into backup_record (act) values ('BACKUP')",
            "update patient set number = 'SIV-01-999'", "delete from patient", "update user_account set username = 'x'",
            "delete from user_account", "update finding set check_id = 'x'", "delete from finding", "truncate verification",
            "drop table query_message", "alter table audit_record add x integer", "delete from databasechangelog"}) {
            assertThatThrownBy(() -> database.sql(statement).update()).as(statement).isInstanceOf(DataAccessException.class)
                    .rootCause().hasMessageMatching("(?s).*(permission denied|must be owner).*");
        }
        assertThat(verification().holds()).isTrue();
        assertThat(count("databasechangelog")).as("which the self-check reads").isPositive();
    }
}
