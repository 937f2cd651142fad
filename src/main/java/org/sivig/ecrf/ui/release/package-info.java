/** The page on which the data of the study are taken out as one package. */
@NullMarked
package org.sivig.ecrf.ui.release;

import org.jspecify.annotations.NullMarked;
