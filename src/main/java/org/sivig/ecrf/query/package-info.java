/** Queries from one person to another about an answer: their life, their thread and their list. */
@NullMarked
package org.sivig.ecrf.query;

import org.jspecify.annotations.NullMarked;
