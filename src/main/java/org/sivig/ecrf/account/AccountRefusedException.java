package org.sivig.ecrf.account;

import java.util.EnumSet;
import java.util.Set;

/** An account or a site cannot be made or changed so. */
public class AccountRefusedException extends RuntimeException {

    /** Why. */
    public enum Why {
        /** A user name has 3 to 60 of the letters a to z, digits, dot, hyphen, low line and at sign. */
        BAD_USERNAME, USERNAME_TAKEN, NO_NAME, BAD_EMAIL, NO_SITE, UNKNOWN_SITE, ENDS_BEFORE_IT_BEGINS, OVER_ALREADY, NO_REASON,
        /** Nobody changes their own rights. */
        OWN_ACCOUNT,
        /** Whoever has asked for it does not say yes to it as well. */
        SECOND_PERSON,
        /** Somebody has to be left who administers. */
        LAST_ADMINISTRATOR,
        /** It is not as it was when it was shown. */
        CHANGED_MEANWHILE,
        /** A code has two digits. */
        BAD_CODE, CODE_TAKEN,
        /** It was used, has run out, or another was made since. */
        DEAD_LINK, WRONG_PASSWORD,
        /** What is against a password that was chosen. */
        PASSWORD_SHORT, PASSWORD_LONG, PASSWORD_REPEATS, PASSWORD_NAMES, PASSWORD_GUESSED,
        /** After too many wrong ones none is taken for a while. */
        PAUSED,
        WRONG_CODE,
        /** A code is taken once; the next one comes within half a minute. */
        CODE_USED,
        /** It would be right some minutes earlier or later. */
        CLOCK_WRONG, CODES_PAUSED,
        PASSKEY_REFUSED,
        /** With this account one signs in with a provider only. */
        NOT_LOCAL,
        /** Another account is known to the provider so. */
        IDENTITY_TAKEN,
        /** The provider has not been asked again, or not just now. */
        NOT_VOUCHED,
        /** It belongs to pages of another address. */
        PASSKEY_ELSEWHERE,
        /** A passkey is called something, with 60 characters at most. */
        NO_LABEL,
        /** A duty says what it is, with 200 characters at most, and since when. */
        NO_DUTY,
        /** Who has this role does without no second factor. */
        COMPULSORY,
        /** The password was given too long ago. */
        TOO_LATE;

        private static final Set<Why> OF_CHOICE = EnumSet.of(PASSWORD_SHORT, PASSWORD_LONG, PASSWORD_REPEATS, PASSWORD_NAMES, PASSWORD_GUESSED);

        /** Whether another password has to be chosen. */
        public boolean isOfChoice() {
            return OF_CHOICE.contains(this);
        }
    }

    private final Why why;

    public AccountRefusedException(Why why) {
        super(why.name());
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
