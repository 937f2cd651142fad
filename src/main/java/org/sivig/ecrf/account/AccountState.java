package org.sivig.ecrf.account;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Whether one can sign in with an account, and why not. */
public enum AccountState {
    ACTIVE, DEACTIVATED,
    /** A second person has yet to say yes to what it is to be. */
    AWAITS,
    /** Its first day is to come. */
    NOT_YET,
    /** Its last day is over. */
    OVER,
    /** No password was chosen, and no provider vouches for its person. */
    NO_WAY_IN;

    /** Why nobody signs in with it, as far as who knows its password is told (decision 0064). */
    public static final Set<AccountState> CLOSED = Collections.unmodifiableSet(EnumSet.of(AWAITS, NOT_YET, OVER, DEACTIVATED));
}
