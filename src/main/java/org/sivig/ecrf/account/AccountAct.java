package org.sivig.ecrf.account;

/** What is done about accounts, sites and sign-ins, as the log of accounts keeps it. */
public enum AccountAct {
    SIGNED_IN, SIGN_IN_REFUSED, SIGN_IN_PAUSED, SIGN_IN_ENDED, PROOF_GIVEN,
    ACCOUNT_MADE, ACCOUNT_CHANGED, ACCOUNT_DEACTIVATED, ACCOUNT_REACTIVATED,
    LINK_MADE, PASSWORD_CHOSEN, LINK_REFUSED,
    FACTOR_ENROLLED, FACTOR_REMOVED, FACTOR_RESET, CODE_REFUSED, CODE_PAUSED, RECOVERY_CODE_USED, RECOVERY_CODES_MADE,
    SITE_MADE, SITE_CHANGED, SITE_CLOSED, SITE_REOPENED,
    /** Somebody asked for what they may not do. */
    DENIED
}
