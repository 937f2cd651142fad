package org.sivig.ecrf.ui.casebook.field;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.casebook.Edit;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.ItemType;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.crf.Reading;
import org.sivig.ecrf.study.Visit;
import org.sivig.ecrf.study.VisitForm;
import org.sivig.ecrf.study.code.Comparator;
import org.sivig.ecrf.ui.AnswerField;
import org.sivig.ecrf.ui.Texts;
import org.sivig.ecrf.ui.Words;

/**
 * One item of one visit: a cell in which everything is typed as text, codes and their labels included. A limit may
 * stand before a number where the item has a comparator, which is a small cell within this one.
 */
public class MatrixCell extends AnswerField {

    private final CellHost panel;
    private final String visit;
    private final Element input;
    private @Nullable Element side;
    private @Nullable MatrixCell comparator;
    private boolean asked = true;
    private String onScreen = "";

    public MatrixCell(CellHost panel, Item<?, ?> item, Visit visit, Words words, Listener listener) {
        this("td", panel, item, visit, words, listener);
        Item<Visit, ?> limit = VisitForm.COMPARATORS.get(item);
        if (limit != null) {
            comparator = new MatrixCell("span", panel, limit, visit, words, listener);
            comparator.addClassName("op");
            comparator.input.setAttribute("tabindex", "-1");
            add(comparator);
        }
    }

    private MatrixCell(String tag, CellHost panel, Item<?, ?> item, Visit visit, Words words, Listener listener) {
        super(tag, item, item.exportName(visit), words.label(item) + " · " + Words.visit(visit.key()), words, listener);
        this.panel = panel;
        this.visit = visit.key();
        input = new Element(item.type() == ItemType.LONG_TEXT ? "textarea" : "input");
        input.setAttribute("id", name());
        input.setAttribute("class", "cell-input");
        input.setAttribute("aria-label", label());
        input.setAttribute("autocomplete", "off");
        addClassName("cell-" + item.type().code());
        getElement().appendChild(input);
    }

    public String visit() {
        return visit;
    }

    /** The small cell that says whether the value is only a limit; null for none. */
    public @Nullable MatrixCell comparator() {
        return comparator;
    }

    public void setReadOnly(boolean readOnly) {
        input.setAttribute("readonly", readOnly);
    }

    /** Shows that the protocol does not ask it. */
    public void setAsked(boolean asked) {
        this.asked = asked;
        setClassName("closed", !asked);
        input.setAttribute("hidden", !asked);
    }

    @Override
    public boolean isAsked() {
        return asked;
    }

    /** Shows something beside the input: a computed value, for instance. */
    public void setSide(String text, String title) {
        Element beside = side == null ? new Element("small") : side;
        if (side == null) { // which few cells have
            side = beside;
            getElement().appendChild(beside);
        }
        Texts.show(beside, text);
        beside.setAttribute("title", title);
        beside.setAttribute("hidden", text.isEmpty());
        panel.touched();
    }

    @Override
    public void addBeside(Component component) {
        add(component);
        panel.touched();
    }

    /** There is no room for a button in each cell. */
    @Override
    public boolean hasRoom() {
        return false;
    }

    @Override
    public void describe(String said) {
        tell("aria-description", said);
        panel.touched();
    }

    /** Says that its answer has changed since the moment that is shown. */
    public void changedSince(String text) {
        addClassName("since");
        panel.touched();
        input.setAttribute("title", text);
        input.setAttribute("aria-label", label() + ", " + text);
        if (!getElement().getTag().equals("span")) {
            setSide("↻ " + text, text);
        }
    }

    @Override
    public String text(Answer<?> answer) {
        if (answer.missing() != null) {
            return item().type().isText() ? "" : answer.missing().code();
        }
        return words().value(item(), answer.value());
    }

    @Override
    protected void showText(String text) {
        if (!text.equals(onScreen)) {
            onScreen = text;
            panel.push(name(), text);
        }
    }

    @Override
    public void typed(String text) {
        onScreen = text;
        super.typed(text);
    }

