package org.sivig.ecrf.casebook.ui;

import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.MissingReason;

/** An item on a line of its own: its label, its input, the button of its missing reasons, and what there is to say. */
class ItemField extends AnswerField {

    private final Input input;
    private final Div question = new Div();
    private final Span printed = new Span();
    private final Div answer = new Div();
    private final Span side = new Span();
    private final NativeButton reasons = new NativeButton();

    /** @param name the export name: the id of the input */
    ItemField(Item<?, ?> item, String name, String label, Words words, Listener listener) {
        super("div", item, name, label, words, listener);
        this.input = Input.of(item, name, words, this::typed);

        printed.setText(label);
        printed.setId(name + "-label");
        question.add(printed);
        question.addClassName("question");
        String help = Stream.of(words.help(item), format()).filter(s -> !s.isEmpty())
                .collect(Collectors.joining(" · "));
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
        notes().getElement().setAttribute("aria-live", "polite");
        addClassNames("item", "item-" + item.type().code());
        add(question, answer, side, notes());
    }

    private String format() {
        return switch (item().type()) {
            case PARTIAL_DATE -> words().of("format.partial_date");
            case DATE -> words().of("format.date");
            case YEAR -> words().of("format.year");
            default -> "";
        };
    }

    /** Prints only the end of the label; the rest is there for who cannot see where it stands. */
    void print(String end) {
        Span rest = new Span(label().endsWith(end) ? label().substring(0, label().length() - end.length()) : label());
        rest.addClassName("unseen");
        printed.removeAll();
        printed.add(rest, new Text(end));
        question.setClassName("unsaid", end.isEmpty());
    }

    /** What stands in the input. */
    String text() {
        return input.text();
    }

    /** Shows a text in place of the input, for an item that is not entered by hand. */
    void fix(String text) {
        Span fixed = new Span(text);
        fixed.setId(name());
        input.component().getElement().removeFromParent();
        answer.addComponentAsFirst(fixed);
    }

    void setEditable(boolean editable) {
        input.setReadOnly(!editable || item().isFixed());
        reasons.setEnabled(editable && !item().isFixed());
        reasons.setVisible(reasons.isEnabled());
    }

    @Override
    String text(Answer<?> answer) {
        boolean coded = !item().options().isEmpty();
        return answer.value() == null ? ""
                : coded ? Objects.requireNonNull(item().text(answer.value())) : words().value(item(), answer.value());
    }

    @Override
    void showText(String text) {
        if (!input.text().equals(text)) {
            input.show(text);
        }
    }

    @Override
    void setInvalid(boolean invalid) {
        input.setInvalid(invalid);
    }

    @Override
    void showReason(@Nullable MissingReason reason) {
        reasons.setText(reason == null ? "⋯" : reason.code());
        reasons.setClassName("has-reason", reason != null);
        reasons.setVisible(reasons.isEnabled() || reason != null);
        String said = reason == null ? words().of("reasons.none") : words().of("code.missing_reason." + reason.code());
        reasons.getElement().setAttribute("title", said);
        reasons.setAriaLabel(words().of("reasons.label", label(), said));
        input.setPlaceholder(reason == null ? "" : said);
    }

    /** What stands at the end of the line: points, for instance. */
    void setSide(String text, String kind) {
        side.setText(text);
        side.setClassName("side " + kind);
    }
}
