package org.sivig.ecrf.crf;

import java.util.Map;
import java.util.Set;

/**
 * A check that fired. What a message tells and what was read may be identity where the check reads an item of identity:
 * whoever stores it keeps it as such.
 *
 * @param at        the item instance at which it shows
 * @param arguments what the placeholders of its message stand for, as the contract writes values
 * @param reads     by export name, every answer on which it rests as the contract writes it: a value, {@code !} and a
 *                  missing reason, or nothing for a blank; by the name of a function, what one says that sums up many
 *                  answers. The finding is the same as long as these are.
 * @param awaits    the export names of the items that are asked and blank, where it rests on that
 * @param answers   the export names of the answers with a value on which it rests, one by one
 */
public record Finding(EditCheck check, Casebook.Instance at, Map<String, String> arguments,
        Map<String, String> reads, Set<String> awaits, Set<String> answers) {
}
