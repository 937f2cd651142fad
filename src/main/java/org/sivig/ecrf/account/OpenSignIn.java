package org.sivig.ecrf.account;

import java.time.Instant;
import java.util.Set;

/**
 * A sign-in that holds.
 *
 * @param shown  by what the person has shown who they are
 * @param isThis whether it is the one with which this is asked
 */
public record OpenSignIn(long id, String username, Role role, Instant started, Instant lastAction, String address, String browser,
        Set<Factor> shown, boolean isThis) {
}
