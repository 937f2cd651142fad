package org.sivig.ecrf.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Completeness;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Row;

/**
 * A section of the paper form: what is typed on one page.
 *
 * @param place the number printed on the paper form; {@code +} for what it lacks
 * @param path  its address within the casebook
 * @param forms the forms on it
 * @param keys  which rows of these forms; all when empty
 * @param like  the keys of the printed section that it repeats; its own when it is printed
 */
public record Section(String place, String path, List<Form<? extends CasebookRow>> forms, Map<String, String> keys,
        Map<String, String> like) {

    /** Key of its printed title; with {@code .short} after it, of the name in lists. */
    public String labelKey() {
        return labelKey(forms.getFirst().labelKey());
    }

    /** Key of a title on it, where titles differ between the sections of a form. */
    public String labelKey(String key) {
        return like.isEmpty() ? key : key + "." + String.join(".", like.values());
    }

    public boolean isPrinted() {
        return keys.equals(like);
    }

    /** Makes the rows that stand on it without being added, as far as they are not there. */
    public void layOut(Casebook casebook) {
        forms.forEach(form -> standing(form).forEach(row -> casebook.reach(form, row)));
    }

    /** Whether a row stands on it without being added. */
    public boolean isStanding(Form<?> form, Row row) {
        return standing(form).anyMatch(row.keys()::equals);
    }

    private Stream<Map<String, String>> standing(Form<?> form) {
        return form.printed().get().stream().map(Row::keys)
                .filter(printed -> printed.entrySet().containsAll(like.entrySet())).map(printed -> {
                    Map<String, String> own = new LinkedHashMap<>(printed);
                    own.putAll(keys);
                    return own;
                });
    }

    public boolean covers(Casebook.Instance instance) {
        return forms.contains(instance.form())
                && (keys.isEmpty() || instance.row().keys().entrySet().containsAll(keys.entrySet()));
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
