package org.sivig.ecrf.odm;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.study.life.CasebookState;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was said in the queries of a patient, whoever reads. */
@Component
class OdmQueries {

    private final JdbcClient database;

    OdmQueries(JdbcClient database) {
        this.database = database;
    }

    /** What was said at an item, and the state of the query after it. */
    record Message(long number, int place, String form, String rowKey, String item, boolean note, Instant at, String username,
            String role, String step, String state, @Nullable String text) {
    }

    /** By number, each thread from its beginning. */
    List<Message> of(long patient) {
        return database.sql("""
                select q.number, m.place, q.form, q.row_key, q.item, q.note, m.at, m.username, m.role, m.step, m.to_state,
                    case when m.place = 1 then q.text else m.text end as said
                from query q join query_message m on m.query_number = q.number
                where q.patient_id = ? order by q.number, m.place""").param(patient)
                .query((row, i) -> new Message(row.getLong("number"), row.getInt("place"), row.getString("form"),
                        row.getString("row_key"), row.getString("item"), row.getBoolean("note"),
                        row.getObject("at", OffsetDateTime.class).toInstant(), row.getString("username"), row.getString("role"),
                        row.getString("step"), row.getString("to_state"), row.getString("said"))).list();
    }

    /** Everybody who did something to a casebook that counts or said something in a query of it: user, role and site of the patient. */
    List<Person> people() {
        return database.sql("""
                select distinct r.username, r.role, p.site from audit_record r join patient p on p.id = r.patient_id where %s
                union select distinct m.username, m.role, p.site from query_message m
                    join query q on q.number = m.query_number join patient p on p.id = q.patient_id where %<s"""
                .formatted(CasebookState.COUNTS))
                .query((row, i) -> new Person(row.getString(1), row.getString(2), row.getString(3))).list();
    }

    record Person(String username, String role, String site) {
    }
}
