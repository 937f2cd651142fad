package org.sivig.ecrf.account;

/** What a user does in the study, and so what they may see and do. */
public enum Role {
    INVESTIGATOR, MONITOR, DATA_MANAGER, STATISTICIAN, ADMINISTRATOR
}
