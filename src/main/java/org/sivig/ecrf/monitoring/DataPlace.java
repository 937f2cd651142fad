package org.sivig.ecrf.monitoring;

import java.io.Serializable;

/**
 * One item of one patient.
 *
 * @param patient the number of the patient
 * @param blank   whether it holds neither a value nor a missing reason
 */
public record DataPlace(String patient, String site, String form, String rowKey, String item, boolean blank)
        implements Serializable {
}
