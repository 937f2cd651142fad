/** What stands beside one item: its field, its findings, its queries and its mark. */
@NullMarked
package org.sivig.ecrf.ui.casebook.field;

import org.jspecify.annotations.NullMarked;
