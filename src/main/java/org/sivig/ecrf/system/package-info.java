/** The numbers for those who operate the study: counted by each node, read from the database, told to Prometheus. */
@NullMarked
package org.sivig.ecrf.system;

import org.jspecify.annotations.NullMarked;
