package org.sivig.ecrf.account;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Who has vouched for somebody who signed in.
 *
 * @param provider by its name in the settings
 * @param subject  whom it calls so
 * @param session  its own session, with which ours ends; null when it names none
 * @param idToken  what it said, which it wants to see when its session is to end; empty where the server that heard it is gone
 */
public record Vouched(String provider, String subject, @Nullable String session, String idToken) implements Serializable {
}
