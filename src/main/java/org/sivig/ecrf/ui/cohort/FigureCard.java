package org.sivig.ecrf.ui.cohort;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Html;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.function.SerializableConsumer;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.cohort.FigureContent;
import org.sivig.ecrf.export.CsvPreset;
import org.sivig.ecrf.export.FigureExport;
import org.sivig.ecrf.ui.AnswerField;
import org.sivig.ecrf.ui.Attempt;
import org.sivig.ecrf.ui.DownloadButton;
import org.sivig.ecrf.ui.Proven;
import org.sivig.ecrf.ui.Words;

/** A figure over some patients: its picture, its table, what is said of it, and all of them as files. */
class FigureCard extends Section {

    /**
     * How a picture is drawn this time.
     *
     * @param lit   the patients whose lines are lit
     * @param at    what was opened last; null when nothing was
     * @param small whether it is made to fit
     */
    record State(List<String> lit, @Nullable String at, boolean small) implements Serializable {
    }

    private static final String AS_TABLE = "as-table";

    private final transient FigureContent content;
    /** As it may leave the system. */
    private final transient FigureContent leaving;
    private final transient FigureExport export;
    private final FigureWords words;
    private final @Nullable Plot plot;
    private final State state;
    private final String title;
    private final List<String> caption;
    private final Div chart = new Div();
    private final Div tables = new Div();
    private final Button toggle = new Button();
    /** Whether the picture is a table of words, in whose place the table itself is printed. */
    private final boolean ofWords;

    /**
     * @param prefix  before the ids of its parts
     * @param leaving the same as it may leave the system
     * @param plot    null where there is nothing to draw
     * @param toggled hears whether the table is shown
     */
    FigureCard(String prefix, FigureWords words, FigureContent content, FigureContent leaving, @Nullable Plot plot, State state, boolean asTable,
            FigureExport export, SerializableConsumer<Boolean> toggled) {
        this.content = content;
        this.leaving = leaving;
        this.export = export;
        this.words = words;
        this.plot = plot;
        this.state = state;
        ofWords = plot != null && FigureDrawings.isOfWords(content.kind());
        title = words.title(content.kind());
        caption = words.caption(content, content.population().filters());
        setId(prefix + "_card");
        addClassNames("card", "cohort-card");
        setClassName("of-words", ofWords);
        H2 heading = new H2(words.patients(content));
        heading.setId(prefix + "_title");
        getElement().setAttribute("aria-labelledby", prefix + "_title " + prefix + "_whom"); // of two, each is called by its filters
        toggle.setId(prefix + "_table");
        toggle.addThemeVariants(ButtonVariant.SMALL);
        toggle.addClickListener(click -> {
            show(!hasClassName(AS_TABLE));
            toggled.accept(hasClassName(AS_TABLE));
        });
        Span files = new Span(new DownloadButton(prefix + "_csv", "CSV", DownloadHandler.fromInputStream(event -> csv(CsvPreset.ANALYSIS, ""))),
                new DownloadButton(prefix + "_excel", getTranslation("export.excel"), DownloadHandler.fromInputStream(event -> csv(CsvPreset.EXCEL, "-excel"))),
                file(prefix, "svg"), file(prefix, "png"));
        files.addClassName("cohort-files");
        Div head = new Div(heading, files, toggle);
        head.addClassName("cohort-card-head");
        chart.setId(prefix + "_chart");
        chart.addClassName("cohort-chart");
        chart.getElement().setAttribute("role", "img").setAttribute("aria-label", Stream.concat(Stream.of(title), caption.stream()).reduce((a, b) -> a + " " + b).orElse(""));
        chart.getElement().addEventListener("chart-failed", failed -> show(true));
        tables.setId(prefix + "_tables");
        tables.addClassName("cohort-tables");
        tables.getElement().setAttribute("tabindex", "0").setAttribute("role", "group").setAttribute("aria-label", getTranslation("cohort.table.of", title));
        add(head);
        if (plot == null) {
            Paragraph none = new Paragraph(words.unseen(content));
            none.addClassName("cohort-none");
            add(none);
        }
        Div said = new Div();
        said.addClassName("cohort-caption");
        said.setId(prefix + "_caption");
        caption.forEach(line -> said.add(new Paragraph(line)));
        said.getChildren().findFirst().ifPresent(whom -> whom.setId(prefix + "_whom"));
        add(chart, tables, said);
        show(asTable || plot == null && content.n() > 0);
    }

    private Button file(String prefix, String kind) {
        Button button = new Button(kind.toUpperCase(java.util.Locale.ROOT), click -> Proven.then(() -> picture(kind)));
        button.setId(prefix + "_" + kind);
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        button.setVisible(plot != null);
        return button;
    }

    private String name() {
        return "sivig-" + content.kind().code();
    }

    private String filter() {
        return content.population().address();
    }

    private void picture(String kind) {
        new Attempt(new Words(this)).run("Putting a picture on record", () -> {
            export.picture(content.kind().code() + "." + kind, filter(), content.n());
            Plot drawn = leaving == content || plot == null ? plot : FigureDrawings.of(words, leaving);
            chart.getElement().executeJs("return window.sivigPlots.download($0, $1, this, $2, $3, $4, $5)", kind, name(), drawn, state, title,
                    words.caption(leaving, content.population().filters()));
        }, AnswerField::tell);
    }

    private DownloadResponse csv(CsvPreset preset, String after) {
        String file = content.kind().code() + after + ".csv";
        List<String> above = new ArrayList<>(words.caption(leaving, content.population().filters()));
        above.addFirst(title);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            export.csv(file, filter(), content.n(), preset, above, FigureTables.COLUMNS,
                    new FigureTables(words).records(leaving), out);
        } catch (IOException impossible) {
            throw new IllegalStateException("Written to memory", impossible);
        }
        byte[] bytes = out.toByteArray();
        return new DownloadResponse(new ByteArrayInputStream(bytes), "sivig-" + file, "text/csv; charset=utf-8", bytes.length);
    }

    private void show(boolean asTable) {
        tables.setVisible(asTable || ofWords);
        if (tables.isVisible() && tables.getComponentCount() == 0) {
            tables.add(new Html(new FigureTables(words).html(content)));
        }
        setClassName(AS_TABLE, asTable);
        chart.setVisible(!asTable && plot != null);
        toggle.setText(getTranslation(asTable ? "cohort.as-picture" : "cohort.as-table"));
        if (isAttached()) {
            draw();
        }
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        draw();
    }

    private void draw() {
        if (chart.isVisible()) {
            chart.getElement().executeJs("window.sivigPlots.draw(this, $0, $1)", plot, state);
        }
    }

}
