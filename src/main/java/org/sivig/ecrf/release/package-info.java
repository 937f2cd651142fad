/** The data of the study as one package: one state of it, in files that other programs open as they are. */
@NullMarked
package org.sivig.ecrf.release;

import org.jspecify.annotations.NullMarked;
