/** Audit records: one per item change, chained per patient, written with the change itself. */
@NullMarked
package org.sivig.ecrf.audit;

import org.jspecify.annotations.NullMarked;
