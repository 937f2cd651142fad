package org.sivig.ecrf.ui.casebook;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import org.sivig.ecrf.casebook.OpenCasebook;
import org.sivig.ecrf.study.Section;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.life.CasebookState;
import org.sivig.ecrf.study.life.Completion;
import org.sivig.ecrf.ui.Texts;
import org.sivig.ecrf.ui.AskDialog;
import org.sivig.ecrf.ui.Words;

/** How far a form is, at its foot: whether somebody said that it is complete, and the button to say so or take it back. */
class LifeBar extends Div {

    private final Section section;
    private final Words words;
    private final Span state = new Span();
    private final Button complete;
    private final Button reopen;

    LifeBar(Section section, Words words, Runnable completeAsked, Runnable reopenAsked) {
        this.section = section;
        this.words = words;
        addClassName("life-bar");
        state.setId("form_state");
        complete = new Button(words.of("form.complete"), click -> completeAsked.run());
        complete.setId("complete_form");
        reopen = new Button(words.of("form.reopen"), click -> reopenAsked.run());
        reopen.setId("reopen_form");
        AskDialog.opens(reopen);
        complete.addThemeVariants(ButtonVariant.SMALL);
        reopen.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
        add(state, complete, reopen);
    }

    void show(OpenCasebook open) {
        Completion completion = open.standing().completion(section);
        boolean started = Study.hasAnswers(section, open.casebook());
        Texts.show(state, completion == null ? words.of("form.state." + (started ? "STARTED" : "EMPTY"))
                : words.of("form.state.COMPLETE", Words.dayAndTime(completion.at()), words.person(completion.by())));
        state.getElement().setAttribute("data-value",
                completion != null ? "complete" : started ? "in_progress" : "not_started");
        state.setClassName("done", completion != null);
        complete.setVisible(open.editable() && completion == null && started
                && open.standing().state() == CasebookState.IN_PROGRESS);
        reopen.setVisible(open.editable() && completion != null);
    }
}
