package org.sivig.ecrf.casebook;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sivig.ecrf.study.Patient;

/** Tells the queries of a casebook to those who open, change or lock it. */
public interface CasebookQueries {

    /** The queries of a patient that the user sees, by number; one select. */
    List<KnownQuery> of(Patient patient);

    /** Of how many queries of these patients something is to be done, by the number of the patient; one select. */
    Map<String, Long> pending(Set<String> numbers);
}
