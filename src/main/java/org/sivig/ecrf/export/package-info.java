/** Files of what data grids show: comma-separated values and workbooks, written row by row. */
@NullMarked
package org.sivig.ecrf.export;

import org.jspecify.annotations.NullMarked;
