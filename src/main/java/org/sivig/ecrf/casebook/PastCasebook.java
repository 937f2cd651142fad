package org.sivig.ecrf.casebook;

import java.time.Instant;
import java.util.Map;
import org.sivig.ecrf.crf.Answer;

/**
 * A casebook as it was at a moment.
 *
 * @param then  never editable; its score, completeness and ages are those of that moment
 * @param since what the items hold now whose answer has changed since, by export name
 */
public record PastCasebook(OpenCasebook then, Instant at, Map<String, Answer<?>> since) {
}
