/** The list of queries. */
@NullMarked
package org.sivig.ecrf.ui.query;

import org.jspecify.annotations.NullMarked;
