package org.sivig.ecrf.data;

import java.io.Serializable;
import java.util.Objects;
import org.sivig.ecrf.study.Study;

/**
 * One item of one patient.
 *
 * @param patient the number of the patient
 * @param blank   whether it holds neither a value nor a missing reason
 */
public record DataPlace(String patient, String site, String form, String rowKey, String item, boolean blank)
        implements Serializable {

    /** The export name of the item. */
    public String exportName() {
        return Objects.requireNonNull(Study.instance(form, rowKey, item)).exportName();
    }
}
