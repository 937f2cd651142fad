package org.sivig.ecrf.audit;

import java.time.Clock;
import java.time.ZoneOffset;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.account.Register;
import org.sivig.ecrf.account.Registers;
import org.sivig.ecrf.account.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts on record who takes which data out of the system as a file, and how that ended. No record is ever taken away. */
@Component
public class ExportLog {

    private static final int FILTER_LENGTH = 4000;

    private final JdbcClient database;
    private final AccessPolicy policy;
    private final Registers registers;
    private final Clock clock;

    ExportLog(JdbcClient database, AccessPolicy policy, Registers registers, Clock clock) {
        this.registers = registers;
        this.database = database;
        this.policy = policy;
        this.clock = clock;
    }

    /**
     * Puts an export by the user on record. Called and committed before the first row leaves, so that there is no file
     * without its record.
     *
     * @param what   the list or data set, as in its address
     * @param filter which part of it, as it stands in the address; empty for all that the user sees
     * @param rows   how many there are
     * @return the number under which its end is put on record
     * @throws AccessDeniedException when nobody is signed in
     */
    @Transactional
    public long record(String what, String filter, long rows) {
        Viewer viewer = policy.viewer();
        KeyHolder number = new GeneratedKeyHolder();
        database.sql("insert into data_export (at, username, role, what, filter_text, row_count)"
                + " values (?, ?, ?, ?, ?, ?)").params(
                clock.instant().atOffset(ZoneOffset.UTC), viewer.username(),
                viewer.role().name(), what, filter.substring(0, Math.min(filter.length(), FILTER_LENGTH)), rows)
                .update(number, "id");
        return registers.added(Register.EXPORTS, number);
    }

    /** Puts on record how an export ended. */
    @Transactional
    public void ended(long number, boolean whole) {
        if (database.sql("update data_export set ended_at = ?, outcome = ? where id = ? and outcome is null")
                .params(clock.instant().atOffset(ZoneOffset.UTC), whole ? "WHOLE" : "BROKEN", number).update() > 0) {
            registers.changed(Register.EXPORTS, number);
        }
    }
}
