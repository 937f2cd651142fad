package org.sivig.ecrf.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.textfield.TextFieldBase;
import com.vaadin.flow.dom.Element;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.Item;

/**
 * The part of a field in which one types or chooses. It speaks in texts: what was typed, or the codes chosen, joined by
 * commas. The page reports what is typed (frontend/ecrf/typing.js).
 */
sealed interface Input {

    Component component();

    /** Shows a text without reporting it as typed. */
    void show(String text);

    /** What stands in it. */
    String text();

    void setReadOnly(boolean readOnly);

    void setInvalid(boolean invalid);

    void setPlaceholder(String placeholder);

    /** Ties it to the elements with these ids, which say more of its question. */
    void describe(String ids);

    /** Tells what was typed or chosen, when it is left, where no page of a casebook reports it. */
    void listen(Consumer<String> typed);

    /**
     * The input that suits an item.
     *
     * @param id the id of its element
     */
    static Input of(Item<?, ?> item, String id, Words words) {
        return switch (item.type()) {
            case TEXT, INTEGER, DECIMAL, DATE, PARTIAL_DATE, YEAR ->
                new Typed(new TextField(), item, id);
            case LONG_TEXT -> new Typed(new TextArea(), item, id);
            case YES_NO, CHOICE -> new One(item, id, words);
            case MULTI_CHOICE -> new Many(item, id, words);
        };
    }

    /** A line or a block of text. */
    final class Typed implements Input {

        private final TextFieldBase<?, String> field;

        private Typed(TextFieldBase<?, String> field, Item<?, ?> item, String id) {
            this.field = field;
            field.setId(id);
            field.setManualValidation(true);
            field.setAutoselect(true);
            field.setAriaLabelledBy(id + "-label");
            field.getElement().setAttribute("autocomplete", "off");
            field.addClassName("input-" + item.type().code());
            if (!item.suggested().isEmpty()) {
                suggest(item.suggested(), id + "-suggested");
            }
        }

        /** The browser offers them; what is typed stays unless one of them is chosen. */
        private void suggest(List<String> texts, String id) {
            Element list = new Element("datalist").setAttribute("id", id);
            texts.forEach(text -> list.appendChild(new Element("option").setAttribute("value", text)
                    .setAttribute("data-text", text)));
            field.getElement().appendChild(list);
            field.addAttachListener(attached -> field.getElement().executeJs(
                    "this.inputElement.setAttribute('list', $0)", id));
        }

        @Override
        public Component component() {
            return field;
        }

        @Override
        public void show(String text) {
            field.setValue(text);
        }

        @Override
        public String text() {
            return field.getValue();
        }

        @Override
        public void setReadOnly(boolean readOnly) {
            field.setReadOnly(readOnly);
        }

        @Override
        public void setInvalid(boolean invalid) {
            field.setInvalid(invalid);
        }

        @Override
        public void listen(Consumer<String> typed) {
            field.addValueChangeListener(change -> {
                if (change.isFromClient()) {
                    typed.accept(text());
                }
            });
        }

        @Override
        public void setPlaceholder(String placeholder) {
            field.setPlaceholder(placeholder);
        }

        @Override
        public void describe(String ids) {
            field.addAttachListener(attached -> field.getElement().executeJs(
                    "this.inputElement.setAttribute('aria-describedby', $0)", ids));
        }
    }

    /** One of a few codes. */
    final class One implements Input {

        private final RadioButtonGroup<Code> group = new RadioButtonGroup<>();
        private final List<? extends Code> options;

        private One(Item<?, ?> item, String id, Words words) {
            options = item.options();
            group.setId(id);
            group.setManualValidation(true);
            group.setItems(List.copyOf(options));
            group.setItemLabelGenerator(code -> words.code(item, code));
            group.setAriaLabelledBy(id + "-label");
            boolean longLabels = options.stream().mapToInt(code -> words.code(item, code).length()).sum() > 45;
            group.addClassName(longLabels ? "stacked" : "segmented");
            group.getElement().setAttribute("data-codes",
                    options.stream().map(Code::code).collect(Collectors.joining(",")));
            Choices.number(group, Choices.digits(options));
        }

