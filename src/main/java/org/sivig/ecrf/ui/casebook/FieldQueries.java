package org.sivig.ecrf.ui.casebook;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.TextArea;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.casebook.KnownQuery;
import org.sivig.ecrf.casebook.OpenCasebook;
import org.sivig.ecrf.casebook.PatientNotFoundException;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.TypedText;
import org.sivig.ecrf.query.Queries;
import org.sivig.ecrf.query.QueryNotFoundException;
import org.sivig.ecrf.query.QueryResult;
import org.sivig.ecrf.query.QueryThread;
import org.sivig.ecrf.query.RaiseResult;
import org.sivig.ecrf.study.Section;
import org.sivig.ecrf.study.life.QueryOutcome;
import org.sivig.ecrf.study.life.QueryStep;
import org.sivig.ecrf.ui.AnswerField;
import org.sivig.ecrf.ui.AskDialog;
import org.sivig.ecrf.ui.QueryWords;
import org.sivig.ecrf.ui.Words;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.access.AccessDeniedException;

/** What is done about queries on the page of a casebook; above its form, those at items that are no longer asked. */
class FieldQueries extends Div {

    private static final Logger LOG = LoggerFactory.getLogger(FieldQueries.class);

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
        Span note = new Span(words.of("query.unasked", query.name(), words.label(query.at()), query.text()));
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
            AnswerField.tell(words.of("query.none-here"));
            return;
        }
        Dialog dialog = new Dialog();
        dialog.setHeaderTitle(words.of("query.ask." + step, label));
        dialog.setWidth("520px");
        TextArea area = new TextArea(words.of("query.text"));
        area.setId("query_text");
        area.setMaxLength(Queries.TEXT_LENGTH);
        area.setWidthFull();
        area.setValue(text);
        Paragraph trouble = new Paragraph();
        trouble.addClassNames("note", "err");
        trouble.getElement().setAttribute("role", "alert");
        trouble.setVisible(false);
        Button done = new Button(words.of("query.do." + step), click -> {
            String why = TypedText.isBlank(area.getValue()) ? words.of("query.say") : raise(open.number(), item, area.getValue());
            trouble.setVisible(why != null);
            if (why == null) {
                dialog.close();
            } else {
                trouble.setText(why);
            }
        });
        done.setId("query_raise");
        done.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        dialog.add(area, trouble);
        dialog.getFooter().add(new Button(words.of("dialog.cancel"), click -> dialog.close()), done);
        AskDialog.begin(area);
        dialog.addOpenedChangeListener(change -> {
            if (!change.isOpened()) {
                getElement().executeJs("window.sivig.goTo($0)", item);
            }
        });
        dialog.open();
    }

    private @Nullable String raise(String number, String item, String text) {
        try {
            return switch (queries.raise(number, item, text)) {
                case RaiseResult.Raised(KnownQuery query) -> {
                    refresh.get();
                    Notification.show(words.of("query.raised", query.name(), said.state(query)), 6_000,
                            Notification.Position.BOTTOM_START);
                    yield null;
                }
                case RaiseResult.Closed closed -> words.of("query.locked", words.of("state." + closed.state()));
                case RaiseResult.NotAsked not -> words.of("query.not-applicable");
            };
        } catch (AccessDeniedException | PatientNotFoundException denied) {
            return words.of("life.denied");
        } catch (RuntimeException unavailable) {
            LOG.error("A query of {} could not be raised: {}", number, unavailable.getClass().getName());
            return words.of("act.failed");
        }
    }

    /** Shows the thread of a query, with what can be done. */
    void open(KnownQuery query) {
        try {
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
        } catch (QueryNotFoundException hidden) {
            AnswerField.tell(words.of("life.denied"));
        }
    }

    /** @return null when it was taken, otherwise why not */
    @Nullable String take(KnownQuery seen, QueryStep step, @Nullable QueryOutcome outcome, String text) {
        try {
            QueryResult result = queries.take(seen.number(), seen.messages(), step, outcome, text);
            refresh.get();
            return said.trouble(result);
        } catch (AccessDeniedException | QueryNotFoundException denied) {
            return words.of("life.denied");
        } catch (RuntimeException unavailable) {
            LOG.error("A query of {} could not be changed: {}", seen.patient(), unavailable.getClass().getName());
            return words.of("act.failed");
        }
    }
}
