/** The screen of the numbers for those who operate, and the counting of pages. */
@NullMarked
package org.sivig.ecrf.ui.system;

import org.jspecify.annotations.NullMarked;
