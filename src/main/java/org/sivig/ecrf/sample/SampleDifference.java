package org.sivig.ecrf.sample;

import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;

/**
 * An answer of a closed sample that the second reader found otherwise.
 *
 * @param number of the patient
 * @param at     the item, in an empty row
 * @param stored what stood there when the sample was drawn
 * @param now    what stands there now
 * @param found  what the second reader found
 * @param by     the name of the second reader
 * @param cause  null while nobody has said
 */
public record SampleDifference(long id, String number, Casebook.Instance at, Answer<?> stored, Answer<?> now,
        Answer<?> found, String by, @Nullable SampleCause cause) {
}
