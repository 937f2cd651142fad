/** The kernel: what an item, a form, a code list, a partial date and a casebook are. Plain Java that knows no study, no database and no screen. */
@NullMarked
package org.sivig.ecrf.crf;

import org.jspecify.annotations.NullMarked;
