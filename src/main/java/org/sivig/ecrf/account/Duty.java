package org.sivig.ecrf.account;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What somebody was trained in, or what was delegated to them.
 *
 * @param until      the last day; null while it goes on
 * @param recordedBy the user name of who has put it on record
 */
public record Duty(long id, String username, Kind kind, String what, LocalDate from, @Nullable LocalDate until, String recordedBy,
        Instant recordedAt) {

    public enum Kind {
        TRAINING, DELEGATION
    }
}
