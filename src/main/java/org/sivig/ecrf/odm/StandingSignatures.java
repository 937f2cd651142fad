package org.sivig.ecrf.odm;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.sivig.ecrf.study.life.CasebookState;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The signatures that stand, at most one under each casebook. */
@Component
class StandingSignatures {

    private static final String SELECT = """
            select p.site, s.username, s.role, s.meaning, s.signed_at
            from signature s join patient p on p.id = s.patient_id where s.revoked_at is null
            and\s""" + CasebookState.COUNTS;

    private final JdbcClient database;

    StandingSignatures(JdbcClient database) {
        this.database = database;
    }

    record Signed(String site, String username, String role, String meaning, Instant at) {

        private static Signed read(ResultSet row, int number) throws SQLException {
            return new Signed(row.getString("site"), row.getString("username"), row.getString("role"),
                    row.getString("meaning"), row.getObject("signed_at", OffsetDateTime.class).toInstant());
        }
    }

    List<Signed> all() {
        return database.sql(SELECT).query(Signed::read).list();
    }

    /** @param number of a patient */
    List<Signed> under(String number) {
        return database.sql(SELECT + " and p.number = ?").param(number).query(Signed::read).list();
    }
}
