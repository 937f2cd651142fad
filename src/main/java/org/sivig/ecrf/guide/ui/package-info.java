/** The user guide and the keys of a page on screen. */
@NullMarked
package org.sivig.ecrf.guide.ui;

import org.jspecify.annotations.NullMarked;
