/** The cohort in ten figures: what each shows, as a picture and as a table, over the patients who pass a filter. */
@NullMarked
package org.sivig.ecrf.ui.cohort;

import org.jspecify.annotations.NullMarked;
