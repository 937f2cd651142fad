/** The page of standing checks. */
@NullMarked
package org.sivig.ecrf.ui.check;

import org.jspecify.annotations.NullMarked;
