/** The code lists of the study, each an enum whose codes and labels are fixed. */
@NullMarked
package org.sivig.ecrf.study.code;

import org.jspecify.annotations.NullMarked;
