package org.sivig.ecrf.ui.casebook;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.casebook.OpenCasebook;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Row;
import org.sivig.ecrf.crf.YesNo;
import org.sivig.ecrf.study.Drug;
import org.sivig.ecrf.study.IvigCourse;
import org.sivig.ecrf.study.IvigCourseForm;
import org.sivig.ecrf.study.Section;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.ui.Words;

/** What stands under the drugs and the courses: buttons that add what the paper has no line for. */
class RowTools extends Div {

    /** Receives what the user asks for. */
    interface Listener {

        /** A row shall be on screen, to be opened by an answer to this item. */
        void rowAsked(String exportName);

        /** A row shall be made by answering yes to this item. */
        void rowGiven(String exportName);

        /** One of several rows shall be chosen, under the button with this id. */
        void choiceAsked(String title, String at, Map<String, Runnable> choices);

        /** A course shall be made and opened. */
        void courseAsked(Section course);

        /** The course that is open shall be taken away. */
        void courseRemoved();
    }

    private final Section section;
    private final Words words;
    private final @Nullable Form<?> drugs;
    private final NativeButton episode;
    private final NativeButton other;
    private final NativeButton add;
    private final NativeButton remove;
    /** What each of these adds. */
    private final Map<String, String> episodes = new LinkedHashMap<>();
    private @Nullable String nextOther;
    private @Nullable Section nextCourse;

    RowTools(Section section, Words words, Listener listener) {
        this.section = section;
        this.words = words;
        drugs = section.forms().stream().filter(form -> form.printed().get().getFirst().keys().containsKey("drug"))
                .findFirst().orElse(null);
        addClassName("row-tools");
        episode = button("row.add.episode", "add_episode");
        other = button("row.add.other", "add_other");
        add = button("course.add", "add_course");
        remove = button("course.remove", "remove_course");
        episode.getElement().setAttribute("aria-haspopup", "menu");
        episode.addClickListener(click -> {
            Map<String, Runnable> choices = new LinkedHashMap<>();
            episodes.forEach((drug, gate) -> choices.put(words.drug(drug), () -> listener.rowGiven(gate)));
            listener.choiceAsked(words.of("row.add.episode"), episode.getId().orElseThrow(), choices);
        });
        other.addClickListener(click -> listener.rowAsked(Objects.requireNonNull(nextOther)));
        add.addClassName("saves");
        add.addClickListener(click -> listener.courseAsked(Objects.requireNonNull(nextCourse)));
        remove.addClassName("saves");
        remove.addClickListener(click -> listener.courseRemoved());
    }

    /** Offers what can be added now. */
    void show(OpenCasebook open) {
        Casebook casebook = open.casebook();
        if (drugs != null) {
            offerDrugs(drugs, casebook);
        }
        if (section.keys().containsKey("course") && !section.keys().get("course").equals("1")) {
            offerCourses(casebook);
        }
        setVisible(getChildren().anyMatch(Component::isVisible));
    }

    private void offerDrugs(Form<? extends Row> form, Casebook casebook) {
        List<Casebook.Instance> shown = casebook.instances(form).stream().filter(section::covers).toList();
        List<String> keys = shown.stream().map(each -> each.row().keys().get("drug")).distinct().toList();
        episodes.clear();
        shown.stream().filter(each -> each.answer().value() == YesNo.YES && each.item().name().equals("given"))
                .map(each -> Drug.next(Drug.of(each.row().keys().get("drug")), keys)).filter(Objects::nonNull)
                .forEach(key -> episodes.put(key, named(form, "given", key)));
        episode.setVisible(!episodes.isEmpty());
        String next = Drug.next(Drug.OTHER, keys);
        boolean asked = shown.stream().anyMatch(each -> each.item().name().equals("spec") && casebook.isAsked(each));
        nextOther = asked && next != null ? named(form, "spec", next) : null;
        other.setVisible(nextOther != null);
    }

    private void offerCourses(Casebook casebook) {
        YesNo done = casebook.value(IvigCourse.class, section.keys(), IvigCourse::getDone);
        nextCourse = Study.nextCourse(casebook);
        add.setVisible(done == YesNo.YES && nextCourse != null);
        remove.setVisible(!section.isPrinted() && done != null);
    }

    /** The gate of the further course that a section is. */
    static String gate(Section course) {
        return IvigCourseForm.DONE.exportName(new IvigCourse(course.keys().get("course")));
    }

    private <R extends Row> String named(Form<R> form, String item, String drug) {
        Map<String, String> keys = new LinkedHashMap<>(section.keys());
        keys.put("drug", drug);
        return form.item(item).exportName(Objects.requireNonNull(form.further().apply(keys)));
    }

    private NativeButton button(String key, String id) {
        NativeButton button = new NativeButton(words.of(key));
        button.setId(id);
        button.addClassName("action");
        button.setVisible(false);
        add(button);
        return button;
    }
}
