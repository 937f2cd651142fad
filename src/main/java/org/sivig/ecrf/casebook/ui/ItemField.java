package org.sivig.ecrf.casebook.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Bound;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.ItemType;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.Reading;

/**
 * One item on screen: its label, its input, the button of its missing reasons, and what there is to say about it. Shows
 * what the casebook holds and reports what the user makes of it.
 */
class ItemField extends Div {

    /** Receives what the user does. */
    interface Listener {

        /** The user left the field with an answer. {@code typed} is the text that stands in it. */
        void answered(ItemField field, Answer<?> seen, Answer<?> answer, String typed);

        /** The user left the field with a text that the item cannot hold. */
        void refused(ItemField field);

        /** The user asked for the missing reasons. */
        void reasonsAsked(ItemField field, Component at);
    }

    private final Item<?, ?> item;
    private final String name;
    private final String label;
    private final Words words;
    private final Listener listener;
    private final Input input;
    private final Div answer = new Div();
    private final Div note = new Div();
    private final Span side = new Span();
    private final NativeButton reasons = new NativeButton();
    private Answer<?> seen = Answer.blank();
    private boolean unstored;

    /** @param name the export name: the id of the input */
    ItemField(Item<?, ?> item, String name, String label, Words words, Listener listener) {
        this.item = item;
        this.name = name;
        this.words = words;
        this.listener = listener;
        this.input = Input.of(item, name, words, this::typed);

        this.label = label;
        Span printed = new Span(label);
        printed.setId(name + "-label");
        Div question = new Div(printed);
        question.addClassName("question");
        String help = Arrays.asList(words.help(item), format()).stream().filter(s -> !s.isEmpty())
                .reduce((a, b) -> a + " · " + b).orElse("");
        if (!item.isOnPaper()) {
            Span added = new Span(words.of("item.added"));
            added.addClassName("added");
            question.add(added);
        }
        if (!help.isEmpty()) {
            Span hint = new Span(help);
            hint.addClassName("hint");
            question.add(hint);
        }
        reasons.addClassName("reasons");
        reasons.getElement().setAttribute("tabindex", "-1");
        reasons.getElement().setAttribute("aria-haspopup", "menu");
        reasons.addClickListener(click -> listener.reasonsAsked(this, reasons));
        answer.add(input.component());
        if (!item.unit().isEmpty()) {
            Span unit = new Span(item.unit());
            unit.addClassName("unit");
            answer.add(unit);
        }
        answer.add(reasons);
        answer.addClassName("answer");
        side.addClassName("side");
        note.addClassName("notes");
        note.setId(name + "-note");
        note.getElement().setAttribute("aria-live", "polite");
        addClassNames("item", "item-" + item.type().code());
        getElement().setAttribute("data-item", name);
        add(question, answer, side, note);
    }

    private String format() {
        return switch (item.type()) {
            case PARTIAL_DATE -> words.of("format.partial_date");
            case DATE -> words.of("format.date");
            case YEAR -> words.of("format.year");
            default -> "";
        };
    }

    Item<?, ?> item() {
        return item;
    }

    String name() {
        return name;
    }

    /** The answer that the user sees, and that a change is compared with. */
    Answer<?> seen() {
        return seen;
    }

    /** Whether it shows what the user made of it and is not stored: refused, not taken, or another answer met it. */
    boolean isUnstored() {
        return unstored;
    }

    /** From now on it shows what the casebook holds. */
    void settle() {
        unstored = false;
    }

    /** Tells the browser that other items hang on this one, so that it waits before it moves on. */
    void setGate() {
        getElement().setAttribute("data-gate", true);
    }

    /** Shows a text in place of the input, for an item that is not entered by hand. */
    void fix(String text) {
        Span fixed = new Span(text);
        fixed.setId(name);
        input.component().getElement().removeFromParent();
        answer.addComponentAsFirst(fixed);
    }

    void setEditable(boolean editable) {
        input.setReadOnly(!editable || item.isFixed());
        reasons.setEnabled(editable && !item.isFixed());
        reasons.setVisible(reasons.isEnabled());
    }

