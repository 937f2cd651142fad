package org.sivig.ecrf.study.code;

import static java.util.stream.Collectors.joining;

import jakarta.persistence.AttributeConverter;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.CodeList;

/**
 * Stores the options chosen as their codes in paper order between bars, {@code |homog|nucleolar|}, so that one option
 * is found by {@code like '%|homog|%'} on every database.
 */
abstract class CodeSetConverter<C extends Code> implements AttributeConverter<Set<C>, String> {

    private final CodeList<C> list;

    CodeSetConverter(CodeList<C> list) {
        this.list = list;
    }

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable Set<C> chosen) {
        return chosen == null || chosen.isEmpty() ? null : list.codes().stream().filter(chosen::contains)
                .map(Code::code).collect(joining("|", "|", "|"));
    }

    @Override
    public @Nullable Set<C> convertToEntityAttribute(@Nullable String stored) {
        if (stored == null) {
            return null;
        }
        Set<C> chosen = new LinkedHashSet<>();
        for (String code : stored.substring(1).split("\\|")) {
            chosen.add(list.get(code));
        }
        return chosen;
    }
}
