package org.sivig.ecrf.demo;

import java.util.List;
import org.sivig.ecrf.casebook.Edit;

/** The patients of the demo, for tests elsewhere. */
public final class DemoCohort {

    private DemoCohort() {
    }

    /** The answers of each patient, as edits of an empty casebook. */
    public static List<List<Edit>> all() {
        return DemoPatients.all().stream().map(DemoPatient::edits).toList();
    }
}
