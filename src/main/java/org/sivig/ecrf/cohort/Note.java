package org.sivig.ecrf.cohort;

/**
 * What has to be said beside a figure: how many values are censored, how many dates partial, who could not be drawn.
 *
 * @param code its words stand under {@code cohort.note.} and this, and take the number
 * @param count of how many; {@link Cell#NONE} where there is no number
 */
public record Note(String code, Cell count) {
}
