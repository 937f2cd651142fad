package org.sivig.ecrf.ui.account;

import java.util.Objects;
import org.sivig.ecrf.account.AccountRow;
import org.sivig.ecrf.ui.DayField;
import org.sivig.ecrf.ui.Words;

/** Says whether one can sign in with an account, and until when. */
final class AccountStates {

    private AccountStates() {
    }

    static String said(Words words, AccountRow row) {
        String until = row.validUntil() == null ? "" : " " + words.of("admin.users.until", DayField.said(row.validUntil()));
        return switch (row.state()) {
            case DEACTIVATED -> words.of("admin.users.deactivated", Words.dayAndTime(Objects.requireNonNull(row.deactivated())));
            case AWAITS -> words.of("admin.users.awaits", Objects.requireNonNull(row.askedBy()));
            case NOT_YET -> words.of("admin.users.from", DayField.said(Objects.requireNonNull(row.validFrom())));
            case OVER -> words.of("admin.users.over", DayField.said(Objects.requireNonNull(row.validUntil())));
            case NO_WAY_IN -> words.of("admin.users.no-password") + until;
            case ACTIVE -> words.of("admin.users.active") + until;
        };
    }
}
