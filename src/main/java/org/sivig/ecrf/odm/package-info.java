/** The study and its data as CDISC ODM 1.3.2 and Dataset-JSON 1.1, as other systems read them. */
@NullMarked
package org.sivig.ecrf.odm;

import org.jspecify.annotations.NullMarked;
