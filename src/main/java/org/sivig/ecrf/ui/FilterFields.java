package org.sivig.ecrf.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ItemLabelGenerator;
import com.vaadin.flow.component.combobox.MultiSelectComboBox.AutoExpandMode;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBoxVariant;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.select.SelectVariant;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.textfield.TextFieldVariant;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.function.SerializableConsumer;
import com.vaadin.flow.function.SerializableSupplier;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.TypedText;
import org.sivig.ecrf.list.Column;
import org.sivig.ecrf.list.Filter;
import org.sivig.ecrf.list.Range;

/**
 * The fields that make up the filter of a list, each for what is asked of one column.
 *
 * @param <R> a row
 */
public final class FilterFields<R> implements Serializable {

    private final Component reader;
    private final String keys;
    private final SerializableSupplier<Filter<R>> now;
    private final SerializableConsumer<Filter<R>> narrow;
    private final SerializableConsumer<Boolean> waits;
    /** Keys of the columns whose fields hold what cannot be read. */
    private final Set<String> unreadable = new HashSet<>();
    /** What each field shows of a filter. */
    private final List<SerializableConsumer<Filter<R>>> shown = new ArrayList<>();
    /** What each field takes of a filter that came from elsewhere. */
    private final List<UnaryOperator<Filter<R>>> taken = new ArrayList<>();

    /**
     * @param keys   what the keys of its texts begin with
     * @param now    the filter that is in force
     * @param narrow puts another in force
     * @param waits  is told whether what can be done with the rows has to wait, since a field cannot be read
     */
    FilterFields(Component reader, String keys, SerializableSupplier<Filter<R>> now,
            SerializableConsumer<Filter<R>> narrow, SerializableConsumer<Boolean> waits) {
        this.reader = reader;
        this.keys = keys;
        this.now = now;
        this.narrow = narrow;
        this.waits = waits;
    }

    /** Whether something is typed that cannot be read. */
    boolean isUnreadable() {
        return !unreadable.isEmpty();
    }

    /** Shows a filter in all fields. */
    void show(Filter<R> filter) {
        shown.forEach(field -> field.accept(filter));
    }

    /** As much of a filter that was read from an address as the fields can show. */
    Filter<R> take(Filter<R> filter) {
        Filter<R> known = filter;
        for (UnaryOperator<Filter<R>> field : taken) {
            known = field.apply(known);
        }
        return known;
    }

    /** Any part of a text. */
    public TextField text(Column<R, String> column) {
        return typed(column, Function.identity(), Function.identity());
    }

    /**
     * Any part of a text that means more than it says.
     *
     * @param read what is shown of it
     * @param mean what it means
     */
    public <T extends @Nullable Object> TextField typed(Column<R, T> column, Function<T, String> read,
            Function<String, T> mean) {
        TextField field = textField(column);
        field.setPlaceholder(reader.getTranslation("patients.filter.contains"));
        field.addValueChangeListener(typed -> narrow(column, mean.apply(typed.getValue())));
        shown.add(filter -> {
            String text = read.apply(filter.get(column));
            if (!TypedText.line(field.getValue()).equals(text)) {
                field.setValue(text);
            }
        });
        taken.add(filter -> filter.with(column, mean.apply(read.apply(filter.get(column)))));
        return field;
    }

    /** A field that reads 9-12, >= 9 or < 9. A text that it cannot read stays, marked; what was in force stays in force. */
    public <T extends Comparable<? super T> & Serializable> TextField range(Column<R, Range<T>> column,
            RangeText<T> words) {
        TextField field = textField(column);
        field.setValueChangeMode(ValueChangeMode.ON_CHANGE);
        field.setManualValidation(true);
        field.setPlaceholder(reader.getTranslation(keys + column.key() + ".example"));
        field.setTooltipText(reader.getTranslation(keys + column.key() + ".help"));
        field.addValueChangeListener(typed -> {
            Optional<Range<T>> range = words.read(typed.getValue());
            field.setErrorMessage(words.unread(typed.getValue()).text(reader));
            field.setInvalid(range.isEmpty());
            if (range.isEmpty() ? unreadable.add(column.key()) : unreadable.remove(column.key())) {
                waits.accept(isUnreadable());
            }
            range.ifPresent(asked -> narrow(column, asked));
        });
        shown.add(filter -> {
            if (!words.read(field.getValue()).equals(Optional.of(filter.get(column)))) {
                field.setValue(words.write(filter.get(column)));
            }
        });
        return field;
    }

    /** Any of several codes; what is not among the choices is not asked for. */
    public <C> MultiSelectComboBox<C> codes(Column<R, Set<C>> column, Collection<C> choices,
            ItemLabelGenerator<C> label) {
        MultiSelectComboBox<C> field = new MultiSelectComboBox<>();
        field.setId(id(column));
        field.setAriaLabel(label(column));
        field.setPlaceholder(reader.getTranslation("patients.filter.any"));
        field.setItems((choice, typed) -> Words.plain(label.apply(choice)).contains(Words.plain(typed)), choices);
        field.setItemLabelGenerator(label);
        field.setAutoExpand(AutoExpandMode.NONE);
        field.setOverlayWidth("16rem");
        field.addThemeVariants(MultiSelectComboBoxVariant.SMALL);
        field.setWidthFull();
        field.addValueChangeListener(chosen -> narrow(column, chosen.getValue()));
        shown.add(filter -> field.setValue(filter.get(column)));
        taken.add(filter -> filter.with(column, filter.get(column).stream().filter(choices::contains)
                .collect(Collectors.toSet())));
        return field;
    }

    /** One code, or none. */
    public <C> Select<C> one(Column<R, @Nullable C> column, Collection<? extends C> choices,
            ItemLabelGenerator<C> label) {
        Select<C> field = new Select<>();
        field.setId(id(column));
        field.setAriaLabel(label(column));
        field.setPlaceholder(reader.getTranslation("patients.filter.any"));
        field.setItems(List.copyOf(choices));
        field.setItemLabelGenerator(label);
        field.setEmptySelectionAllowed(true);
        field.setEmptySelectionCaption(reader.getTranslation("patients.filter.any"));
        field.addThemeVariants(SelectVariant.SMALL);
        field.setWidthFull();
        field.addValueChangeListener(chosen -> narrow(column, chosen.getValue()));
        shown.add(filter -> field.setValue(filter.get(column)));
        return field;
    }

    private TextField textField(Column<R, ?> column) {
        TextField field = new TextField();
        field.setId(id(column));
        field.setAriaLabel(label(column));
        WhileTyping.listen(field);
        field.addThemeVariants(TextFieldVariant.SMALL);
        field.setWidthFull();
        return field;
    }

    private <T extends @Nullable Object> void narrow(Column<R, T> column, T asked) {
        narrow.accept(now.get().with(column, asked));
    }

    private static String id(Column<?, ?> column) {
        return "filter_" + column.key();
    }

    private String label(Column<R, ?> column) {
        return reader.getTranslation(keys + column.key());
    }
}
