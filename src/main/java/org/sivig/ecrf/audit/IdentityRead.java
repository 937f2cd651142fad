package org.sivig.ecrf.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That somebody read the identity of a patient.
 *
 * @param patient the number
 * @param role    of who read at that time; null where it was not kept yet
 */
public record IdentityRead(Instant at, String username, String displayName, @Nullable String role, String site, String patient) {
}
