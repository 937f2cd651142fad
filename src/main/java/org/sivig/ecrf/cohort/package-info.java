/** What is known of a cohort: the content of the ten figures, with the rows behind each number. */
@NullMarked
package org.sivig.ecrf.cohort;

import org.jspecify.annotations.NullMarked;
