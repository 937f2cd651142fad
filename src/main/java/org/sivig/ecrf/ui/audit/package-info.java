/** The pages of the audit trail and of its chain. */
@NullMarked
package org.sivig.ecrf.ui.audit;

import org.jspecify.annotations.NullMarked;
