package org.sivig.ecrf.ui.cohort;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.ComboBoxVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.function.SerializableConsumer;
import com.vaadin.flow.function.SerializableRunnable;
import java.util.List;
import java.util.Map;
import org.sivig.ecrf.data.ColumnCondition;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.data.DataQuery;
import org.sivig.ecrf.study.IdentificationForm;
import org.sivig.ecrf.ui.ColumnPopover;
import org.sivig.ecrf.ui.ConditionWords;
import org.sivig.ecrf.ui.FilterChips;

/** Whom a figure is about: the filters in force, and what can be asked besides, of any item of any form. */
class FilterBar extends Div implements ColumnPopover.Listener {

    private final ComboBox<DataColumn> column = new ComboBox<>();
    private final FilterChips chips;
    private final ColumnPopover menu;
    private final SerializableConsumer<DataQuery> narrow;
    private DataQuery query = DataQuery.of(IdentificationForm.FORM);

    /**
     * @param id      of the field in which one looks for what to ask
     * @param columns what can be asked
     * @param narrow  is told of other filters
     */
    FilterBar(String id, ConditionWords tests, List<DataColumn> columns, SerializableConsumer<DataQuery> narrow) {
        this.narrow = narrow;
        menu = new ColumnPopover(tests, this);
        chips = new FilterChips(tests, filters -> narrow.accept(query.withFilters(filters)), () -> narrow.accept(query.withFilters(List.of())));
        column.setId(id);
        column.setAriaLabel(getTranslation("cohort.filter"));
        column.setPlaceholder(getTranslation("cohort.filter"));
        column.setItems(columns);
        column.setItemLabelGenerator(each -> getTranslation("cohort.filter.column", tests.words().full(each), tests.words().place(each)));
        column.addThemeVariants(ComboBoxVariant.SMALL);
        column.addValueChangeListener(chosen -> {
            if (chosen.isFromClient() && chosen.getValue() != null) {
                menu.open(chosen.getValue(), query.tests(chosen.getValue()), column);
                column.clear();
            }
        });
        addClassName("cohort-filters");
        add(column, chips, menu);
    }

    void show(DataQuery now) {
        query = now;
        chips.show(now.filters());
    }

    @Override
    public void narrow(DataColumn of, List<ColumnCondition> tests) {
        narrow.accept(query.withTests(of, tests));
    }

    @Override
    public List<DataColumn> columns() {
        return List.of();
    }

    @Override
    public Map<String, SerializableRunnable> acts(DataColumn of) {
        return Map.of();
    }

    /** What it is told by, for a page that names it. */
    Component field() {
        return column;
    }
}
