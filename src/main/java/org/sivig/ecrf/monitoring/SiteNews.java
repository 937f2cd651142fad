package org.sivig.ecrf.monitoring;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What has happened at a site since the last visit that was signed off.
 *
 * @param since    when that was; null when there was none, then it is since ever
 * @param patients who were entered
 * @param answers  answers given or changed
 * @param fallen   verified answers that changed
 * @param queries  queries that the site answered
 */
public record SiteNews(@Nullable Instant since, long patients, long answers, long fallen, long queries) {
}
