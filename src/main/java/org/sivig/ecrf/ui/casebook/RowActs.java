package org.sivig.ecrf.ui.casebook;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.sivig.ecrf.casebook.Edit;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.YesNo;
import org.sivig.ecrf.study.IvigCourseForm;
import org.sivig.ecrf.study.Section;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.ui.Words;

/** Adds rows and courses that the paper has no line for, and takes them away. */
record RowActs(Section section, Words words, Links links, Saving.Page page, PageScript script, Saving saving,
        ChoiceMenu menu) implements RowTools.Listener {

    @Override
    public void choiceAsked(String title, String at, Map<String, Runnable> choices) {
        menu.choices(title, at, choices);
    }

    @Override
    public void rowAsked(String exportName) {
        page.sheet().flatMap(sheet -> sheet.reach(exportName)).ifPresent(field -> script.goToRow(exportName));
    }

    @Override
    public void rowGiven(String exportName) {
        saving.save("", List.of(new Edit(exportName, Answer.blank(), Answer.of(YesNo.YES))), "");
        script.goToRow(exportName);
    }

    @Override
    public void courseAsked(Section course) {
        rowGiven(RowTools.gate(course));
        links.open(course, "");
    }

    @Override
    public void courseRemoved() {
        page.sheet().ifPresent(sheet -> saving.remove(words.name(section), sheet.fields(), () -> links.open(
                Objects.requireNonNull(Study.sectionAt(IvigCourseForm.FORM.path() + "/2")), "")));
    }
}
