/** The data grids, their filters, and what is done with all rows shown. */
@NullMarked
package org.sivig.ecrf.ui.data;

import org.jspecify.annotations.NullMarked;
