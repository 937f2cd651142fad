package org.sivig.ecrf.cohort;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.list.Said;
import org.sivig.ecrf.study.IvigCourseForm;

/** The brand with which the first course began: several are written one after the other, with a plus between them. */
final class Brand {

    static final DataColumn COLUMN = Columns.of(IvigCourseForm.BRAND, "1");

    /** Those that the form suggests, in its order, then all others together. */
    private static final List<Label> ALL = Stream.concat(IvigCourseForm.BRAND.suggested().stream().map(Label.Verbatim::new),
            Stream.of(Label.key("brand.other"))).toList();

    private Brand() {
    }

    /** The brand that was written first; null where none was written. */
    static @Nullable Label of(Member member) {
        if (!(member.value(COLUMN) instanceof String text)) {
            return null;
        }
        String first = Said.text(text.split("\\+", 2)[0]);
        return ALL.stream().filter(brand -> Said.text(brand.code()).equals(first)).findFirst().orElse(ALL.getLast());
    }

    /** The brands that somebody has. */
    static List<Label> of(Group all) {
        Set<Label> there = all.members().stream().map(Brand::of).filter(Objects::nonNull).collect(Collectors.toSet());
        return ALL.stream().filter(there::contains).toList();
    }

    /** Who has a brand. */
    static Group having(Group all, Label brand) {
        return all.chosen(member -> brand.equals(of(member)), COLUMN);
    }
}
