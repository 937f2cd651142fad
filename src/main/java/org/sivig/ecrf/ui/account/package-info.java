/** The page on which one signs in, and what may be reached before. */
@NullMarked
package org.sivig.ecrf.ui.account;

import org.jspecify.annotations.NullMarked;
