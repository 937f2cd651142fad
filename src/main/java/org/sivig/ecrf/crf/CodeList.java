package org.sivig.ecrf.crf;

import java.util.List;

/**
 * A named list of codes in paper order.
 *
 * @param name  the contract's name of the list
 * @param codes the codes in paper order; empty for a list that lives in the database (the sites)
 */
public record CodeList<C extends Code>(String name, List<C> codes) {

    public static <C extends Enum<C> & Code> CodeList<C> of(String name, Class<C> type) {
        return new CodeList<>(name, List.of(type.getEnumConstants()));
    }

    /**
     * The entry with this code.
     *
     * @throws IllegalArgumentException when the list has no such code
     */
    public C get(String code) {
        for (C each : codes) { // of each cell that is read
            if (each.code().equals(code)) {
                return each;
            }
        }
        throw new IllegalArgumentException("No code " + code + " in list " + name);
    }
}
