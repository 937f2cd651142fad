package org.sivig.ecrf.casebook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a casebook came to the state in which it is, before whatever led away from it and back.
 *
 * @param by     the user name
 * @param reason null where the step asks for none
 */
public record Reached(Instant at, String by, @Nullable String reason) {
}
