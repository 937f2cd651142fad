/** Fictitious patients and accounts for the demo profile. */
@NullMarked
package org.sivig.ecrf.demo;

import org.jspecify.annotations.NullMarked;
