package org.sivig.ecrf.account;

import java.util.List;
import java.util.Set;

/** The accounts of the demo that the sign-in page lists; there is such a bean in the demo only. */
public record DemoAccounts(List<Account> listed) {

    /** The password of every demo account; no account of a production study may have it. */
    public static final String PASSWORD = "Sivig-demo-2014";

    /** @param key what is typed into an authenticator to sign in; empty where no second factor is asked */
    public record Account(String username, Role role, Set<String> sites, String key) {
    }
}
