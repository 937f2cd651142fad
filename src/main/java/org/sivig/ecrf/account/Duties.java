package org.sivig.ecrf.account;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccountRefusedException.Why;
import org.sivig.ecrf.crf.TypedText;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The log of trainings and of duties that were delegated, with their dates, as good clinical practice asks for it. What is in it
 * stays; it can only be ended.
 */
@Service
public class Duties {

    private static final int MOST = 200;

    private final JdbcClient database;
    private final Registers registers;
    private final UserAccounts accounts;
    private final AccessPolicy policy;
    private final Administration administration;
    private final AccountLog log;
    private final Clock clock;

    Duties(JdbcClient database, UserAccounts accounts, AccessPolicy policy, Administration administration, AccountLog log, Clock clock, Registers registers) {
        this.registers = registers;
        this.database = database;
        this.accounts = accounts;
        this.policy = policy;
        this.administration = administration;
        this.log = log;
        this.clock = clock;
    }

    /**
     * All of them, by person and day.
     *
     * @throws AccessDeniedException when the viewer administers no accounts
     */
    @Transactional(readOnly = true)
    public List<Duty> all() {
        policy.requireAdministers();
        return database.sql("select id, username, kind, what, from_day, until_day, recorded_by, recorded_at from duty"
                + " order by username, from_day, id").query((row, number) -> new Duty(row.getLong("id"), row.getString("username"),
                        Duty.Kind.valueOf(row.getString("kind")), row.getString("what"), row.getObject("from_day", LocalDate.class),
                        row.getObject("until_day", LocalDate.class), row.getString("recorded_by"),
                        row.getTimestamp("recorded_at").toInstant())).list();
    }

    /** @throws AccountRefusedException when it does not say what and since when, and of oneself */
    @Transactional
    public void record(String username, Duty.Kind kind, String what, @Nullable LocalDate from, @Nullable LocalDate until) {
        administration.act("record a duty of " + username, () -> {
            String said = TypedText.line(what);
            if (said.isEmpty() || said.length() > MOST || from == null) {
                throw new AccountRefusedException(Why.NO_DUTY);
            }
            if (until != null && until.isBefore(from)) {
                throw new AccountRefusedException(Why.ENDS_BEFORE_IT_BEGINS);
            }
            requireAnother(username);
            log.add(AccountAct.DUTY_RECORDED, username, kind + ": " + said + ", " + from + (until == null ? "" : " – " + until), "");
            KeyHolder key = new GeneratedKeyHolder();
            database.sql("insert into duty (username, kind, what, from_day, until_day, recorded_by, recorded_at)"
                    + " values (?, ?, ?, ?, ?, ?, ?)").params(username, kind.name(), said, from, until, policy.viewer().username(),
                            Timestamp.from(clock.instant())).update(key, "id");
            return registers.added(Register.DUTIES, key);
        });
    }

    /**
     * It goes on until today; one that has ended stays as it was.
     *
     * @throws AccountRefusedException when it is one's own
     */
    @Transactional
    public void end(Duty duty) {
        administration.act("end a duty of " + duty.username(), () -> {
            requireAnother(duty.username());
            LocalDate today = LocalDate.now(clock);
            int ended = database.sql("update duty set until_day = case when from_day > ? then from_day else ? end where id = ? and until_day is null")
                    .params(today, today, duty.id()).update();
            if (ended > 0) {
                registers.changed(Register.DUTIES, duty.id());
                log.add(AccountAct.DUTY_ENDED, duty.username(), duty.kind() + ": " + duty.what(), "");
            }
            return ended;
        });
    }

    private void requireAnother(String username) {
        if (username.equals(policy.viewer().username())) {
            throw new AccountRefusedException(Why.OWN_ACCOUNT);
        }
        if (accounts.findByUsername(username).isEmpty()) {
            throw new AccountRefusedException(Why.CHANGED_MEANWHILE);
        }
    }
}
