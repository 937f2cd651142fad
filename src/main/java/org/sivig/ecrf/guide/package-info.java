/** The user guide, and the keys that it documents. */
@NullMarked
package org.sivig.ecrf.guide;

import org.jspecify.annotations.NullMarked;
