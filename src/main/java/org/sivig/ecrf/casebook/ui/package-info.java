/** The screens on which a casebook is typed and patients are found. */
@NullMarked
package org.sivig.ecrf.casebook.ui;

import org.jspecify.annotations.NullMarked;
