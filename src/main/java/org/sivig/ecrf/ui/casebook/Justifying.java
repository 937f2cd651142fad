package org.sivig.ecrf.ui.casebook;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.casebook.Casebooks;
import org.sivig.ecrf.casebook.Justification;
import org.sivig.ecrf.casebook.OpenCasebook;
import org.sivig.ecrf.ui.AnswerField;
import org.sivig.ecrf.ui.Attempt;
import org.sivig.ecrf.ui.Words;

/** Says on the page of a casebook why a finding is right as it stands, or takes back what was said. */
class Justifying {

    private final Casebooks casebooks;
    private final Words words;
    private final Consumer<OpenCasebook> refresh;

    /** @param refresh shows the casebook as it is then */
    Justifying(Casebooks casebooks, Words words, Consumer<OpenCasebook> refresh) {
        this.casebooks = casebooks;
        this.words = words;
        this.refresh = refresh;
    }

    /** Asks why, and stores it. */
    void ask(String number, AnswerField field, String check) {
        new ReasonDialog<>(words, words.of("finding.justify.title"), field.notes().getChildren()
                .filter(note -> check.equals(note.getElement().getAttribute("data-check"))).findFirst()
                .map(note -> note.getElement().getText()).orElse(""), Justification.Reason.values(),
                reason -> words.of("justification." + reason), words.of("finding.justify"),
                (reason, text, then) -> then.accept(reason == Justification.Reason.OTHER && text.isEmpty()
                        ? words.of("finding.justify.say") : store(number, field.name(), check, reason, text)),
                field.name()).withText(Justification.TEXT_LENGTH).open();
    }

    void takeBack(String number, AnswerField field, String check) {
        AnswerField.tell(store(number, field.name(), check, null, ""));
    }

    /** @return null when it was stored, otherwise why not */
    private @Nullable String store(String number, String item, String check, Justification.@Nullable Reason reason,
            String text) {
        return new Attempt(words).why("Justifying a finding of " + number, () -> {
            refresh.accept(casebooks.justify(number, check, item, reason, text));
            return null;
        });
    }
}
