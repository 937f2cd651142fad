package org.sivig.ecrf.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.Map;
import org.apache.commons.net.ntp.NTPUDPClient;
import org.apache.commons.net.ntp.NtpV3Packet;
import org.apache.commons.net.ntp.TimeInfo;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.study.Study;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The clock of this server beside that of the database, which all nodes have in common, and that of a time server (NTP, RFC 5905), by which it
 * is known which of the two is wrong.
 *
 * @param ahead       how far this server is ahead of the database; less than nothing when it is behind
 * @param aheadOfTime the same of the time server; null when none is named, or it does not answer
 * @param isTimeAway  whether one is named that does not answer
 */
public record Clocks(Duration ahead, @Nullable Duration aheadOfTime, boolean isTimeAway) {

    /** How far two clocks may be apart. */
    public static final Duration APART = Duration.ofSeconds(5);

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** What can be wrong. */
    public enum Wrong {
        /** This server and the database. */
        APART,
        /** This server and the time server. */
        SERVER,
        /** The database and the time server. */
        DATABASE
    }

    /**
     * Looks at all of them.
     *
     * @param timeServer its name, with its port behind a colon where that is not 123; empty for none
     */
    public static Clocks read(JdbcClient database, String timeServer) {
        Duration ahead = ahead(database);
        if (timeServer.isBlank()) {
            return new Clocks(ahead, null, false);
        }
        try {
            return new Clocks(ahead, ahead(timeServer), false);
        } catch (IOException | IllegalArgumentException away) {
            return new Clocks(ahead, null, true);
        }
    }

    private static Duration ahead(JdbcClient database) {
        Instant asked = Study.CLOCK.instant();
        Instant there = database.sql("select current_timestamp")
                .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant()).single();
        return Duration.between(there, asked.plus(Duration.between(asked, Study.CLOCK.instant()).dividedBy(2)));
    }

    private static Duration ahead(String timeServer) throws IOException {
        URI address = URI.create("ntp://" + timeServer.strip());
        try (NTPUDPClient client = new NTPUDPClient()) {
            client.setDefaultTimeout(PATIENCE);
            TimeInfo answer = client.getTime(InetAddress.getByName(address.getHost()),
                    address.getPort() < 0 ? NtpV3Packet.NTP_PORT : address.getPort());
            answer.computeDetails();
            if (answer.getOffset() == null || answer.getMessage().getStratum() == 0) { // it does not know the time itself
                throw new IOException("No time");
            }
            return Duration.ofMillis(-answer.getOffset());
        }
    }

    /** How far the database is ahead of the time server; null as there. */
    public @Nullable Duration databaseAhead() {
        return aheadOfTime == null ? null : aheadOfTime.minus(ahead);
    }

    /** What is further apart than it may be, and by how much. */
    public Map<Wrong, Duration> wrong() {
        Map<Wrong, Duration> all = new EnumMap<>(Wrong.class);
        all.put(Wrong.APART, ahead);
        if (aheadOfTime != null) {
            all.put(Wrong.SERVER, aheadOfTime);
            all.put(Wrong.DATABASE, aheadOfTime.minus(ahead));
        }
        all.values().removeIf(each -> each.abs().compareTo(APART) <= 0);
        return all;
    }
}
