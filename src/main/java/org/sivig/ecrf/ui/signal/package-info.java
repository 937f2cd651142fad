/** The page that shows sites beside each other, and where its numbers lead. */
@NullMarked
package org.sivig.ecrf.ui.signal;

import org.jspecify.annotations.NullMarked;
