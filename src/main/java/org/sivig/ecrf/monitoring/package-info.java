/** What monitors and data managers work with: grids over the answers of all patients whom they see, and queries. */
@NullMarked
package org.sivig.ecrf.monitoring;

import org.jspecify.annotations.NullMarked;