        @Override
        public Component component() {
            return group;
        }

        @Override
        public void show(String text) {
            group.setValue(options.stream().filter(code -> code.code().equals(text)).findFirst().orElse(null));
            showStop();
        }

        /** Where nothing can be chosen and nothing is, the list itself takes the keys. */
        private void showStop() {
            if (group.isReadOnly() && group.getValue() == null) {
                group.getElement().setAttribute("tabindex", "0");
            } else {
                group.getElement().removeAttribute("tabindex");
            }
        }

        @Override
        public String text() {
            return group.getValue() == null ? "" : group.getValue().code();
        }

        @Override
        public void setReadOnly(boolean readOnly) {
            group.setReadOnly(readOnly);
            showStop();
        }

        @Override
        public void setInvalid(boolean invalid) {
            group.setInvalid(invalid);
        }

        @Override
        public void listen(Consumer<String> typed) {
            group.addValueChangeListener(change -> {
                if (change.isFromClient()) {
                    typed.accept(text());
                }
            });
        }

        @Override
        public void setPlaceholder(String placeholder) {
            // The reason stands on the button beside it.
        }

        @Override
        public void describe(String ids) {
            group.getElement().setAttribute("aria-describedby", ids);
        }
    }

    /**
     * Any of several codes; an exclusive one clears the others and is cleared by them. The list is one stop of the Tab
     * key: the browser moves within it.
     */
    final class Many implements Input {

        private final Div group = new Div();
        private final Map<Code, Checkbox> boxes = new LinkedHashMap<>();

        private Many(Item<?, ?> item, String id, Words words) {
            group.setId(id);
            group.addClassName("options");
            group.getElement().setAttribute("role", "group");
            group.getElement().setAttribute("aria-labelledby", id + "-label");
            for (Code code : item.options()) {
                Checkbox box = new Checkbox(words.code(item, code));
                box.setId(id + "_" + code.code());
                box.getElement().setAttribute("data-exclusive", code.exclusive());
                box.addValueChangeListener(change -> {
                    if (change.isFromClient() && change.getValue()) {
                        boxes.forEach((other, its) -> {
                            if (other != code && (code.exclusive() || other.exclusive())) {
                                its.setValue(false);
                            }
                        });
                    }
                });
                box.setTabIndex(boxes.isEmpty() ? 0 : -1);
                boxes.put(code, box);
                group.add(box);
            }
            Choices.number(group, Choices.digits(item.options()));
        }

        @Override
        public Component component() {
            return group;
        }

        @Override
        public void show(String text) {
            List<String> codes = List.of(text.split(","));
            boxes.forEach((code, box) -> box.setValue(codes.contains(code.code())));
        }

        @Override
        public String text() {
            return boxes.entrySet().stream().filter(e -> e.getValue().getValue()).map(e -> e.getKey().code())
                    .collect(Collectors.joining(","));
        }

        @Override
        public void setReadOnly(boolean readOnly) {
            boxes.values().forEach(box -> box.setReadOnly(readOnly));
        }

        @Override
        public void setInvalid(boolean invalid) {
            boxes.values().forEach(box -> box.setInvalid(invalid));
        }

        @Override
        public void listen(Consumer<String> typed) {
            boxes.values().forEach(box -> box.addValueChangeListener(change -> {
                if (change.isFromClient()) {
                    typed.accept(text());
                }
            }));
        }

        @Override
        public void setPlaceholder(String placeholder) {
            // The reason stands on the button beside it.
        }

        @Override
        public void describe(String ids) {
            group.getElement().setAttribute("aria-describedby", ids);
        }
    }
}
