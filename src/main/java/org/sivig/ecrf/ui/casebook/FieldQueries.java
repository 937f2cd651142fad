package org.sivig.ecrf.ui.casebook;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.audit.RecordText;
import org.sivig.ecrf.casebook.KnownQuery;
import org.sivig.ecrf.casebook.OpenCasebook;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.query.Queries;
import org.sivig.ecrf.query.QueryResult;
import org.sivig.ecrf.query.QueryThread;
import org.sivig.ecrf.query.RaiseResult;
import org.sivig.ecrf.study.Section;
import org.sivig.ecrf.study.life.CasebookState;
import org.sivig.ecrf.study.life.QueryOutcome;
import org.sivig.ecrf.study.life.QueryStep;
import org.sivig.ecrf.ui.AnswerField;
import org.sivig.ecrf.ui.AskDialog;
import org.sivig.ecrf.ui.Attempt;
import org.sivig.ecrf.ui.QueryStepFields;
import org.sivig.ecrf.ui.QueryWords;
import org.sivig.ecrf.ui.Words;

/** What is done about queries on the page of a casebook; above its form, those at items that are no longer asked. */
class FieldQueries extends Div {

    private final transient Queries queries;
    private final Words words;
    private final QueryWords said;
    private final Supplier<OpenCasebook> refresh;
    private final LastShown shown = new LastShown();

    /** @param refresh reads the casebook again, shows it and gives it back */
    FieldQueries(Queries queries, Words words, Supplier<OpenCasebook> refresh) {
        this.queries = queries;
        this.words = words;
        this.said = new QueryWords(words);
        this.refresh = refresh;
        addClassName("query-strip");
    }

    /** Shows the queries that have no field on the page. */
    void show(OpenCasebook open, Section section) {
        Casebook casebook = open.casebook();
        List<KnownQuery> unasked = open.pendingIn(section).stream().filter(query -> casebook.instances().stream()
                .noneMatch(each -> query.isAt(each.exportName()) && casebook.isAsked(each))).toList();
        if (shown.isNew(unasked.stream().map(query -> List.of(query.number(), query.text())).toList())) {
            removeAll();
            unasked.forEach(this::add);
        }
    }

    private void add(KnownQuery query) {
        Span note = new Span(words.of("query.unasked", query.name(), new RecordText(words.study()).item(query.at()), query.text()));
        note.addClassNames("note", "query");
        NativeButton look = new NativeButton(words.of("query.thread"), click -> open(query));
        look.addClassName("action");
        AskDialog.opens(look);
        note.add(look);
        add(note);
    }

    /** Asks what to ask, and raises the query. */
    void ask(OpenCasebook open, String item, String label, String text) {
        QueryStep step = open.standing().raises();
        if (step == null) {
            refresh.get();
            AnswerField.tell(open.standing().state().allows(CasebookState.Work.QUERIES) ? words.of("query.none-here")
                    : words.of("life.not-now", words.of("state." + open.standing().state())));
            return;
        }
        Dialog dialog = new Dialog();
        dialog.setHeaderTitle(words.of("query.ask." + step, label));
        dialog.setWidth("520px");
        QueryStepFields fields = QueryStepFields.making(step, words, "query_text", text);
        Paragraph trouble = new Paragraph();
        trouble.addClassNames("note", "err");
        trouble.getElement().setAttribute("role", "alert");
        trouble.setVisible(false);
        Button done = new Button(words.of("query.do." + step), click -> {
            if (!fields.isReady(step)) {
                return;
            }
            String why = raise(open.number(), item, fields.text());
            trouble.setVisible(why != null);
            if (why == null) {
                dialog.close();
            } else {
                trouble.setText(why);
            }
        });
        done.setId("query_raise");
        done.addThemeVariants(ButtonVariant.PRIMARY);
        open.queries().stream().filter(query -> query.isPending() && query.isAt(item)).forEach(query -> {
            Paragraph waits = new Paragraph(words.of("query.waits", query.name(), query.text()));
            waits.addClassNames("note", "info", "query-waits");
            dialog.add(waits);
        });
        dialog.add(fields, trouble);
        dialog.getFooter().add(new Button(words.of("dialog.cancel"), click -> dialog.close()), done);
        fields.begin();
        dialog.addOpenedChangeListener(change -> {
            if (!change.isOpened()) {
                getElement().executeJs("window.sivig.goTo($0)", item);
            }
        });
        dialog.open();
    }

    private @Nullable String raise(String number, String item, String text) {
        return new Attempt(words).why("Raising a query of " + number, () -> switch (queries.raise(number, item, text)) {
            case RaiseResult.Raised(KnownQuery query) -> {
                refresh.get();
                Notification.show(words.of("query.raised", query.name(), said.state(query)), 6_000,
                        Notification.Position.BOTTOM_START);
                yield null;
            }
            case RaiseResult.Closed closed -> words.of("life.not-now", words.of("state." + closed.state()));
            case RaiseResult.NotAsked not -> words.of("query.not-applicable");
        });
    }

    /** Shows the thread of a query, with what can be done. */
    void open(KnownQuery query) {
        new Attempt(words).run("Opening a query of " + query.patient(), () -> {
            new QueryDialog(queries.thread(query.number()), refresh.get(), words, new QueryDialog.Listener() {
                @Override
                public @Nullable String take(KnownQuery seen, QueryStep step, @Nullable QueryOutcome outcome,
                        String text) {
                    return FieldQueries.this.take(seen, step, outcome, text);
                }

                @Override
                public QueryThread thread(KnownQuery asked) {
                    return queries.thread(asked.number());
                }
            }).open();
        }, AnswerField::tell);
    }

    /** @return null when it was taken, otherwise why not */
    @Nullable String take(KnownQuery seen, QueryStep step, @Nullable QueryOutcome outcome, String text) {
        return new Attempt(words).why("Changing a query of " + seen.patient(), () -> {
            QueryResult result = queries.take(seen.number(), seen.messages(), step, outcome, text);
            refresh.get();
            return said.trouble(result);
        });
    }
}
