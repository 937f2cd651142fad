/** The list of patients, and making a new one. */
@NullMarked
package org.sivig.ecrf.ui.patient;

import org.jspecify.annotations.NullMarked;
