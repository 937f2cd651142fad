package org.sivig.ecrf.ui.casebook.field;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.TextArea;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.casebook.Edit;
import org.sivig.ecrf.casebook.KnownFinding;
import org.sivig.ecrf.casebook.KnownQuery;
import org.sivig.ecrf.casebook.OpenCasebook;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.ItemReader;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.crf.Reading;
import org.sivig.ecrf.crf.TypedText;
import org.sivig.ecrf.guide.Keys;
import org.sivig.ecrf.query.Queries;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.life.QueryStep;
import org.sivig.ecrf.ui.QueryWords;
import org.sivig.ecrf.ui.Words;

/**
 * One item on screen, whatever it looks like: it shows what the casebook holds, reports what the user makes of it, and
 * keeps what could not be stored.
 */
public abstract class AnswerField extends HtmlContainer {

    /** Receives what the user does. */
    public interface Listener {

        /** The user left the field with an answer. {@code typed} is the text that stands in it. */
        void answered(AnswerField field, List<Edit> edits, String typed);

        /** The user left the field with a text that the item cannot hold. */
        void refused(AnswerField field);

        /** The user asked for the missing reasons. */
        void reasonsAsked(AnswerField field, Component at);

        /**
         * Stores several answers as one act, which can be undone. The user may be asked why first.
         *
         * @param reason kept with the audit records
         * @param done   says what was done, once it is stored
         * @param then   gets null when it was stored, otherwise why nothing was
         */
        void act(List<Edit> edits, String reason, String done, Consumer<@Nullable String> then);

        /**
         * The user says why a finding is right as it stands, or takes back what was said.
         *
         * @param at the button that was pressed
         */
        void justify(AnswerField field, String check, boolean takeBack, Component at);

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

    /**
     * What a check found in an answer.
     *
     * @param check         its id
     * @param justification what the site said about it; empty when nothing
     * @param justifiable   whether the user may say something about it, or take it back when it is justified
     * @param proposal      what to store instead, on one click; null when nothing is proposed
     * @param askable       whether the user may raise a query about it
     */
    private record Note(String text, String check, String kind, String justification, boolean justifiable,
            boolean justified, @Nullable Proposal proposal, boolean askable) {
    }

    /** A query as it stands beside the field. */
    private record QueryNote(long number, int messages, String text, boolean answers, boolean acts) {
    }

    public record Proposal(String text, Edit edit) {
    }

    /** The most characters of a typed text that a message repeats. */
    private static final int MOST_QUOTED = 40;

    private final Item<?, ?> item;
    private final String name;
    private final String label;
    private final Words words;
    private final Listener listener;
    private @Nullable Div notes;
    private @Nullable VerificationMark mark;
    /** What stands there of the answer itself; null when something else was said. */
    private @Nullable List<?> told = List.of();
    private Answer<?> seen = Answer.blank();
    private boolean unstored;
    private ItemReader<?> reader;
    /** The text that was read as a missing reason and may be meant as it stands; empty for none. */
    private String literal = "";

    /** @param name the export name: the id of the input */
    AnswerField(String tag, Item<?, ?> item, String name, String label, Words words, Listener listener) {
        super(tag);
        this.item = item;
        this.name = name;
        this.label = label;
        this.words = words;
        this.listener = listener;
        this.reader = ItemReader.of(item, LocalDate.now(Study.CLOCK));
        getElement().setAttribute("data-item", name);
    }

    /** Shows a text in the input. */
    abstract void showText(String text);

    abstract void showReason(@Nullable MissingReason reason);

    abstract void setInvalid(boolean invalid);

    public Item<?, ?> item() {
        return item;
    }

    public String name() {
        return name;
    }

    /** The question in full. */
    public String label() {
        return label;
    }

    Words words() {
        return words;
    }

    Listener listener() {
        return listener;
    }

    /** Where its messages stand. */
    public Div notes() {
        if (notes == null) {
            notes = new Div();
            notes.addClassName("notes");
            notes.setId(name + "-note");
        }
        return notes;
    }

    /** The answer that the user sees, and that a change is compared with. */
    public Answer<?> seen() {
        return seen;
    }

    /** Whether it can be answered now. */
    public boolean isAsked() {
        return isVisible();
    }

