package org.sivig.ecrf.ui.account;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.list.Said;
import org.sivig.ecrf.ui.Attempt;
import org.sivig.ecrf.ui.TitledPage;
import org.sivig.ecrf.ui.WhileTyping;
import org.sivig.ecrf.ui.Words;

/**
 * A page of administration: what there is, found by a text, and what can be done with it.
 *
 * @param <R> a row
 */
abstract class AdminPage<R> extends Main implements TitledPage {

    final Words words = new Words(this);
    final Grid<R> grid = new Grid<>();
    final Div tools = new Div();

    private final String key;
    private final TextField search = new TextField();

    /** @param key of the page’s words */
    AdminPage(String key) {
        this.key = key;
        setId("main");
        addClassNames("content", "patients");
        search.setId("search");
        search.setPlaceholder(getTranslation("admin.search"));
        search.setAriaLabel(getTranslation("admin.search"));
        search.setClearButtonVisible(true);
        WhileTyping.listen(search);
        search.addValueChangeListener(change -> show());
        tools.addClassName("admin-tools");
        tools.add(search);
        Paragraph help = new Paragraph(getTranslation(key + ".help"));
        help.addClassName("hint");
        grid.setId(key.replace('.', '_'));
        grid.addThemeVariants(GridVariant.LUMO_COMPACT, GridVariant.WRAP_CELL_CONTENT);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setAriaLabel(title());
        grid.setEmptyStateText(getTranslation("admin.none"));
        add(new H1(title()), help, tools, grid);
    }

    @Override
    public String title() {
        return getTranslation(key + ".title");
    }

    /** Shows what there is now, of what is sought. */
    abstract void show();

    /** What is typed to be found. */
    final String sought() {
        return search.getValue();
    }

    /**
     * Shows what is sought among all there is.
     *
     * @param searched where it is looked for in a row
     */
    final void showAmong(List<R> rows, Function<R, String> searched) {
        String sought = Said.text(sought());
        grid.setItems(rows.stream().filter(row -> Said.text(searched.apply(row)).contains(sought)).toList());
    }

    final Grid.Column<R> text(String column, Function<R, @Nullable String> value) {
        return grid.addColumn(row -> Objects.requireNonNullElse(value.apply(row), "")).setKey(column)
                .setHeader(getTranslation(key + ".column." + column)).setAutoWidth(true).setResizable(true);
    }

    /** A column that may be long: it is broken into lines, and leaves the others their room. */
    final void prose(String column, Function<R, @Nullable String> value) {
        text(column, value).setAutoWidth(false).setWidth("9rem").setFlexGrow(3);
    }

    /** Does it, and shows what there is then; tells why it could not be done. */
    final boolean attempt(String what, Runnable act, Consumer<String> trouble) {
        return get(what, () -> {
            act.run();
            return true;
        }, trouble) != null;
    }

    /** The same of what gives something; null when it could not be done. */
    final <T> @Nullable T get(String what, Supplier<T> act, Consumer<String> trouble) {
        T given = new Attempt(words).get(what, act, trouble);
        if (given != null) {
            show();
        }
        return given;
    }
}
