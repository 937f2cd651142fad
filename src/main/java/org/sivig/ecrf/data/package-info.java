/** The data of all patients as grids: their columns, filters and pages, and views that are kept. */
@NullMarked
package org.sivig.ecrf.data;

import org.jspecify.annotations.NullMarked;
