package org.sivig.ecrf.ui.casebook;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.casebook.OpenCasebook;
import org.sivig.ecrf.casebook.Reached;
import org.sivig.ecrf.casebook.Signed;
import org.sivig.ecrf.casebook.Standing;
import org.sivig.ecrf.study.life.CasebookState;
import org.sivig.ecrf.study.life.Transition;
import org.sivig.ecrf.ui.AskDialog;
import org.sivig.ecrf.ui.Words;

/** Where a casebook stands in its life, what the user may make of it, and every signature under it. */
class LifePanel extends Div {

    private final Words words;

    /** @param reached how it came to its state; null while it is in progress */
    LifePanel(OpenCasebook open, List<Signed> signatures, @Nullable Reached reached, Words words, Consumer<Transition> asked) {
        this.words = words;
        addClassNames("card", "life");
        Standing standing = open.standing();
        Div line = new Div(new Span(words.of("life")), state(standing.state(), reached));
        line.addClassName("life-line");
        for (Transition step : standing.steps()) {
            Button button = new Button(words.of("life.step." + step), click -> asked.accept(step));
            button.setId(step.name().toLowerCase(Locale.ROOT));
            button.addThemeVariants(ButtonVariant.SMALL);
            if (step.isExplained()) {
                button.addThemeVariants(ButtonVariant.TERTIARY);
                AskDialog.opens(button);
            }
            line.add(button);
        }
        boolean unlockable = standing.state() == CasebookState.FROZEN
                && signatures.stream().allMatch(signed -> signed.revoked() != null);
        Span help = new Span(words.of("life.help." + standing.state() + (unlockable ? ".unsigned" : "")));
        help.addClassName("hint");
        if (reached != null && !standing.state().counts()) {
            line.add(new Span(words.of("life.why", words.reason(reached.reason()))));
        }
        line.add(help);
        add(line);
        if (!signatures.isEmpty()) {
            UnorderedList list = new UnorderedList();
            list.addClassName("signatures");
            signatures.forEach(signed -> list.add(line(signed)));
            add(new H2(words.of("signatures")), list);
        }
    }

    private Span state(CasebookState state, @Nullable Reached reached) {
        String name = words.of("state." + state);
        Span shown = new Span(reached == null ? name
                : words.of("life.since", name, Words.dayAndTime(reached.at()), words.person(reached.by())));
        shown.addClassNames("pill", Words.kind(state));
        return shown;
    }

    private ListItem line(Signed signed) {
        Span name = new Span(signed.name());
        name.addClassName("signer");
        Span about = new Span(" · " + Words.dayAndTime(signed.at()) + " · " + words.of("meaning." + signed.meaning()));
        Signed.Revoked revoked = signed.revoked();
        Span holds = new Span(revoked == null ? words.of(signed.intact() ? "signature.intact" : "signature.broken")
                : words.of("signature.revoked", Words.dayAndTime(revoked.at()), words.person(revoked.by()),
                        words.reason(revoked.reason())));
        holds.addClassNames("tag", revoked != null ? "quiet" : signed.intact() ? "ok" : "err");
        Span hash = new Span(words.of("signature.hash", signed.hash().substring(0, 16) + "…", signed.formsVersion()));
        hash.getElement().setAttribute("title", signed.hash());
        hash.addClassName("hint");
        ListItem item = new ListItem(new Div(name, about), new Div(holds, hash));
        item.getElement().setAttribute("data-hash", signed.hash());
        item.setClassName("revoked", revoked != null);
        return item;
    }
}
