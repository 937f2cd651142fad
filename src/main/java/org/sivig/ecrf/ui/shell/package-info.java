/** The frame of every page, the start page, and what is shown when there is no page. */
@NullMarked
package org.sivig.ecrf.ui.shell;

import org.jspecify.annotations.NullMarked;
