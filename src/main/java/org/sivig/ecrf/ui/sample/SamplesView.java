package org.sivig.ecrf.ui.sample;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.sample.SampleSummary;
import org.sivig.ecrf.sample.Samples;
import org.sivig.ecrf.ui.TitledPage;
import org.sivig.ecrf.ui.Words;

/** The samples that were drawn for a second reading, and for the data manager a new one. */
@Route(SamplesView.ROUTE)
@PermitAll
class SamplesView extends Main implements TitledPage {

    static final String ROUTE = "samples";

    private static final int PER_SITE = 20;
    private static final int MOST = 1_000;

    private final transient Samples samples;
    private final Words words = new Words(this);
    private final SampleWords said = new SampleWords(words);

    SamplesView(Samples samples, AccessPolicy policy) {
        this.samples = samples;
        setId("main");
        addClassName("content");
        if (!policy.seesPatients()) {
            add(new H1(getTranslation("home.no-patients")), new Paragraph(getTranslation("home.no-patients.help")));
            return;
        }
        Paragraph help = new Paragraph(getTranslation("samples.help"));
        help.addClassName("hint");
        add(new H1(title()), help);
        if (policy.drawsSamples()) {
            add(drawing());
        }
        add(list());
    }

    @Override
    public String title() {
        return getTranslation("samples.title");
    }

    private Div drawing() {
        IntegerField perSite = new IntegerField(getTranslation("samples.per-site"));
        perSite.setId("per_site");
        perSite.setMin(1);
        perSite.setMax(MOST);
        perSite.setStepButtonsVisible(true);
        perSite.setValue(PER_SITE);
        perSite.setI18n(new IntegerField.IntegerFieldI18n().setBadInputErrorMessage(getTranslation("samples.bad", MOST))
                .setMinErrorMessage(getTranslation("samples.bad", MOST))
                .setMaxErrorMessage(getTranslation("samples.bad", MOST)));
        Button draw = new Button(getTranslation("samples.draw"));
        draw.addClickListener(click -> {
            draw.setEnabled(true); // with the answer, whatever it is
            Integer count = perSite.getValue();
            if (count == null || perSite.isInvalid()) {
                perSite.setErrorMessage(getTranslation("samples.bad", MOST));
                perSite.setInvalid(true);
            } else {
                long drawn = samples.draw(count, null);
                getUI().ifPresent(ui -> ui.navigate(ROUTE + "/" + drawn));
            }
        });
        draw.setId("draw");
        draw.setDisableOnClick(true);
        draw.addThemeVariants(ButtonVariant.PRIMARY);
        Div drawing = new Div(perSite, draw);
        drawing.addClassName("samples-draw");
        return drawing;
    }

    private Grid<SampleSummary> list() {
        Grid<SampleSummary> grid = new Grid<>();
        grid.setId("samples");
        grid.setAllRowsVisible(true);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.addThemeVariants(GridVariant.LUMO_COMPACT);
        grid.setAriaLabel(title());
        grid.setEmptyStateText(getTranslation("samples.none"));
        grid.addColumn(LitRenderer.<SampleSummary>of("<a class='samples-link' href='${item.href}'>${item.text}</a>")
                .withProperty("href", sample -> ROUTE + "/" + sample.id())
                .withProperty("text", sample -> words.of("samples.name", String.valueOf(sample.id()))))
                .setKey("name").setHeader(getTranslation("samples.column.name"));
        grid.addColumn(sample -> Words.dayAndTime(sample.drawnAt())).setKey("at")
                .setHeader(getTranslation("samples.column.at"));
        grid.addColumn(SampleSummary::drawnBy).setKey("by").setHeader(getTranslation("samples.column.by"));
        grid.addColumn(SampleSummary::perSite).setKey("per_site").setHeader(getTranslation("samples.column.per-site"));
        grid.addColumn(sample -> said.progress(sample.total())).setKey("progress")
                .setHeader(getTranslation("samples.column.read"));
        grid.addColumn(sample -> sample.closedAt() == null ? words.of("samples.open")
                : words.of("samples.closed", Words.dayAndTime(sample.closedAt()))).setKey("state")
                .setHeader(getTranslation("samples.column.state"));
        grid.addColumn(sample -> sample.closedAt() == null ? "" : said.rate(sample.total())).setKey("rate")
                .setFlexGrow(2).setHeader(getTranslation("samples.column.rate"));
        grid.setItems(samples.all());
        return grid;
    }
}
