package org.sivig.ecrf.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.casebook.Edit;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.ItemReader;
import org.sivig.ecrf.crf.ItemType;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.crf.Reading;
import org.sivig.ecrf.crf.TypedText;
import org.sivig.ecrf.guide.Keys;
import org.sivig.ecrf.study.Study;

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

        /** The user asked for the missing reasons, by the button with this id. */
        void reasonsAsked(AnswerField field, String at);
    }

    /** The most characters of a typed text that a message repeats. */
    private static final int MOST_QUOTED = 40;

    private final Item<?, ?> item;
    private final String name;
    private final String label;
    private final Words words;
    private final Listener listener;
    private @Nullable Div notes;
    /** What stands there of the answer itself; null when something else was said. */
    private @Nullable List<?> told = List.of();
    private Answer<?> seen = Answer.blank();
    /** What was made of it since that was seen, and is perhaps stored. */
    private List<? extends Reading.Entry<?>> sent = List.of();
    private boolean unstored;
    /** Made when something is typed: of most fields nothing ever is. */
    private Supplier<ItemReader<?>> reader;
    /** The text that was read as a missing reason and may be meant as it stands; empty for none. */
    private String literal = "";

    /** @param name the export name: the id of the input */
    protected AnswerField(String tag, Item<?, ?> item, String name, String label, Words words, Listener listener) {
        super(tag);
        this.item = item;
        this.name = name;
        this.label = label;
        this.words = words;
        this.listener = listener;
        this.reader = () -> ItemReader.of(item, LocalDate.now(Study.CLOCK));
        getElement().setAttribute("data-item", name);
    }

    /** Shows a text in the input. */
    protected abstract void showText(String text);

    protected abstract void showReason(@Nullable MissingReason reason);

    protected abstract void setInvalid(boolean invalid);

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

    protected Words words() {
        return words;
    }

    protected Listener listener() {
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

    /**
     * Shows what the casebook holds. An answer that is not stored stays, with what is said about it.
     *
     * @param beside what else is said beside it, and how that is put up; what is there already is left in place, so that
     *               it can be clicked on meanwhile
     */
    public void show(Casebook.Instance instance, Casebook casebook, Map<?, Runnable> beside) {
        if (item.isFixed() || unstored) {
            return;
        }
        reader = () -> ItemReader.of(instance, casebook, isLimited());
        show(instance.answer(), beside);
    }

    /** Shows an answer. */
    public void show(Answer<?> answer) {
        show(answer, Map.of());
    }

    private void show(Answer<?> answer, Map<?, Runnable> beside) {
        seen = answer;
        sent = List.of();
        showText(text(answer));
        getElement().setAttribute("data-seen", encode(answer));
        showReason(answer.missing());
        setInvalid(false);
        Map<Object, Runnable> notes = new LinkedHashMap<>();
        if (answer.missing() != null && !literal.isEmpty()) {
            notes.put(literal, () -> offerLiteral(answer));
        }
        notes.putAll(beside);
        List<Object> now = List.copyOf(notes.keySet());
        if (!now.equals(told)) {
            clearNotes();
            notes.values().forEach(Runnable::run);
            told = now;
        }
    }

    /** Puts something beside the input. */
    public abstract void addBeside(Component component);

    /** Whether there is room beside it for a button. */
    public boolean hasRoom() {
        return isAsked();
    }

    /** Says of the input what is shown beside it, for who does not see that; empty for nothing. */
    public void describe(String said) {
        // It is read where it stands.
    }

    /** What stands in the input for an answer. */
    public abstract String text(Answer<?> answer);

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

    /**
     * Puts back what was made of it and never stored, as if it were done now: to change the answer that was seen then, or
     * what the same user had sent since, where that is stored by now.
     */
    public void resume(Unsent unsent) {
        seen = decode(unsent.seen());
        sent = unsent.earlier() == null ? List.of() : unsent.earlier().stream().flatMap(act -> meant(act).stream()).toList();
        if (unsent.gives() == null) {
            showText(unsent.typed());
            typed(unsent.typed());
        } else {
            give(unsent.gives());
        }
    }

    /** What was sent, if it was an answer. */
    private Optional<Reading.Entry<?>> meant(Unsent.Act act) {
        return act.gives() != null ? Optional.of(Reading.Entry.of(reason(act.gives())))
                : read(act.typed()) instanceof Reading.Understood(Reading.Entry<?> entry) ? Optional.of(entry)
                : Optional.empty();
    }

    private static Answer<?> reason(String code) {
        return code.isEmpty() ? Answer.blank() : Answer.missing(MissingReason.valueOf(code));
    }

    /** The user gave the reason with this code; empty clears the answer. */
    public void give(String code) {
        give(reason(code));
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
                literal = reader.get().literally(text).isPresent() ? text : "";
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
            NativeButton accept = new NativeButton(offered(reading), click -> answer(reading, typed));
            Span key = new Span(" · " + words.key(i == 0 ? Keys.ACCEPT : Keys.ACCEPT_OTHER));
            key.addClassName("key");
            accept.add(key);
            accept.addClassNames("action", "reading");
            accept.setTabIndex(-1);
            said.add(accept);
        }
        notes().getElement().executeJs("window.sivig?.asked?.($0)", name);
    }

    private String offered(Reading.Entry<?> reading) {
        MissingReason reason = reading.answer().missing();
        return reason == null ? shown(reading) : words.of("reading.offer", reason, words.of("code.missing_reason." + reason));
    }

    /** Says that a word was read as a reason, and offers to write it down all the same. */
    private void offerLiteral(Answer<?> answer) {
        String typed = literal;
        Span said = say(words.of("reading.reason", typed, words.of("code.missing_reason." + answer.missing())), "info");
        NativeButton write = new NativeButton(words.of("reading.literally", typed), click -> {
            literal = "";
            reader.get().literally(typed).ifPresent(entry -> answer(entry, typed));
        });
        write.addClassNames("action", "literally");
        write.setTabIndex(-1);
        said.add(write);
    }

    /** What a typed text means here. */
    protected Reading<? extends Reading.Entry<?>> read(String typed) {
        return reader.get().read(typed);
    }

    /** Whether a sign for less or greater may stand before what is typed. */
    protected boolean isLimited() {
        return false;
    }

    /** What has to be stored for what was read. */
    public List<Edit> edits(Reading.Entry<?> entry) {
        return edits(entry, sent);
    }

    /**
     * The same, where something had been sent since the answer was seen.
     *
     * @param sent what was perhaps stored
     */
    protected List<Edit> edits(Reading.Entry<?> entry, List<? extends Reading.Entry<?>> sent) {
        return List.of(new Edit(name, seen, sent.stream().<Answer<?>>map(Reading.Entry::answer).toList(), entry.answer()));
    }

    /** How what was read will look here. */
    protected String shown(Reading.Entry<?> entry) {
        return text(entry.answer());
    }

    /** Why a text cannot be stored. */
    public String problemText(Reading.Problem problem, String text) {
        return switch (problem) {
            case TOO_LONG -> words.of("problem.TOO_LONG", TypedText.lines(text).length(), item.type().length());
            case TOO_MANY_DECIMALS -> words.of("problem.TOO_MANY_DECIMALS", item.decimals());
            case NO_SUCH_CODE -> words.of("problem.NO_SUCH_CODE", words.options(item));
            case NOT_A_NUMBER -> words.of("problem.NOT_A_NUMBER" + (item.type() == ItemType.INTEGER ? ".whole" : ""));
            case OTHER_UNIT -> words.of("problem.OTHER_UNIT", quoted(text), words.unit(item.unit()));
            default -> words.of("problem." + problem, quoted(text));
        };
    }

    /** What has to be asked about a text. */
    public String askText(Reading.Problem problem, String text) {
        return words.of("reading.ask." + problem, quoted(text));
    }

    private static String quoted(String text) {
        return TypedText.brief(text, MOST_QUOTED);
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
