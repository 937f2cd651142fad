package org.sivig.ecrf.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ItemLabelGenerator;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox.AutoExpandMode;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.casebook.Range;
import org.sivig.ecrf.crf.TypedText;

/**
 * The fields in the heads of columns that make up the filter of a list.
 *
 * @param <F> the filter, which each field changes in its part
 */
public final class ColumnFilters<F extends Serializable> implements Serializable {

    private final Component reader;
    private final String keys;
    private final SerializableSupplier<F> now;
    private final SerializableConsumer<F> narrow;
    /** What each field shows of a filter. */
    private final List<SerializableConsumer<F>> fields = new ArrayList<>();

    /**
     * @param keys   what the keys of its texts begin with
     * @param now    the filter that is in force
     * @param narrow puts another in force
     */
    public ColumnFilters(Component reader, String keys, SerializableSupplier<F> now, SerializableConsumer<F> narrow) {
        this.reader = reader;
        this.keys = keys;
        this.now = now;
        this.narrow = narrow;
    }

    /** Shows a filter in all fields. */
    public void show(F filter) {
        fields.forEach(field -> field.accept(filter));
    }

    public TextField part(String name, Function<F, String> read, BiFunction<F, String, F> change) {
        TextField field = text(name, read, change);
        field.setPlaceholder(reader.getTranslation("patients.filter.contains"));
        return field;
    }

    public TextField text(String name, Function<F, String> read, BiFunction<F, String, F> change) {
        TextField field = textField(name);
        field.addValueChangeListener(typed -> narrow.accept(change.apply(now.get(), typed.getValue())));
        fields.add(filter -> {
            if (!TypedText.line(field.getValue()).equals(read.apply(filter))) {
                field.setValue(read.apply(filter));
            }
        });
        return field;
    }

    /** A field that reads 9-12, >= 9 or < 9. A text that it cannot read filters nothing and is marked. */
    public <T extends Comparable<? super T> & Serializable> TextField range(String name, RangeText<T> words,
            Function<F, Range<T>> read, BiFunction<F, Range<T>, F> change) {
        TextField field = textField(name);
        field.setValueChangeMode(ValueChangeMode.ON_CHANGE);
        field.setManualValidation(true);
        field.setPlaceholder(reader.getTranslation(keys + name + ".example"));
        field.setTooltipText(reader.getTranslation(keys + name + ".help"));
        field.addValueChangeListener(typed -> {
            Optional<Range<T>> range = words.read(typed.getValue());
            field.setErrorMessage(unread(words.meant(typed.getValue()), reader));
            field.setInvalid(range.isEmpty());
            narrow.accept(change.apply(now.get(), range.orElse(Range.all())));
        });
        fields.add(filter -> {
            if (!words.read(field.getValue()).equals(Optional.of(read.apply(filter)))) {
                field.setValue(words.write(read.apply(filter)));
            }
        });
        return field;
    }

    /** Why a text filters nothing: what it may mean, or that it is not understood. */
    public static String unread(List<String> meant, Component reader) {
        return meant.isEmpty() ? reader.getTranslation("patients.filter.unreadable")
                : reader.getTranslation("patients.filter.which." + meant.size(), meant.toArray());
    }

    private TextField textField(String name) {
        TextField field = new TextField();
        field.setId("filter_" + name);
        field.setAriaLabel(reader.getTranslation(keys + name));
        field.setValueChangeMode(ValueChangeMode.LAZY);
        field.addThemeVariants(TextFieldVariant.SMALL);
        field.setWidthFull();
        return field;
    }

    /** Any of several codes. */
    public <C> MultiSelectComboBox<C> codes(String name, Collection<C> codes, ItemLabelGenerator<C> label,
            Function<F, Set<C>> read, BiFunction<F, Set<C>, F> change) {
        MultiSelectComboBox<C> field = new MultiSelectComboBox<>();
        field.setId("filter_" + name);
        field.setAriaLabel(reader.getTranslation(keys + name));
        field.setPlaceholder(reader.getTranslation("patients.filter.any"));
        field.setItems(codes);
        field.setItemLabelGenerator(label);
        field.setAutoExpand(AutoExpandMode.NONE);
        field.setOverlayWidth("16rem");
        field.addThemeVariants(MultiSelectComboBoxVariant.SMALL);
        field.setWidthFull();
        field.addValueChangeListener(chosen -> narrow.accept(change.apply(now.get(), chosen.getValue())));
        fields.add(filter -> field.setValue(read.apply(filter)));
        return field;
    }

    /** One code, or none. */
    public <C> Select<C> one(String name, Collection<? extends C> codes, ItemLabelGenerator<C> label,
            Function<F, @Nullable C> read, BiFunction<F, @Nullable C, F> change) {
        Select<C> field = new Select<>();
        field.setId("filter_" + name);
        field.setAriaLabel(reader.getTranslation(keys + name));
        field.setPlaceholder(reader.getTranslation("patients.filter.any"));
        field.setItems(List.copyOf(codes));
        field.setItemLabelGenerator(label);
        field.setEmptySelectionAllowed(true);
        field.setEmptySelectionCaption(reader.getTranslation("patients.filter.any"));
        field.addThemeVariants(SelectVariant.SMALL);
        field.setWidthFull();
        field.addValueChangeListener(chosen -> narrow.accept(change.apply(now.get(), chosen.getValue())));
        fields.add(filter -> field.setValue(read.apply(filter)));
        return field;
    }
}
