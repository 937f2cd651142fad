package org.sivig.ecrf.ui.data;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.textfield.TextFieldVariant;
import com.vaadin.flow.function.SerializableConsumer;
import com.vaadin.flow.function.SerializableRunnable;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.ItemType;
import org.sivig.ecrf.data.ColumnCondition;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.ui.ConditionWords;
import org.sivig.ecrf.ui.Unread;
import org.sivig.ecrf.ui.WhileTyping;

/**
 * The filter in the head of a column: what its cells hold is typed, or chosen in the menu that its button opens; the
 * button shows whether more is asked than can be typed.
 */
class ColumnHead extends Div {

    private final ConditionWords words;
    private final DataColumn column;
    private final SerializableConsumer<@Nullable ColumnCondition> narrow;
    private final SerializableRunnable readable;
    private final @Nullable TextField field;
    /** The test of the content that is in force. */
    private @Nullable ColumnCondition inForce;
    private final NativeButton menu = new NativeButton();
    private final Span chosen = new Span();

    /**
     * @param narrow   puts another test of the content in force, or none
     * @param readable is run when what is typed can no longer be read, or can be again
     * @param open     opens the menu
     */
    ColumnHead(ConditionWords words, DataColumn column, SerializableConsumer<@Nullable ColumnCondition> narrow,
            SerializableRunnable readable, SerializableConsumer<Component> open) {
        this.words = words;
        this.column = column;
        this.narrow = narrow;
        this.readable = readable;
        addClassName("column-filter");
        menu.addClassName("column-menu");
        menu.getElement().setAttribute("aria-haspopup", "dialog");
        menu.addClickListener(click -> open.accept(menu));
        menu.setId("menu_" + column.id());
        field = ConditionWords.isTyped(column) ? field() : null;
        if (field != null) {
            add(field);
        } else {
            addClassName("chosen");
            chosen.addClassName("column-chosen");
            menu.add(chosen);
        }
        add(menu);
        show(List.of());
    }

    private TextField field() {
        boolean text = column.type() == ItemType.TEXT || column.type() == ItemType.LONG_TEXT;
        String kind = text ? "text" : column.type() == ItemType.DATE || column.type() == ItemType.PARTIAL_DATE ? "date"
                : column.type() == ItemType.YEAR ? "year" : "number";
        TextField typed = new TextField();
        typed.setId("filter_" + column.id());
        typed.setAriaLabel(words.words().of("data.filter", words.words().full(column)));
        typed.setPlaceholder(words.words().of("data.filter." + kind));
        typed.setTooltipText(words.words().of("data.filter." + kind + ".help"));
        typed.addThemeVariants(TextFieldVariant.SMALL);
        typed.setMaxLength(200);
        typed.setManualValidation(true);
        typed.setErrorMessage(words.words().of("patients.filter.unreadable"));
        if (text) {
            WhileTyping.listen(typed);
        }
        typed.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                ConditionWords.Typed read = words.read(column, change.getValue());
                boolean wasInvalid = typed.isInvalid();
                typed.setInvalid(read instanceof ConditionWords.Typed.Unreadable);
                if (read instanceof ConditionWords.Typed.Unreadable(Unread why)) {
                    typed.setErrorMessage(why.text(this));
                }
                if (wasInvalid || typed.isInvalid()) {
                    readable.run();
                }
                if (read instanceof ConditionWords.Typed.Readable(ColumnCondition test)) {
                    narrow.accept(test);
                }
            }
        });
        return typed;
    }

    /** Shows the tests in force. */
    void show(List<ColumnCondition> tests) {
        ColumnCondition content = tests.stream().filter(ColumnCondition::isOfContent).findFirst().orElse(null);
        String typed = words.typed(column, content);
        if (field != null && !(words.read(column, field.getValue()) instanceof ConditionWords.Typed.Readable(ColumnCondition test)
                && Objects.equals(test, content))) {
            if (!field.isInvalid() || !Objects.equals(content, inForce)) {
                field.setValue(typed);
                field.setInvalid(false);
            }
        }
        inForce = content;
        boolean shownInField = field != null && (content == null || !typed.isEmpty());
        List<ColumnCondition> further = tests.stream().filter(test -> !shownInField || !test.isOfContent()).toList();
        chosen.setText(tests.isEmpty() ? words.words().of("patients.filter.any") : words.tests(column, tests));
        setClassName("set", !tests.isEmpty());
        menu.setClassName("set", !further.isEmpty());
        String label = words.words().label(column);
        menu.setAriaLabel(tests.isEmpty() ? words.words().of("data.menu", label)
                : words.words().of("data.menu.set", label, words.tests(column, tests)));
        menu.getElement().setAttribute("title", further.isEmpty() ? words.words().of("data.menu", label)
                : words.tests(column, further));
    }

    /** Whether something is typed that cannot be read; what was in force before it still is. */
    boolean isUnreadable() {
        return field != null && field.isInvalid();
    }

    /** Forgets a text that could not be read. */
    void clear() {
        if (field != null && field.isInvalid()) {
            field.setValue("");
            field.setInvalid(false);
            readable.run();
        }
    }
}
