/** What nodes on one database have to agree upon: who does what is done once. */
@NullMarked
package org.sivig.ecrf.node;

import org.jspecify.annotations.NullMarked;
