package org.sivig.ecrf.cohort;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.list.Said;
import org.sivig.ecrf.study.IvigCourseForm;

/** The brands with which the first courses began: several are written one after the other, with a plus between them. */
final class Brand {

    static final DataColumn COLUMN = Columns.of(IvigCourseForm.BRAND, "1");

    private static final Label OTHER = Label.key("brand.other");
    private static final List<Label> SUGGESTED = IvigCourseForm.BRAND.suggested().stream().<Label>map(Label.Verbatim::new).toList();
    private static final Map<String, Label> BY_TEXT = SUGGESTED.stream().collect(Collectors.toMap(brand -> Said.text(brand.code()),
            Function.identity()));

    private final Map<String, Label> byPatient = new HashMap<>();

    Brand(Group all) {
        for (Member member : all.members()) {
            if (member.value(COLUMN) instanceof String text) {
                byPatient.put(member.number(), BY_TEXT.getOrDefault(Said.text(text.split("\\+", 2)[0]), OTHER));
            }
        }
    }

    /** Those that the form suggests and somebody has, in its order, then all others together. */
    List<Label> all() {
        return Stream.concat(SUGGESTED.stream(), Stream.of(OTHER)).filter(byPatient::containsValue).toList();
    }

    /** Which of these have a brand. */
    Group having(Group some, Label brand) {
        return some.chosen(member -> brand.equals(byPatient.get(member.number())), COLUMN);
    }
}
