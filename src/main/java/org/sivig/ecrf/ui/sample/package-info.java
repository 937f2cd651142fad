/** The list of samples, and the page on which one is read a second time. */
@NullMarked
package org.sivig.ecrf.ui.sample;

import org.jspecify.annotations.NullMarked;
