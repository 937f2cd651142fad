/** The screens of monitoring: data grids. */
@NullMarked
package org.sivig.ecrf.monitoring.ui;

import org.jspecify.annotations.NullMarked;
