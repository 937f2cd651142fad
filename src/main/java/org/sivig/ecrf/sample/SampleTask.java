package org.sivig.ecrf.sample;

import org.sivig.ecrf.crf.Casebook;

/**
 * An answer that the user is to read in the source. It tells where to look, and nothing of what was entered.
 *
 * @param number of the patient
 * @param at     the item, in an empty row
 * @param read   whether the user has read it
 */
public record SampleTask(long id, String number, Casebook.Instance at, boolean read) {
}
