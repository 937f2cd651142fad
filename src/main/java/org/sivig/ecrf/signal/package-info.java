/** Signals: what of a site is unlike all other sites, as numbers and not as a judgement. */
@NullMarked
package org.sivig.ecrf.signal;

import org.jspecify.annotations.NullMarked;