    @Override
    protected void showReason(@Nullable MissingReason reason) {
        setClassName("has-reason", reason != null);
        String said = reason == null ? "" : words().of("code.missing_reason." + reason.code());
        tell("title", said);
        if (item().type().isText()) {
            tell("placeholder", said);
        }
    }

    private void tell(String attribute, String text) {
        if (text.isEmpty()) {
            input.removeAttribute(attribute);
        } else {
            input.setAttribute(attribute, text);
        }
    }

    @Override
    protected void setInvalid(boolean invalid) {
        tell("aria-invalid", invalid ? "true" : "");
        panel.touched();
    }

    /** Its messages stand below the table, named after it. */
    @Override
    public Span say(String message, String kind) {
        Span said = super.say(message, kind);
        NativeButton where = new NativeButton(label());
        where.addClassName("goto");
        where.getElement().setAttribute("data-goto", name());
        said.addComponentAsFirst(where);
        addClassName(kind);
        input.setAttribute("aria-describedby", notes().getId().orElseThrow());
        panel.touched();
        panel.putUp(this);
        return said;
    }

    @Override
    public void clearNotes() {
        super.clearNotes();
        panel.takeDown(this);
        removeClassNames("err", "warn", "info", "query");
        input.removeAttribute("aria-describedby");
        panel.touched();
    }

    @Override
    public Reading<? extends Reading.Entry<?>> read(String typed) {
        return super.read(item().options().isEmpty() ? typed : words().codeOf(item(), typed));
    }

    @Override
    protected boolean isLimited() {
        return comparator != null;
    }

    /** What is typed takes the place of all that stood in the cell, its comparator too. */
    @Override
    protected List<Edit> edits(Reading.Entry<?> entry, List<? extends Reading.Entry<?>> sent) {
        List<Edit> edits = new ArrayList<>(super.edits(entry, sent));
        if (comparator != null) {
            Answer<?> limit = limit(entry);
            if (!sent.isEmpty() || !limit.equals(comparator.seen())) { // what was sent may be stored by the time this is saved
                edits.add(new Edit(comparator.name(), comparator.seen(), sent.stream().<Answer<?>>map(MatrixCell::limit).toList(), limit));
            }
        }
        return edits;
    }

    private static Answer<?> limit(Reading.Entry<?> entry) {
        return entry.answer().value() == null ? Answer.blank() : Answer.of(sign(entry));
    }

    /** What has to be stored so that this cell holds what another one holds; nothing when it does. */
    public List<Edit> repeating(MatrixCell other) {
        List<Edit> edits = new ArrayList<>(List.of(new Edit(name(), seen(), other.seen())));
        if (comparator != null && other.comparator != null) {
            edits.add(new Edit(comparator.name(), comparator.seen(), other.comparator.seen()));
        }
        edits.removeIf(edit -> edit.seen().equals(edit.next()));
        return edits;
    }

    /** Whether what holds at one visit may hold at the next: a date, an event or whether one came does not. */
    public boolean isRepeatable() {
        return item().type() != ItemType.PARTIAL_DATE && item().type() != ItemType.LONG_TEXT
                && !item().group().equals(VisitForm.VISIT_DONE.group());
    }

    /** Whether its value is only known to be less, or more. */
    public boolean isLimit() {
        return comparator != null && comparator.seen().value() != null;
    }

    /** How the answer looks that stands here, with its limit. */
    public String shownText() {
        return (comparator == null || comparator.seen().value() == null ? ""
                : comparator.text(comparator.seen()) + " ") + text(seen());
    }

    @Override
    public String shown(Reading.Entry<?> entry) {
        Comparator sign = comparator == null ? null : sign(entry);
        return (sign == null ? "" : words().code(comparator.item(), sign) + " ") + super.shown(entry);
    }

    private static @Nullable Comparator sign(Reading.Entry<?> entry) {
        return switch (entry.limit()) {
            case NONE -> null;
            case LESS_THAN -> Comparator.LESS_THAN;
            case GREATER_THAN -> Comparator.GREATER_THAN;
        };
    }
}
