package org.sivig.ecrf.ui.casebook.field;

import com.vaadin.flow.component.HasComponents;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.casebook.Edit;
import org.sivig.ecrf.casebook.KnownFinding;
import org.sivig.ecrf.casebook.KnownQuery;
import org.sivig.ecrf.casebook.OpenCasebook;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.TypedText;
import org.sivig.ecrf.guide.Keys;
import org.sivig.ecrf.query.Queries;
import org.sivig.ecrf.study.life.QueryStep;
import org.sivig.ecrf.ui.AnswerField;
import org.sivig.ecrf.ui.AskDialog;
import org.sivig.ecrf.ui.QueryWords;
import org.sivig.ecrf.ui.Words;

/** What is said beside an answer: what the checks find in it and the queries about it, with what can be done about either. */
public final class FieldNotes {

    /** Receives what the user does about them. */
    public interface Listener extends Acts {

        /** The user says why a finding is right as it stands, or takes back what was said. */
        void justify(AnswerField field, String check, boolean takeBack);

        /**
         * The user wants to ask something about the answer, or to note something.
         *
         * @param text what may be asked; empty for nothing
         */
        void queryAsked(AnswerField field, String text);

        /** The user wants to read the thread of a query, or to do something about it. */
        void queryOpened(KnownQuery query);

        /**
         * The user answers a query beside the field.
         *
         * @return null when the answer was taken, otherwise why not
         */
        @Nullable String queryAnswered(KnownQuery query, String text);
    }

    /** What to store instead of what a check found, on one click. */
    public record Proposal(String text, Edit edit) {
    }

    /**
     * What a check found in an answer.
     *
     * @param check         its id
     * @param justification what the site said about it; empty when nothing
     * @param justifiable   whether the user may say something about it, or take it back when it is justified
     * @param proposal      what to store instead; null when nothing is proposed
     * @param asks          how the user may raise a query about it; null when they may not
     * @param cause         what it rests on with several others, elsewhere, in words; it is folded then; empty when nothing
     */
    private record Found(String text, String check, String kind, String justification, boolean justifiable,
            boolean justified, @Nullable Proposal proposal, @Nullable QueryStep asks, String cause) {
    }

    /** A query as it stands beside the field. */
    private record Asked(long number, int messages, String text, boolean answers, boolean acts) {
    }

    private final Words words;
    private final QueryWords queryWords;
    private final Listener listener;
    /** The findings of the casebook that was shown last, by their item. */
    private transient Map<String, List<KnownFinding>> findings = Map.of();
    private transient @Nullable OpenCasebook grouped;

    public FieldNotes(Words words, Listener listener) {
        this.words = words;
        this.listener = listener;
        queryWords = new QueryWords(words);
    }

    /**
     * What there is to say beside a field, and how each is put up.
     *
     * @param proposals what to store instead of what was found; null when nothing is proposed
     */
    public Map<Object, Runnable> at(AnswerField field, Answer<?> answer, OpenCasebook open,
            Function<KnownFinding, @Nullable Proposal> proposals) {
        Map<Object, Runnable> notes = new LinkedHashMap<>();
        if (open != grouped) {
            grouped = open;
            findings = open.findings().stream().collect(Collectors.groupingBy(each -> each.at().exportName()));
        }
        findings.getOrDefault(field.name(), List.of()).forEach(finding -> {
            Found found = found(field, finding, open, proposals);
            notes.put(found, () -> say(field, found));
        });
        open.queriesAt(field.name()).forEach(query -> {
            Asked asked = asked(query, answer);
            notes.put(asked, () -> say(field, asked, query));
        });
        return notes;
    }

    private Found found(AnswerField field, KnownFinding finding, OpenCasebook open, Function<KnownFinding, @Nullable Proposal> proposals) {
        return new Found(words.message(finding), finding.check().id(), words.kind(finding), words.justification(finding),
                open.standing().justifies() && finding.isJustifiable(), finding.justification() != null,
                open.editable() && finding.isOpen() ? proposals.apply(finding) : null,
                open.standing().raises() == QueryStep.NOTE ? null : open.standing().raises(),
                finding.cause() == null || finding.cause().equals(field.name()) ? "" : cause(open, finding.cause()));
    }

    private String cause(OpenCasebook open, String answer) {
        Casebook.Instance at = open.casebook().reach(answer);
        return words.of("cause.rests", words.field(at.item(), at.row()));
    }

