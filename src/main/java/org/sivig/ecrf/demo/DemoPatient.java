package org.sivig.ecrf.demo;

import java.util.List;
import org.sivig.ecrf.casebook.Edit;

/**
 * One fictitious patient.
 *
 * @param site  code of the site
 * @param place which patient of the site it is, from 1
 * @param edits the answers, as edits of an empty casebook in paper order
 */
record DemoPatient(String site, int place, List<Edit> edits) {
}
