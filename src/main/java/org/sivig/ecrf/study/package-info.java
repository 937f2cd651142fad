/** The SIVIG casebook: one entity and one declaration for each section of the paper form, in paper order. */
@NullMarked
package org.sivig.ecrf.study;

import org.jspecify.annotations.NullMarked;
