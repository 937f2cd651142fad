package org.sivig.ecrf.ui.account;

import java.time.Clock;
import java.time.LocalDate;
import org.sivig.ecrf.account.AccountRow;
import org.sivig.ecrf.ui.Words;
import org.springframework.stereotype.Component;

/** Says whether one can sign in with an account, and until when. */
@Component
class AccountStates {

    private final Clock clock;

    AccountStates(Clock clock) {
        this.clock = clock;
    }

    String said(Words words, AccountRow row) {
        LocalDate today = LocalDate.now(clock);
        if (row.deactivated() != null) {
            return words.of("admin.users.deactivated", Words.dayAndTime(row.deactivated()));
        }
        if (row.validFrom() != null && today.isBefore(row.validFrom())) {
            return words.of("admin.users.from", DayField.said(row.validFrom()));
        }
        if (row.validUntil() != null && today.isAfter(row.validUntil())) {
            return words.of("admin.users.over", DayField.said(row.validUntil()));
        }
        return words.of(row.hasPassword() ? "admin.users.active" : "admin.users.no-password")
                + (row.validUntil() == null ? "" : " " + words.of("admin.users.until", DayField.said(row.validUntil())));
    }
}
