package org.sivig.ecrf.ui.dashboard;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Html;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.function.SerializableConsumer;

/** A chart with its title, and behind a button the table of the same numbers. */
class DashboardCard extends Section {

    private final DashboardChart shown;
    private final String title;
    private final String corner;
    private final Div chart = new Div();
    private final Div table = new Div();
    private final Button toggle = new Button();
    private final SerializableConsumer<Boolean> toggled;

    /**
     * @param corner  what the lines of its table are
     * @param summary what the chart says, for those who do not see it
     * @param toggled hears whether the table is shown
     */
    DashboardCard(String id, String title, String hint, String corner, String summary, DashboardChart shown,
            boolean asTable, SerializableConsumer<Boolean> toggled) {
        this.shown = shown;
        this.title = title;
        this.corner = corner;
        this.toggled = toggled;
        setId(id);
        addClassNames("card", "dashboard-card");
        H2 heading = new H2(title);
        heading.setId(id + "_title");
        getElement().setAttribute("aria-labelledby", id + "_title");
        Span note = new Span(hint);
        note.addClassName("hint");
        toggle.setId(id + "_toggle");
        toggle.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        toggle.addClickListener(click -> {
            show(!table.isVisible());
            toggled.accept(table.isVisible());
        });
        Div head = new Div(heading, note, toggle);
        head.addClassName("dashboard-card-head");
        chart.setId(id + "_chart");
        chart.addClassName("dashboard-chart");
        chart.getElement().setAttribute("role", "img").setAttribute("aria-label", summary);
        chart.getElement().addEventListener("chart-failed", failed -> show(true));
        table.setId(id + "_table");
        table.addClassName("dashboard-table");
        table.getElement().setAttribute("tabindex", "0").setAttribute("role", "group").setAttribute("aria-label", title);
        add(head, chart, table);
        show(asTable);
    }

    private void show(boolean asTable) {
        if (asTable && table.getComponentCount() == 0) {
            table.add(new Html(DashboardTable.html(shown, title, corner, getTranslation("dashboard.total"))));
        }
        table.setVisible(asTable);
        chart.setVisible(!asTable);
        toggle.setText(getTranslation(asTable ? "dashboard.chart" : "dashboard.table"));
        toggle.setAriaLabel(getTranslation("drug.item", toggle.getText(), title));
        if (!asTable && isAttached()) {
            draw();
        }
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        if (chart.isVisible()) {
            draw();
        }
    }

    private void draw() {
        chart.getElement().executeJs("window.sivigCharts.draw(this, $0)", shown);
    }
}