    /** Whether it shows what the user made of it and is not stored: refused, not taken, or another answer met it. */
    public boolean isUnstored() {
        return unstored;
    }

    /** From now on it shows what the casebook holds. */
    public void settle() {
        unstored = false;
    }

    /** Tells the browser that other items hang on this one, so that it waits before it moves on. */
    public void setGate() {
        getElement().setAttribute("data-gate", true);
    }

    /** Shows what the casebook holds. An answer that is not stored stays, with what is said about it. */
    public void show(Casebook.Instance instance, OpenCasebook open) {
        if (item.isFixed() || unstored) {
            return;
        }
        Answer<?> answer = instance.answer();
        seen = answer;
        reader = ItemReader.of(instance, open.casebook(), isLimited());
        showText(text(answer));
        getElement().setAttribute("data-seen", encode(answer));
        showReason(answer.missing());
        setInvalid(false);
        Map<Object, Runnable> notes = new LinkedHashMap<>();
        if (isReadAsReason(answer)) {
            notes.put(literal, () -> offerLiteral(answer));
        }
        open.findingsAt(name).stream().map(finding -> note(finding, instance, open))
                .forEach(note -> notes.put(note, () -> say(note)));
        open.queriesAt(name).forEach(query -> {
            QueryNote note = note(query, answer);
            notes.put(note, () -> say(note, query));
        });
        List<Object> now = List.copyOf(notes.keySet());
        if (!now.equals(told)) { // what stays is left in place, so that it can be clicked on meanwhile
            clearNotes();
            notes.values().forEach(Runnable::run);
            told = now;
        }
    }

    private QueryNote note(KnownQuery query, Answer<?> now) {
        QueryWords said = new QueryWords(words);
        String text = words.of(query.isPending() ? "query.at-field" : "query.at-field.settled", query.name(),
                said.state(query), query.openedAt() == null ? said.age(query.raisedAt()) : said.age(query.openedAt()),
                query.text());
        String last = query.messages() > 1 && query.isPending() && !query.last().text().isEmpty()
                ? words.of("query.last", query.last().byName(), query.last().text()) : "";
        String changed = query.isClosedBefore(now) ? words.of("query.modified") : "";
        return new QueryNote(query.number(), query.messages(), Stream.of(text, last, changed)
                .filter(part -> !part.isEmpty()).collect(Collectors.joining(" ")),
                query.steps().contains(QueryStep.ANSWER), query.steps().size() > 0);
    }

    private void say(QueryNote note, KnownQuery query) {
        Span said = say(note.text(), query.isPending() ? "query" : "settled");
        said.getElement().setAttribute("data-query", query.name());
        if (note.answers()) {
            TextArea reply = new TextArea();
            reply.setId("reply_" + query.number());
            reply.setAriaLabel(words.of("query.reply", query.name()));
            reply.setPlaceholder(words.of("query.reply.hint"));
            reply.setMaxLength(Queries.TEXT_LENGTH);
            reply.addClassName("reply");
            reply.setTabIndex(-1);
            NativeButton answer = new NativeButton(words.of("query.do.ANSWER"), click -> {
                String why = TypedText.isBlank(reply.getValue()) ? words.of("query.say")
                        : listener.queryAnswered(query, reply.getValue());
                tell(why);
                if (why == null) {
                    getElement().executeJs("window.sivig.goTo($0)", name);
                }
            });
            answer.addClassNames("action", "answer-query");
            answer.setTabIndex(-1);
            said.add(reply, answer);
        }
        NativeButton thread = new NativeButton(
                words.of(note.acts() && !note.answers() ? "query.handle" : "query.thread"),
                click -> listener.queryOpened(query));
        thread.addClassNames("action", "open-query");
        thread.setTabIndex(-1);
        said.add(thread);
    }

    /** Says that its answer has changed since the moment that is shown. */
    public void changedSince(String text) {
        addClassName("since");
        say(text, "since");
    }

