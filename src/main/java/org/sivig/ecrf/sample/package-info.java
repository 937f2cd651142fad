/** Samples drawn at random, whose answers are read a second time from the source and compared. */
@NullMarked
package org.sivig.ecrf.sample;

import org.jspecify.annotations.NullMarked;
