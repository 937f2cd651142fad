package org.sivig.ecrf.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.guide.Keys;

/**
 * An item on a line of its own: its label, its input, the button of its missing reasons, and what there is to say. It
 * is made when it is first shown: of a long form most items are never asked.
 */
public class ItemField extends AnswerField {

    private static final List<String> SIDES = List.of("counted", "superseded");

    private @Nullable Parts parts;
    private @Nullable FieldPlaces places;
    private boolean editable = true;
    private @Nullable String end;
    private @Nullable String fixed;

    /** @param name the export name: the id of the input */
    public ItemField(Item<?, ?> item, String name, String label, Words words, Listener listener) {
        super("div", item, name, label, words, listener);
        addClassNames("item", "item-" + item.type().code());
        setVisible(false);
    }

    /** What it is made of. */
    private final class Parts {

        private final Input input = Input.of(item(), name(), words());
        private final NativeButton reasons = new NativeButton();
        /** The reason that is shown; null while nothing is. */
        private @Nullable Optional<MissingReason> reason;
        private final Span side = new Span();
        private final Div answer = new Div();
        private final boolean open = editable && !item().isFixed();
        private final Drawn tools;
        private boolean invalid;

        private Parts() {
            reasons.addClassName("reasons");
            reasons.getElement().setAttribute("tabindex", "-1");
            reasons.getElement().setAttribute("aria-haspopup", "menu");
            reasons.setId(name() + "-reasons");
            reasons.getElement().setAttribute("disabled", !open);
            reasons.setVisible(open);
            tools = tools();
            if (!open) {
                input.setReadOnly(true);
            }
            notes().getElement().setAttribute("aria-live", "polite");
            add(Drawn.of(question()), answer(), notes());
        }

        private Div question() {
            Span printed = new Span();
            printed.setId(name() + "-label");
            if (end == null) {
                printed.setText(label());
            } else {
                Span rest = new Span(label().endsWith(end)
                        ? label().substring(0, label().length() - end.length()) : label());
                rest.addClassName("unseen");
                printed.add(rest, new Text(end));
            }
            Div question = new Div(printed);
            question.addClassName("question");
            question.setClassName("unsaid", "".equals(end));
            if (!item().isOnPaper()) {
                Span added = new Span(words().of("item.added"));
                added.addClassName("added");
                question.add(new Text(" "), added);
            }
            List<String> hints = new ArrayList<>();
            hint(question, hints, words().help(item()), "help");
            hint(question, hints, words().definition(item()), "definition");
            hint(question, hints, editable ? format() : "", "typing");
            if (!hints.isEmpty() && !"".equals(end)) { // in a table the heads of its columns say it
                input.describe(String.join(" ", hints));
            }
            return question;
        }

        private void hint(Div question, List<String> hints, String text, String kind) {
            if (!text.isEmpty()) {
                Span hint = new Span(text);
                hint.addClassNames("hint", kind);
                hint.setId(name() + "-" + kind);
                hints.add(name() + "-" + kind);
                question.add(new Text(" "), hint);
            }
        }

        private Div answer() {
            answer.addClassName("answer");
            if (fixed == null) {
                answer.add(input.component());
            } else {
                Span text = new Span(fixed);
                text.setId(name());
                answer.add(text);
            }
            answer.add(tools);
            return answer;
        }

        /** What follows the input. */
        private Drawn tools() {
            Span content = new Span();
            content.addClassName("tools");
            if (!item().unit().isEmpty()) {
                Span unit = new Span(words().unit(item().unit()));
                unit.addClassName("unit");
                content.add(unit);
            }
            content.add(reasons);
            content.add(buttons());
            Drawn drawn = Drawn.of(content);
            drawn.getElement().addEventListener("click",
                    click -> listener().reasonsAsked(ItemField.this, reasons.getId().orElseThrow()))
                    .setFilter("event.target.closest('.reasons') !== null");
            return drawn;
        }
    }

    @Override
    public void setVisible(boolean visible) {
        if (visible && parts == null) {
            parts = new Parts();
            if (places != null) {
                places.putUp(this);
            }
        }
        super.setVisible(visible);
    }

    private String format() {
        return switch (item().type()) {
            case PARTIAL_DATE -> words().of("format.partial_date");
            case DATE -> words().of("format.date");
            case YEAR -> words().of("format.year");
            default -> "";
        };
    }

    // --- before it is first shown -----------------------------------------------------------------------------------

    /** Prints only the end of the label; the rest is there for who cannot see where it stands. */
    public void print(String end) {
        this.end = end;
    }

    void setPlaces(FieldPlaces places) {
        this.places = places;
    }

    /** Shows a text in place of the input, for an item that is not entered by hand. */
    public void fix(String text) {
        fixed = text;
    }

    public void setEditable(boolean editable) {
        this.editable = editable;
    }

    /** Listens to its input itself, where no page of a casebook reports what is typed. */
    public void listen() {
        Objects.requireNonNull(parts).input.listen(this::typed);
    }

    // --- from then on -----------------------------------------------------------------------------------------------

    /** What stands in the input. */
    public String text() {
        return parts == null ? "" : parts.input.text();
    }

    @Override
    public String text(Answer<?> answer) {
        boolean coded = !item().options().isEmpty();
        return answer.value() == null ? ""
                : coded ? Objects.requireNonNull(item().text(answer.value())) : words().value(item(), answer.value());
    }

    @Override
    protected void showText(String text) {
        if (parts != null && !parts.input.text().equals(text)) {
            parts.input.show(text);
        }
    }

    @Override
    protected void setInvalid(boolean invalid) {
        if (parts != null && parts.invalid != invalid) {
            parts.invalid = invalid;
            parts.input.setInvalid(invalid);
        }
    }

    @Override
    protected void showReason(@Nullable MissingReason reason) {
        Optional<MissingReason> now = Optional.ofNullable(reason);
        if (parts == null || now.equals(parts.reason)) {
            return;
        }
        parts.reason = now;
        NativeButton reasons = parts.reasons;
        Texts.show(reasons, reason == null ? "⋯" : reason.code());
        reasons.setClassName("has-reason", reason != null);
        reasons.setVisible(parts.open || reason != null);
        String said = reason == null ? words().of("reasons.none", words().key(Keys.ND)) : words().of("code.missing_reason." + reason.code());
        reasons.getElement().setAttribute("title", said);
        reasons.setAriaLabel(words().of("reasons.label", label(), said));
        parts.tools.touched();
        parts.input.setPlaceholder(reason == null ? "" : said);
    }

    @Override
    public void addBeside(Component component) {
        Objects.requireNonNull(parts).answer.add(component);
    }

    /** What stands beside the input from the first; the browser knows what it does. */
    protected List<Component> buttons() {
        return List.of();
    }

    @Override
    public boolean isAsked() {
        return parts != null && super.isAsked();
    }

    /** What stands at the end of the line: points, for instance. */
    public void setSide(String text, String kind) {
        if (parts != null) {
            if (parts.side.getParent().isEmpty()) {
                parts.side.addClassName("side");
                addComponentAtIndex(2, parts.side);
            }
            Texts.show(parts.side, text);
            SIDES.forEach(each -> parts.side.setClassName(each, each.equals(kind)));
        }
    }
}