    /**
     * Shows beside the answer whether it is verified.
     *
     * @param verifies whether who looks may verify it, or take it back
     * @param text     empty for nothing to be seen
     * @param toggle   does either
     */
    public void mark(boolean verifies, VerificationMark.State state, String text, String said, Consumer<AnswerField> toggle) {
        boolean needed = verifies && isButtonShown() || !text.isEmpty() && isAsked();
        if (mark != null && (!needed || mark.isButton() != verifies)) {
            mark.removeFromParent();
            mark = null;
        }
        describe(needed && !text.isEmpty() ? said : "");
        if (!needed) {
            return;
        }
        if (mark == null) {
            mark = new VerificationMark(verifies);
            mark.onClick(() -> toggle.accept(this));
            place(mark);
        }
        mark.show(state, text, said);
    }

    /** Whether the button stands beside it before it is verified. */
    boolean isButtonShown() {
        return isAsked();
    }

    /** Puts the mark where it stands. */
    abstract void place(VerificationMark mark);

    /** Says it of the input too, for who does not see the mark; empty for nothing to say. */
    void describe(String said) {
        // The mark says it.
    }

    /** What stands in the input for an answer. */
    abstract String text(Answer<?> answer);

    private Note note(KnownFinding finding, Casebook.Instance instance, OpenCasebook open) {
        return new Note(words.message(finding), finding.check().id(), words.kind(finding), words.justification(finding),
                open.standing().justifies() && finding.isJustifiable(), finding.justification() != null,
                open.editable() && finding.isOpen() ? proposal(finding, instance, open) : null,
                open.standing().raises() == QueryStep.RAISE || open.standing().raises() == QueryStep.PROPOSE);
    }

    /** What to store instead, on one click; null when nothing is proposed. */
    @Nullable Proposal proposal(KnownFinding finding, Casebook.Instance instance, OpenCasebook open) {
        return null;
    }

    private void say(Note note) {
        Span said = say(note.text(), note.kind());
        said.getElement().setAttribute("data-check", note.check());
        if (!note.justification().isEmpty()) {
            Span why = new Span(note.justification());
            why.addClassName("justification");
            said.add(why);
        }
        Proposal proposal = note.proposal();
        if (proposal != null) {
            NativeButton button = new NativeButton(proposal.text(), click -> listener.act(
                    List.of(proposal.edit()), "unit", proposal.text(), trouble -> {
                        tell(trouble);
                        getElement().executeJs("window.sivig.goTo($0)", name); // the button is gone
                    }));
            button.addClassName("action");
            button.setTabIndex(-1);
            said.add(button);
        }
        if (note.justifiable()) {
            NativeButton justify = new NativeButton(words.of(note.justified() ? "finding.reopen" : "finding.justify"));
            justify.addClickListener(click -> listener.justify(this, note.check(), note.justified(), justify));
            justify.addClassNames("action", "justify");
            justify.setTabIndex(-1);
            said.add(justify);
        }
        if (note.askable()) {
            NativeButton ask = new NativeButton(words.of("query.ask"), click -> listener.queryAsked(this, note.text()));
            ask.addClassNames("action", "ask-query");
            ask.setTabIndex(-1);
            said.add(ask);
        }
    }

    /** Says why nothing was stored; says nothing for null. */
    public static void tell(@Nullable String trouble) {
        if (trouble != null) {
            Notification.show(trouble, 12_000, Notification.Position.BOTTOM_START);
        }
    }

    /** Puts up a message about it. */
    public Span say(String message, String kind) {
        Span said = new Span(message);
        said.addClassNames("note", kind);
        notes().add(said);
        told = null;
        return said;
    }

    public void clearNotes() {
        if (notes != null) {
            notes.removeAll();
        }
        told = List.of();
    }

    /** Puts back a text that was typed before and never stored, as if it were typed now. */
    public void retype(Answer<?> seenThen, String typed) {
        see(seenThen);
        showText(typed);
        typed(typed);
    }

    /** What follows is to change this answer. */
    public void see(Answer<?> seenThen) {
        seen = seenThen;
    }

    /** The user gave a reason, or cleared the answer. */
    public void give(Answer<?> answer) {
        literal = "";
        showText("");
        answer(Reading.Entry.of(answer), "");
    }

    /** The user left it with this text. */
    public void typed(String text) {
        literal = "";
        switch (read(text)) {
            case Reading.Understood(Reading.Entry<?> entry) -> {
                literal = reader.literally(text).isPresent() ? text : "";
                answer(entry, text);
            }
            case Reading.Asked(Reading.Problem problem, List<? extends Reading.Entry<?>> readings) -> {
                notStored(askText(problem, text));
                ask(readings, text);
            }
            case Reading.Refused(Reading.Problem problem) -> notStored(problemText(problem, text));
        }
    }

