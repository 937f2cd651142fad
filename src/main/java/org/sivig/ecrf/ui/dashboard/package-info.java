/** The dashboard and where its numbers lead. */
@NullMarked
package org.sivig.ecrf.ui.dashboard;

import org.jspecify.annotations.NullMarked;
