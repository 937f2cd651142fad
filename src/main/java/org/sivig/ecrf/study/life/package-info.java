/** The life of a form, of a casebook and of a query: states, and what leads from one to the next. */
@NullMarked
package org.sivig.ecrf.study.life;

import org.jspecify.annotations.NullMarked;
