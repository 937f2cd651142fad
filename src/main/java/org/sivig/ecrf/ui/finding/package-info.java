/** The list of findings. */
@NullMarked
package org.sivig.ecrf.ui.finding;

import org.jspecify.annotations.NullMarked;
