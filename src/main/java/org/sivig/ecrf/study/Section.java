package org.sivig.ecrf.study;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Completeness;
import org.sivig.ecrf.crf.Form;

/**
 * A section of the paper form: what is typed on one page.
 *
 * @param place the number printed on the paper form; {@code +} for what it lacks
 * @param path  its address within the casebook
 * @param forms the forms on it
 * @param keys  which rows of these forms; all when empty
 */
public record Section(String place, String path, List<Form<? extends CasebookRow>> forms, Map<String, String> keys) {

    /** Key of its printed title; with {@code .short} after it, of the name in lists. */
    public String labelKey() {
        return forms.getFirst().labelKey() + (keys.isEmpty() ? "" : "." + String.join(".", keys.values()));
    }

    public boolean covers(Casebook.Instance instance) {
        return forms.contains(instance.form()) && instance.row().keys().entrySet().containsAll(keys.entrySet());
    }

    /** What is asked and not answered, in paper order. */
    public Stream<Casebook.Instance> blanks(Casebook casebook) {
        return casebook.instances().stream().filter(this::covers).filter(i -> !i.item().isOptional())
                .filter(i -> i.answer().isBlank() && casebook.isAsked(i));
    }

    /** How far it is filled. */
    public Completeness completeness(Casebook casebook) {
        return casebook.completeness(this::covers);
    }
}
