/** Opening and saving the answers of a patient: the one way of one answer. */
@NullMarked
package org.sivig.ecrf.casebook;

import org.jspecify.annotations.NullMarked;
