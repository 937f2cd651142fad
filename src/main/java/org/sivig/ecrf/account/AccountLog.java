package org.sivig.ecrf.account;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What was done about accounts, sites and sign-ins: only ever added to, each record chained to the one before it. Whoever
 * adds one holds the end of the chain until the transaction ends, so that two changes of accounts follow each other.
 */
@Component
public class AccountLog {

    private static final int MOST_DETAILS = 2000;

    /** @param broken the number of the first record that is not as it was written, 0 when there is none */
    public record Verified(long records, long broken) {
    }

    private final JdbcClient database;
    private final Clock clock;

    AccountLog(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Adds a record, by who is signed in. */
    @Transactional
    public void add(AccountAct act, String subject, String details, String reason) {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        Viewer viewer = who != null && who.getPrincipal() instanceof Viewer it ? it : null;
        add(act, viewer == null ? "" : viewer.username(), viewer == null ? "" : viewer.role().name(), subject, details, reason);
    }

    /** Adds a record that stays, whatever becomes of what is being done. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void addAlone(AccountAct act, String subject, String details) {
        add(act, subject, details, "");
    }

    @Transactional
    void add(AccountAct act, String username, String role, String subject, String details, String reason) {
        record Head(long seq, String hash) {
        }
        Head head = database.sql("select seq, hash from account_head where id = 1 for update")
                .query((row, number) -> new Head(row.getLong("seq"), row.getString("hash"))).single();
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        AccountEntry entry = new AccountEntry(head.seq() + 1, at, username, role, act, subject,
                details.substring(0, Math.min(MOST_DETAILS, details.length())), reason, Here.address());
        String hash = entry.hashAfter(head.hash());
        database.sql("insert into account_event (" + AccountEntry.COLUMNS + ", previous_hash, hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(entry.seq(), Timestamp.from(at), username, role, act.name(), subject, entry.details(), reason,
                        entry.address(), head.hash(), hash).update();
        database.sql("update account_head set seq = ?, hash = ? where id = 1").params(entry.seq(), hash).update();
    }

    /**
     * The last records, the newest first.
     *
     * @throws AccessDeniedException when the viewer administers no accounts
     */
    @Transactional(readOnly = true)
    public List<AccountEntry> last(int most, AccessPolicy policy) {
        policy.requireAdministers();
        return database.sql("select " + AccountEntry.COLUMNS + " from account_event order by seq desc fetch first ? rows only")
                .param(most).query((row, number) -> AccountEntry.read(row)).list();
    }

    /**
     * Reads every record again, and compares it with what the next one and the end of the chain say of it.
     *
     * @throws AccessDeniedException when the viewer administers no accounts
     */
    @Transactional(readOnly = true)
    public Verified verify(AccessPolicy policy) {
        policy.requireAdministers();
        return verify(database);
    }

    /** The same, for whoever has the database. */
    public static Verified verify(JdbcClient database) {
        record Seen(AccountEntry entry, String previous, String hash) {
        }
        String before = RecordHash.ROOT;
        long next = 1;
        for (Seen seen : database.sql("select " + AccountEntry.COLUMNS + ", previous_hash, hash from account_event order by seq")
                .query((row, number) -> new Seen(AccountEntry.read(row), row.getString("previous_hash"), row.getString("hash"))).list()) {
            if (seen.entry().seq() != next || !seen.previous().equals(before) || !seen.hash().equals(seen.entry().hashAfter(before))) {
                return new Verified(next - 1, next);
            }
            before = seen.hash();
            next++;
        }
        boolean ends = database.sql("select count(*) from account_head where id = 1 and seq = ? and hash = ?")
                .params(next - 1, before).query(Integer.class).single() == 1;
        return new Verified(next - 1, ends ? 0 : next);
    }
}
