/** What is said when the application does not start: what is wrong, and what to do about it. */
@NullMarked
package org.sivig.ecrf.start;

import org.jspecify.annotations.NullMarked;
