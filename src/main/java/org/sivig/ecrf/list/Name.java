package org.sivig.ecrf.list;

import java.util.Locale;
import java.util.function.Function;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.CodeList;

/**
 * What a value is called in an address.
 *
 * @param read may throw anything for what it cannot read
 */
public record Name<C>(Function<String, C> read, Function<C, String> write) {

    /** A text is its own name. */
    public static Name<String> itself() {
        return new Name<>(text -> text, text -> text);
    }

    /** The code of an entry of a list. */
    public static <C extends Code> Name<C> of(CodeList<C> list) {
        return new Name<>(list::get, Code::code);
    }

    /** The name of a constant in lower case. */
    public static <C extends Enum<C>> Name<C> of(Class<C> constants) {
        return new Name<>(text -> Enum.valueOf(constants, text.toUpperCase(Locale.ROOT)), Name::of);
    }

    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
