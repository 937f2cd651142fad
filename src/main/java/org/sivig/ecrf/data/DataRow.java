package org.sivig.ecrf.data;

import java.io.Serializable;
import java.util.List;

/**
 * One row of a grid.
 *
 * @param patient the number of the patient
 * @param key     as {@link org.sivig.ecrf.crf.Row#key}; empty for a form that does not repeat
 * @param cells   in the order of the query's columns
 */
public record DataRow(String patient, String site, String key, List<DataCell> cells) implements Serializable {
}