    /** Shows what the casebook holds. An answer that is not stored stays, with what is said about it. */
    void show(Answer<?> answer, Casebook.Instance instance, Casebook casebook) {
        if (item.isFixed() || unstored) {
            return;
        }
        seen = answer;
        showText(answer);
        getElement().setAttribute("data-seen", encode(answer));
        showReason(answer.missing());
        note.removeAll();
        input.setInvalid(false);
        showBreaches(instance, casebook);
    }

    private void showText(Answer<?> answer) {
        boolean coded = !item.options().isEmpty();
        String text = answer.value() == null ? ""
                : coded ? Objects.requireNonNull(item.text(answer.value())) : words.value(item, answer.value());
        if (!input.text().equals(text)) {
            input.show(text);
        }
    }

    private void showReason(@Nullable MissingReason reason) {
        reasons.setText(reason == null ? "⋯" : reason.code());
        reasons.setClassName("has-reason", reason != null);
        reasons.setVisible(reasons.isEnabled() || reason != null);
        String said = reason == null ? words.of("reasons.none") : words.of("code.missing_reason." + reason.code());
        reasons.getElement().setAttribute("title", said);
        reasons.setAriaLabel(words.of("reasons.label", label, said));
        input.setPlaceholder(reason == null ? "" : said);
    }

    private void showBreaches(Casebook.Instance instance, Casebook casebook) {
        boolean future = item.isInFutureAny(instance.row(), casebook);
        if (future) {
            say(words.of("breach.HARD_MAX.today", words.value(item, instance.answer().value())), "err");
        }
        for (Item.Breach breach : item.breachesAny(instance.row(), casebook)) {
            if (future && breach == Item.Breach.HARD_MAX) {
                continue;
            }
            Object limit = item.bound(breach).value().apply(instance.row(), casebook);
            String shown = limit instanceof PartialDate date ? date.display() : String.valueOf(limit);
            Bound bound = item.bound(breach);
            String key = "breach." + breach + (bound == Bound.TODAY ? ".today" : "");
            say(words.of(key, words.value(item, instance.answer().value()), shown), breach.isHard() ? "err" : "warn");
        }
    }

    /** Puts a message under the field. */
    Span say(String message, String kind) {
        Span said = new Span(message);
        said.addClassNames("note", kind);
        note.add(said);
        return said;
    }

    void clearNotes() {
        note.removeAll();
    }

    /** What stands at the end of the line: points, for instance. */
    void setSide(String text, String kind) {
        side.setText(text);
        side.setClassName("side " + kind);
    }

    /** Puts back a text that was typed before and never stored, as if it were typed now. */
    void retype(Answer<?> seenThen, String typed) {
        seen = seenThen;
        input.show(typed);
        typed(typed);
    }

    /** The user gave a reason, or cleared the answer. */
    void give(Answer<?> answer) {
        unstored = true;
        note.removeAll();
        input.setInvalid(false);
        input.show("");
        listener.answered(this, seen, answer, "");
    }

    private void typed(String text) {
        note.removeAll();
        unstored = true;
        switch (Reading.of(item, text)) {
            case Reading.Understood<?>(Answer<?> answer) -> {
                input.setInvalid(false);
                listener.answered(this, seen, answer, text);
            }
            case Reading.Refused<?>(Reading.Problem problem) -> {
                input.setInvalid(true);
                say(problemText(problem, text), "err");
                listener.refused(this);
            }
        }
    }

    private String problemText(Reading.Problem problem, String text) {
        int most = item.type() == ItemType.LONG_TEXT ? ItemType.LONG_TEXT_LENGTH : ItemType.TEXT_LENGTH;
        return switch (problem) {
            case TOO_LONG -> words.of("problem.TOO_LONG", text.strip().length(), most);
            case TOO_MANY_DECIMALS -> words.of("problem.TOO_MANY_DECIMALS", item.decimals());
            default -> words.of("problem." + problem);
        };
    }

    /** An answer as the browser keeps it beside a text that is not stored yet. */
    private String encode(Answer<?> answer) {
        return answer.missing() != null ? "!" + answer.missing().code()
                : Objects.requireNonNullElse(item.text(answer.value()), "");
    }

    /** The reverse of {@link #encode}. */
    Answer<?> decode(String encoded) {
        return encoded.startsWith("!") ? Answer.missing(MissingReason.valueOf(encoded.substring(1)))
                : Answer.of(item.parse(encoded));
    }
}
