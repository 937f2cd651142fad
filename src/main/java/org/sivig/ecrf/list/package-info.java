/** What lists are made of, plain Java: their columns, filters and orders, and how these stand in an address. */
@NullMarked
package org.sivig.ecrf.list;

import org.jspecify.annotations.NullMarked;
