package org.sivig.ecrf.casebook;

import org.sivig.ecrf.crf.Answer;

/**
 * One answer to be changed.
 *
 * @param item the export name of the item
 * @param seen the answer that the user saw when they changed it
 * @param next what it shall be
 */
public record Edit(String item, Answer<?> seen, Answer<?> next) {
}
