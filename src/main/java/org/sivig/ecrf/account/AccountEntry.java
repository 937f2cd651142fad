package org.sivig.ecrf.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * A record of the log of accounts.
 *
 * @param username who did it; empty when nobody was signed in
 * @param role     in which role; empty when nobody was signed in
 * @param subject  the user name or the site it was done to
 * @param details  what it came to
 * @param reason   why, where it was asked for; empty otherwise
 * @param address  from where
 */
public record AccountEntry(long seq, Instant at, String username, String role, AccountAct act, String subject,
        String details, String reason, String address) {

    static final String COLUMNS = "seq, at, username, role, act, subject, details, reason, address";

    static AccountEntry read(ResultSet row) throws SQLException {
        return new AccountEntry(row.getLong("seq"), row.getTimestamp("at").toInstant(), row.getString("username"),
                row.getString("role"), AccountAct.valueOf(row.getString("act")), row.getString("subject"),
                row.getString("details"), row.getString("reason"), row.getString("address"));
    }

    /** The hash of this record, after that of the one before it. */
    String hashAfter(String previous) {
        return RecordHash.of(previous, seq, at, username, role, act, subject, details, reason, address);
    }
}
