package org.sivig.ecrf.casebook;

import java.util.List;
import org.sivig.ecrf.study.Patient;

/** Tells the queries of a casebook to those who open, change or lock it. */
public interface CasebookQueries {

    /** The queries of a patient that the user sees, by number; one select. */
    List<KnownQuery> of(Patient patient);
}
