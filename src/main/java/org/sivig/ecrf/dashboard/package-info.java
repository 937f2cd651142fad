/** How far the study is: patients, completeness, queries and verification of each site. */
@NullMarked
package org.sivig.ecrf.dashboard;

import org.jspecify.annotations.NullMarked;
