package org.sivig.ecrf.ui.casebook;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.casebook.Edit;
import org.sivig.ecrf.casebook.KnownQuery;
import org.sivig.ecrf.study.life.QueryStep;
import org.sivig.ecrf.ui.AnswerField;
import org.sivig.ecrf.ui.Words;

/**
 * Passes what the user does in the fields of a page, and beside them, to who does it.
 *
 * @param ask asks something about an answer, beginning with a text
 */
record FieldActs(Words words, Saving.Page page, PageScript script, Saving saving, Justifying justifying,
        FieldQueries queries, BiConsumer<AnswerField, String> ask, ChoiceMenu menu) implements FormPanel.Listener {

    @Override
    public void answered(AnswerField field, List<Edit> edits, String typed) {
        saving.save(field.name(), edits, typed);
    }

    @Override
    public void refused(AnswerField field) {
        saving.refused(field.name());
    }

    @Override
    public void reasonsAsked(AnswerField field, String at) {
        menu.reasons(field, at, () -> queryAsked(field, ""));
    }

    @Override
    public void act(List<Edit> edits, String reason, String done, Consumer<@Nullable String> then) {
        saving.act(edits, reason, done, then);
    }

    @Override
    public void justify(AnswerField field, String check, boolean takeBack) {
        if (takeBack) {
            justifying.takeBack(page.number(), field, check);
            script.goTo(field.name());
        } else {
            justifying.ask(page.number(), field, check);
        }
    }

    @Override
    public void queryAsked(AnswerField field, String text) {
        ask.accept(field, text);
    }

    @Override
    public void queryOpened(KnownQuery query) {
        queries.open(query);
    }

    @Override
    public @Nullable String queryAnswered(KnownQuery query, String text) {
        return queries.take(query, QueryStep.ANSWER, null, text);
    }

    @Override
    public void rowRemoved(String name, List<? extends AnswerField> fields) {
        saving.remove(name, fields, () -> { });
    }

    @Override
    public void textLost(AnswerField field, String text) {
        script.dropped(field.name());
        AnswerField.tell(words.of("save.not-asked", field.label(), text));
    }
}
