package org.sivig.ecrf.study.life;

import java.time.Instant;

/** That somebody said a section was complete. */
public record Completion(Instant at, String by) {
}
