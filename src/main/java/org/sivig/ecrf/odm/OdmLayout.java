package org.sivig.ecrf.odm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.Row;
import org.sivig.ecrf.study.StudyWords;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.VisitPlan;

/**
 * The forms of the study as ODM arranges them: what is asked before IVIG, then its courses, the visits, and the outcome.
 * Follows from the declaration: a form whose rows have a visit stands in the visits, one whose rows have a course in the
 * courses, and rows of drugs are a repeating group of items.
 */
final class OdmLayout {

    static final String DRUG = "drug";
    static final String EPISODE = "episode";
    private static final String VISIT = "visit";
    private static final String COURSE = "course";

    /**
     * An event of the study.
     *
     * @param key what its rows have, name and code; no code for one that repeats
     */
    record Event(String name, OdmXml.Said said, @Nullable String key, @Nullable String code, List<Form<?>> forms) {

        String oid() {
            return Oid.event(name);
        }

        boolean isRepeating() {
            return key != null && code == null;
        }

        /** Names of forms, each once. */
        Set<String> formNames() {
            Set<String> names = new LinkedHashSet<>();
            forms.forEach(form -> names.add(form.name()));
            return names;
        }

        boolean holds(Row row) {
            return key == null || code == null || row.isAt(key, code);
        }
    }

    /** The items of a form that are printed under one title. */
    record Group(Form<?> form, String name, boolean isRepeating, List<Item<?, ?>> items) {

        String oid() {
            return Oid.group(form.name(), name);
        }

        String title(StudyWords words) {
            String key = "group." + form.name() + "." + name;
            return first(words, key, key + ".1", key + ".2");
        }
    }

    static final List<Event> EVENTS = events();

    static final List<Group> GROUPS = Study.FORMS.stream().flatMap(OdmLayout::groups).toList();

    private OdmLayout() {
    }

    private static List<Event> events() {
        List<Form<?>> before = new ArrayList<>();
        List<Form<?>> courses = new ArrayList<>();
        List<Form<?>> visits = new ArrayList<>();
        List<Form<?>> after = new ArrayList<>();
        for (Form<?> form : Study.FORMS) {
            Set<String> keys = keys(form);
            (keys.contains(VISIT) ? visits : keys.contains(COURSE) ? courses
                    : courses.isEmpty() && visits.isEmpty() ? before : after).add(form);
        }
        List<Event> events = new ArrayList<>();
        events.add(new Event("BASELINE", words -> words.of("odm.event.baseline"), null, null, before));
        events.add(new Event("COURSE", words -> words.of("odm.event.course"), COURSE, null, courses));
        VisitPlan.VISITS.stream().map(VisitPlan::visit).forEach(visit -> events.add(
                new Event(visit.toUpperCase(Locale.ROOT), words -> StudyWords.visit(visit), VISIT, visit, visits)));
        events.add(new Event("OUTCOME", words -> words.of("odm.event.outcome"), null, null, after));
        return List.copyOf(events);
    }

    private static Set<String> keys(Form<?> form) {
        return form.printed().get().getFirst().keys().keySet();
    }

    private static Stream<Group> groups(Form<?> form) {
        Map<String, List<Item<?, ?>>> groups = new LinkedHashMap<>();
        form.items().stream().filter(item -> !item.isIdentity())
                .forEach(item -> groups.computeIfAbsent(item.group(), name -> new ArrayList<>()).add(item));
        boolean repeating = keys(form).contains(DRUG);
        return groups.entrySet().stream().map(group -> new Group(form, group.getKey(), repeating, group.getValue()));
    }

    /** The groups of a form of which there may be several by that name. */
    static Stream<Group> groups(String form) {
        return GROUPS.stream().filter(group -> group.form().name().equals(form));
    }

    static String title(String form, StudyWords words) {
        return first(words, "form." + form + ".short", "form." + form + ".1.short", "audit.form." + form);
    }

    private static String first(StudyWords words, String... keys) {
        return Stream.of(keys).filter(words::has).findFirst().map(words::of)
                .orElseThrow(() -> new IllegalStateException("No text " + Objects.toString(keys[0])));
    }
}
