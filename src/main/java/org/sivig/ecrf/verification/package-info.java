/** Verification of answers against the source by a monitor, and how much of them is verified. */
@NullMarked
package org.sivig.ecrf.verification;

import org.jspecify.annotations.NullMarked;
