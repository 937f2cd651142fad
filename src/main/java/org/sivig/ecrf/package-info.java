/** The application, put together from its packages. */
@NullMarked
package org.sivig.ecrf;

import org.jspecify.annotations.NullMarked;
