/** What is caught: what kind of failure it is, and how it is found in the log. */
@NullMarked
package org.sivig.ecrf.failure;

import org.jspecify.annotations.NullMarked;
