/** The screens on which audit records are read and their chains verified. */
@NullMarked
package org.sivig.ecrf.audit.ui;

import org.jspecify.annotations.NullMarked;
