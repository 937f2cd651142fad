/** Scores, classifications, statistics over sites and other computed values as pure functions, each with its source. */
@NullMarked
package org.sivig.ecrf.score;

import org.jspecify.annotations.NullMarked;
