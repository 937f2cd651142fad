/** The screens of monitoring: data grids and queries. */
@NullMarked
package org.sivig.ecrf.monitoring.ui;

import org.jspecify.annotations.NullMarked;