    private void answer(Reading.Entry<?> entry, String typed) {
        unstored = true;
        clearNotes();
        setInvalid(false);
        listener.answered(this, edits(entry), typed);
    }

    private void notStored(String why) {
        unstored = true;
        clearNotes();
        setInvalid(true);
        say(why, "err");
        listener.refused(this);
    }

    /** Offers what the text may mean. The browser presses these buttons by key, wherever the user has gone meanwhile. */
    private void ask(List<? extends Reading.Entry<?>> readings, String typed) {
        Span said = notes().getChildren().reduce((first, last) -> last).map(Span.class::cast).orElseThrow();
        for (int i = 0; i < readings.size(); i++) {
            Reading.Entry<?> reading = readings.get(i);
            NativeButton accept = new NativeButton(words.of("reading.accept", shown(reading),
                    words.key(i == 0 ? Keys.ACCEPT : Keys.ACCEPT_OTHER)),
                    click -> answer(reading, typed));
            accept.addClassNames("action", "reading");
            accept.setTabIndex(-1);
            accept.getElement().setAttribute("aria-keyshortcuts", i == 0 ? "F4" : "Shift+F4");
            said.add(accept);
        }
        getElement().executeJs("window.sivig?.asked?.($0)", name);
    }

    /** Whether it is a missing reason that was typed as a word, which may be meant as it stands. */
    boolean isReadAsReason(Answer<?> answer) {
        return answer.missing() != null && !literal.isEmpty();
    }

    /** Says that a word was read as a reason, and offers to write it down all the same. */
    void offerLiteral(Answer<?> answer) {
        String typed = literal;
        Span said = say(words.of("reading.reason", typed, words.of("code.missing_reason." + answer.missing())), "info");
        NativeButton write = new NativeButton(words.of("reading.literally", typed), click -> {
            literal = "";
            reader.literally(typed).ifPresent(entry -> answer(entry, typed));
        });
        write.addClassNames("action", "literally");
        write.setTabIndex(-1);
        said.add(write);
    }

    /** What a typed text means here. */
    Reading<? extends Reading.Entry<?>> read(String typed) {
        return reader.read(typed);
    }

    /** Whether a sign for less or greater may stand before what is typed. */
    boolean isLimited() {
        return false;
    }

    /** What has to be stored for what was read. */
    List<Edit> edits(Reading.Entry<?> entry) {
        return List.of(new Edit(name, seen, entry.answer()));
    }

    /** How what was read will look here. */
    String shown(Reading.Entry<?> entry) {
        return text(entry.answer());
    }

    /** Why a text cannot be stored. */
    public String problemText(Reading.Problem problem, String text) {
        return switch (problem) {
            case TOO_LONG -> words.of("problem.TOO_LONG", TypedText.lines(text).length(), item.type().length());
            case TOO_MANY_DECIMALS -> words.of("problem.TOO_MANY_DECIMALS", item.decimals());
            case NO_SUCH_CODE -> words.of("problem.NO_SUCH_CODE", words.options(item));
            case OTHER_UNIT -> words.of("problem.OTHER_UNIT", quoted(text), item.unit());
            default -> words.of("problem." + problem, quoted(text));
        };
    }

    /** What has to be asked about a text. */
    public String askText(Reading.Problem problem, String text) {
        return words.of("reading.ask." + problem, quoted(text));
    }

    private static String quoted(String text) {
        String line = TypedText.line(text);
        return line.length() > MOST_QUOTED ? line.substring(0, MOST_QUOTED) + "…" : line;
    }

    /** An answer as the browser keeps it beside a text that is not stored yet. */
    private String encode(Answer<?> answer) {
        return answer.missing() != null ? "!" + answer.missing().code()
                : Objects.requireNonNullElse(item.text(answer.value()), "");
    }

    /** The reverse of {@link #encode}. */
    public Answer<?> decode(String encoded) {
        return encoded.startsWith("!") ? Answer.missing(MissingReason.valueOf(encoded.substring(1)))
                : Answer.of(item.parse(encoded));
    }
}
