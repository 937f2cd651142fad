package org.sivig.ecrf.verification;

import org.sivig.ecrf.crf.Answer;

/**
 * An item of a patient, and the answer that somebody saw in it.
 *
 * @param number of the patient
 * @param item   its export name
 */
public record SeenAnswer(String number, String item, Answer<?> answer) {
}
