/** The casebook on screen: its forms, the bar of its life, and what stands around them. */
@NullMarked
package org.sivig.ecrf.ui.casebook;

import org.jspecify.annotations.NullMarked;