    private Asked asked(KnownQuery query, Answer<?> now) {
        String text = words.of(query.isPending() ? "query.at-field" : "query.at-field.settled", query.name(),
                queryWords.state(query),
                queryWords.age(query.openedAt() == null ? query.raisedAt() : query.openedAt()), query.text());
        String last = query.messages() > 1 && query.isPending() && !query.last().text().isEmpty()
                ? words.of("query.last", query.last().byName(), query.last().text()) : "";
        String changed = query.isClosedBefore(now) ? words.of("query.modified") : "";
        return new Asked(query.number(), query.messages(), Stream.of(text, last, changed)
                .filter(part -> !part.isEmpty()).collect(Collectors.joining(" ")),
                query.steps().contains(QueryStep.ANSWER), !query.steps().isEmpty());
    }

    private void say(AnswerField field, Found found) {
        Span standing = field.say(found.cause().isEmpty() ? found.text() : "", found.kind());
        standing.getElement().setAttribute("data-check", found.check());
        HasComponents said = standing;
        if (!found.cause().isEmpty()) {
            standing.addClassName("folded");
            NativeDetails folded = new NativeDetails(found.cause());
            Div content = new Div(found.text());
            folded.setContent(content);
            standing.add(folded);
            said = content;
        }
        if (!found.justification().isEmpty()) {
            Span why = new Span(found.justification());
            why.addClassName("justification");
            said.add(new Text(" "), why);
        }
        Proposal proposal = found.proposal();
        if (proposal != null) {
            said.add(new Text(" "), button(proposal.text(), "", () -> listener.act(List.of(proposal.edit()), "unit", proposal.text(),
                    trouble -> {
                        AnswerField.tell(trouble);
                        goTo(field); // the button is gone
                    })));
        }
        if (found.justifiable()) {
            NativeButton justify = button(words.of(found.justified() ? "finding.reopen" : "finding.justify"), "justify",
                    () -> listener.justify(field, found.check(), found.justified()));
            if (!found.justified()) {
                AskDialog.opens(justify);
            }
            said.add(new Text(" "), justify);
        }
        if (found.asks() != null) {
            NativeButton ask = button(words.of("query.make." + found.asks()), "ask-query",
                    () -> listener.queryAsked(field, found.text()));
            AskDialog.opens(ask);
            said.add(new Text(" "), ask);
        }
    }

    private void say(AnswerField field, Asked asked, KnownQuery query) {
        Span said = field.say(asked.text(), query.isPending() ? "query" : "settled");
        said.getElement().setAttribute("data-query", query.name());
        if (asked.answers()) {
            TextArea reply = new TextArea();
            reply.setId("reply_" + query.number());
            reply.setAriaLabel(words.of("query.reply", query.name()));
            reply.setPlaceholder(words.of("query.reply.hint", words.key(Keys.SEND)));
            reply.setMaxLength(Queries.TEXT_LENGTH);
            reply.setManualValidation(true);
            reply.addValueChangeListener(change -> reply.setInvalid(false));
            reply.addClassName("reply");
            reply.setTabIndex(-1);
            said.add(new Text(" "), reply, button(words.of("query.do.ANSWER"), "answer-query", () -> {
                if (TypedText.isBlank(reply.getValue())) {
                    reply.setErrorMessage(words.of("query.say"));
                    reply.setInvalid(true);
                    reply.focus();
                    return;
                }
                String why = listener.queryAnswered(query, reply.getValue());
                AnswerField.tell(why);
                if (why == null) {
                    UI.getCurrent().getPage().executeJs("window.sivig.draftSent($0)", reply.getId().orElseThrow());
                    goTo(field);
                }
            }));
            reply.getElement().executeJs("window.sivig.draft(this)"); // what was written there before one looked elsewhere
        }
        NativeButton thread = button(words.of(asked.acts() && !asked.answers() ? "query.handle" : "query.thread"),
                "open-query", () -> listener.queryOpened(query));
        AskDialog.opens(thread);
        said.add(new Text(" "), thread);
    }

    private static NativeButton button(String text, String name, Runnable act) {
        NativeButton button = new NativeButton(text, click -> act.run());
        button.addClassName("action");
        button.setClassName(name, !name.isEmpty());
        button.setTabIndex(-1);
        return button;
    }

    private static void goTo(AnswerField field) {
        UI.getCurrent().getPage().executeJs("window.sivig.goTo($0)", field.name());
    }
}
