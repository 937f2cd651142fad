package org.sivig.ecrf.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextArea;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.TypedText;
import org.sivig.ecrf.query.Queries;
import org.sivig.ecrf.study.life.QueryOutcome;
import org.sivig.ecrf.study.life.QueryStep;

/** What is said with a step of queries: its text and, where they are closed, their outcome. */
public final class QueryStepFields extends Div {

    private final transient Words words;
    private final RadioButtonGroup<QueryOutcome> outcome;
    private final TextArea text;
    private @Nullable String unchanged;

    /** @param id of the text */
    public QueryStepFields(Words words, String id) {
        this.words = words;
        outcome = new RadioButtonGroup<>(words.of("query.outcome"));
        outcome.setId("query_outcome");
        outcome.setManualValidation(true);
        outcome.setItems(QueryOutcome.values());
        outcome.setItemLabelGenerator(new QueryWords(words)::outcome);
        outcome.addValueChangeListener(change -> {
            outcome.setInvalid(false);
            outcome.setHelperText(unchanged != null && change.getValue() == QueryOutcome.CORRECTED ? unchanged : "");
        });
        Choices.number(outcome);
        text = new TextArea(words.of("query.text"));
        text.setId(id);
        text.setManualValidation(true);
        text.setMaxLength(Queries.TEXT_LENGTH);
        text.setWidthFull();
        text.addValueChangeListener(change -> text.setInvalid(false));
        add(outcome, text);
    }

    /**
     * Shows what the steps that can be taken ask for.
     *
     * @param unchanged what who says that it was corrected is told: that the value is the one that was asked about; null where it is not
     */
    public void become(Collection<QueryStep> steps, @Nullable String unchanged) {
        this.unchanged = unchanged;
        outcome.setVisible(steps.contains(QueryStep.CLOSE));
        text.setVisible(!steps.isEmpty());
    }

    /** What makes a query by this step: its text alone. */
    public static QueryStepFields making(QueryStep step, Words words, String id, String text) {
        QueryStepFields fields = new QueryStepFields(words, id);
        fields.become(Set.of(step), null);
        fields.text.setValue(text);
        return fields;
    }

    /** Makes the first of what is shown what a dialog begins with. */
    public void begin() {
        if (outcome.isVisible() || text.isVisible()) {
            AskDialog.begin(first());
        }
    }

    /** The field that one begins with. */
    public Component first() {
        return outcome.isVisible() ? outcome : text;
    }

    /** Whether all is there that a step asks for; what is lacking is said at its field. */
    public boolean isReady(QueryStep step) {
        if (step == QueryStep.CLOSE && outcome.isEmpty()) {
            AskDialog.lacks(outcome, words.of("query.say-outcome"));
            return false;
        }
        if (step.isExplained() && TypedText.isBlank(text.getValue())) {
            AskDialog.lacks(text, words.of("query.say"));
            return false;
        }
        return true;
    }

    /** The outcome that is said with a step; null with every step that closes nothing. */
    public @Nullable QueryOutcome outcome(QueryStep step) {
        return step == QueryStep.CLOSE ? outcome.getValue() : null;
    }

    public String text() {
        return text.getValue();
    }
}
