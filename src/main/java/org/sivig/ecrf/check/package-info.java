/** Standing checks: filters of a grid that are kept and looked at with every save. */
@NullMarked
package org.sivig.ecrf.check;

import org.jspecify.annotations.NullMarked;
