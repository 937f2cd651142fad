/** The user guide on screen. */
@NullMarked
package org.sivig.ecrf.ui.guide;

import org.jspecify.annotations.NullMarked;
