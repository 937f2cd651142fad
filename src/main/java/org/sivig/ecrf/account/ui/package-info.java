/** Signing in. */
@NullMarked
package org.sivig.ecrf.account.ui;

import org.jspecify.annotations.NullMarked;
