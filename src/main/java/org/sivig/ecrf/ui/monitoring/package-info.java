/** What is to do at the sites, the reports of visits there, and the plan of what should be verified. */
@NullMarked
package org.sivig.ecrf.ui.monitoring;

import org.jspecify.annotations.NullMarked;
