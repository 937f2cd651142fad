/** Monitoring visits: what is to do at a site, and the reports that are signed off. */
@NullMarked
package org.sivig.ecrf.monitoring;

import org.jspecify.annotations.NullMarked;
