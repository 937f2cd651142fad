package org.sivig.ecrf.ui.casebook;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.audit.RecordText;
import org.sivig.ecrf.casebook.KnownQuery;
import org.sivig.ecrf.casebook.OpenCasebook;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.query.QueryThread;
import org.sivig.ecrf.study.life.QueryOutcome;
import org.sivig.ecrf.study.life.QueryStep;
import org.sivig.ecrf.ui.QueryStepFields;
import org.sivig.ecrf.ui.QueryWords;
import org.sivig.ecrf.ui.Words;

/** The thread of a query: what was said, by whom, when, and the answer at that moment; and what can be done now. */
class QueryDialog extends Dialog {

    /** Takes the steps of the user. */
    interface Listener {

        /** @return null when it was taken, and the dialog closes; otherwise why not */
        @Nullable String take(KnownQuery seen, QueryStep step, @Nullable QueryOutcome outcome, String text);

        /** The thread as it is stored now. */
        QueryThread thread(KnownQuery query);
    }

    private final Words words;
    private final QueryWords said;
    private final Listener listener;
    private final OpenCasebook open;
    private final Div shown = new Div();
    private final Paragraph trouble = new Paragraph();
    private final QueryStepFields fields;

    /** @param open the casebook as it stands, for the answer now */
    QueryDialog(QueryThread thread, OpenCasebook open, Words words, Listener listener) {
        this.words = words;
        this.said = new QueryWords(words);
        this.listener = listener;
        this.open = open;
        setWidth("640px");
        addClassName("query-dialog");
        trouble.getElement().setAttribute("role", "alert");
        trouble.addClassNames("note", "err");
        trouble.setVisible(false);
        fields = new QueryStepFields(words, "query_text");
        add(shown, fields, trouble);
        show(thread);
        fields.begin();
    }

    private void show(QueryThread thread) {
        KnownQuery query = thread.query();
        Casebook.Instance at = query.at();
        setHeaderTitle(words.of("query.title", query.name(), new RecordText(words.study()).item(at)));
        shown.removeAll();
        Span state = new Span(said.state(query));
        state.addClassNames("pill", query.isPending() ? "warn" : "quiet");
        String raised = said.age(query.raisedAt());
        String opened = query.openedAt() == null ? raised : said.age(query.openedAt());
        Span age = new Span(opened.equals(raised) ? raised : words.of("query.ages", opened, raised));
        Div facts = new Div(state, age);
        facts.addClassName("query-facts");
        shown.add(facts, values(query));
        OrderedList list = new OrderedList();
        list.addClassName("query-thread");
        thread.messages().forEach(message -> list.add(message(message, at)));
        shown.add(list);
        fields.become(query.steps(), query.isUnchanged(now(query)) ? words.of("query.unchanged") : null);
        getFooter().removeAll();
        getFooter().add(new Button(words.of("close"), click -> close()));
        for (QueryStep step : query.steps()) {
            Button button = new Button(said.doing(step), click -> take(query, step));
            button.setId("query_" + step.name().toLowerCase(Locale.ROOT));
            if (step == QueryStep.CLOSE) {
                button.addClickShortcut(Key.ENTER).listenOn(fields.first());
            }
            if (step == QueryStep.ANSWER || step == QueryStep.CLOSE || step == QueryStep.RELEASE) {
                button.addThemeVariants(ButtonVariant.PRIMARY);
            }
            getFooter().add(button);
        }
    }

    /** The answer when it was raised and now, and what is to be said of the item. */
    private Div values(KnownQuery query) {
        Div values = new Div(new Span(words.of("query.then", said.answer(query.at(), query.then()))));
        values.addClassName("query-values");
        Casebook.Instance at = at(query);
        Answer<?> now = now(query);
        if (query.then() != null) {
            values.add(new Span(words.of("query.now", words.answer(query.at().item(), now))));
        }
        if (at == null || !open.casebook().isAsked(at)) {
            values.add(said(words.of("query.not-applicable")));
        }
        if (query.isClosedBefore(now)) {
            values.add(said(words.of("query.modified")));
        }
        return values;
    }

    /** Where it asks, as it stands now; null where there is nothing any more. */
    private Casebook.@Nullable Instance at(KnownQuery query) {
        return open.casebook().instances().stream().filter(each -> query.isAt(each.exportName())).findFirst().orElse(null);
    }

    private Answer<?> now(KnownQuery query) {
        Casebook.Instance at = at(query);
        return at == null ? Answer.blank() : at.answer();
    }

    private static Span said(String text) {
        Span span = new Span(text);
        span.addClassNames("note", "info");
        return span;
    }

    private ListItem message(KnownQuery.Message message, Casebook.Instance at) {
        Span who = new Span(said.who(message));
        who.addClassName("hint");
        Span what = new Span(message.outcome() == null ? said.done(message.step())
                : words.of("query.closed", said.done(message.step()), said.outcome(message.outcome())));
        what.addClassName("query-step");
        ListItem item = new ListItem(what, who);
        if (!message.text().isEmpty()) {
            Paragraph text = new Paragraph(message.text());
            item.add(text);
        }
        if (message.value() != null) {
            Span value = new Span(words.of("query.value", said.answer(at, message.value())));
            value.addClassName("hint");
            item.add(value);
        }
        return item;
    }

    private void take(KnownQuery query, QueryStep step) {
        if (!fields.isReady(step)) {
            return;
        }
        String why = listener.take(query, step, fields.outcome(step), fields.text());
        if (why == null) {
            close();
            return;
        }
        trouble.setText(why);
        trouble.setVisible(true);
        show(listener.thread(query)); // what was written stays
    }
}
