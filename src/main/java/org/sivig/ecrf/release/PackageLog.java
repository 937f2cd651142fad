package org.sivig.ecrf.release;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.Register;
import org.sivig.ecrf.account.Registers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The packages that were asked for, and what became of them. */
@Component
@Transactional
class PackageLog {

    private static final int SHOWN = 100;

    private final JdbcClient database;
    private final Registers registers;
    private final Clock clock;

    PackageLog(JdbcClient database, Registers registers, Clock clock) {
        this.registers = registers;
        this.database = database;
        this.clock = clock;
    }

    long begin(String username, Scope scope, PackageRequest request) {
        KeyHolder id = new GeneratedKeyHolder();
        database.sql("""
                insert into data_package (started_at, username, role, scope, free_texts, audit_trail, state)
                values (?, ?, ?, ?, ?, ?, 'WAITING')""").params(now(), username, scope.role().name(), scope.name(),
                request.freeTexts(), request.auditTrail()).update(id, "id");
        return registers.added(Register.PACKAGES, id);
    }

    void writing(long id) {
        database.sql("update data_package set state = 'WRITING' where id = ?").params(id).update();
        registers.changed(Register.PACKAGES, id);
    }

    void made(long id, Packer.Packed made) {
        database.sql("""
                update data_package set state = 'MADE', ended_at = ?, cut_at = ?, file_name = ?, sha256 = ?, bytes = ?,
                patients = ?, row_count = ? where id = ?""").params(now(), made.cut().at().atOffset(ZoneOffset.UTC),
                made.name(), made.sha256(), made.bytes(), made.patients(), made.rows(), id).update();
        registers.changed(Register.PACKAGES, id);
    }

    void ended(long id, PackageState how) {
        database.sql("update data_package set state = ?, ended_at = ? where id = ? and ended_at is null")
                .params(how.name(), now(), id).update();
        registers.changed(Register.PACKAGES, id);
    }

    /** Nothing is being written: what was, is lost. */
    void lose() {
        for (long id : database.sql("select id from data_package where ended_at is null order by id").query(Long.class).list()) {
            ended(id, PackageState.LOST);
        }
    }

    /** The last of them, the newest first: of a scope, or by a user; all where the scope is everything. */
    @Transactional(readOnly = true)
    public List<PackageRecord> last(Scope scope, String username) {
        String which = scope.sites().isEmpty() ? "" : " where scope = :scope or username = :username";
        return database.sql("select * from data_package" + which + " order by started_at desc, id desc fetch first "
                + SHOWN + " rows only").param("scope", scope.name()).param("username", username)
                .query((row, i) -> read(row)).list();
    }

    private static PackageRecord read(ResultSet row) throws SQLException {
        OffsetDateTime cut = row.getObject("cut_at", OffsetDateTime.class);
        return new PackageRecord(row.getLong("id"), row.getObject("started_at", OffsetDateTime.class).toInstant(),
                row.getString("username"), row.getString("role"), row.getString("scope"),
                new PackageRequest(row.getBoolean("free_texts"), row.getBoolean("audit_trail")),
                PackageState.valueOf(row.getString("state")), cut == null ? null : cut.toInstant(),
                row.getString("file_name"), row.getString("sha256"), (Long) orNull(row, row.getLong("bytes")),
                (Integer) orNull(row, row.getInt("patients")), (Long) orNull(row, row.getLong("row_count")));
    }

    private static @Nullable Object orNull(ResultSet row, Object read) throws SQLException {
        return row.wasNull() ? null : read;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
