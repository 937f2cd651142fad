package org.sivig.ecrf.ui.cohort;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.function.SerializableFunction;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.sivig.ecrf.cohort.FigureContent;
import org.sivig.ecrf.cohort.FigureKind;
import org.sivig.ecrf.data.DataQuery;
import org.sivig.ecrf.paper.FiguresPdf;
import org.sivig.ecrf.ui.AnswerField;
import org.sivig.ecrf.ui.Attempt;
import org.sivig.ecrf.ui.Proven;
import org.sivig.ecrf.ui.Words;

/** All figures as one document: the browser makes the pictures, one after the other, and the server the pages. */
class FiguresDocument extends Span {

    private static final String PNG = "data:image/png;base64,";

    private final transient FiguresPdf pdf;
    private final SerializableFunction<FigureKind, FigureContent> read;
    private final FigureWords words;
    private final DataQuery population;
    private final Button button = new Button();
    private final Anchor link;
    private final transient List<FigureContent> figures = new ArrayList<>();
    private final transient List<List<byte[]>> pictures = new ArrayList<>();
    private byte[] document = {};

    /** @param read gives each figure as it may leave the system */
    FiguresDocument(FiguresPdf pdf, FigureWords words, SerializableFunction<FigureKind, FigureContent> read, DataQuery population) {
        this.pdf = pdf;
        this.read = read;
        this.words = words;
        this.population = population;
        link = new Anchor(DownloadHandler.fromInputStream(event -> new DownloadResponse(new ByteArrayInputStream(document), "sivig-cohort.pdf",
                "application/pdf", document.length)), "");
        link.getElement().setAttribute("hidden", true).setAttribute("tabindex", "-1");
        button.setText(getTranslation("cohort.pdf"));
        button.setId("cohort_pdf");
        button.addThemeVariants(ButtonVariant.SMALL);
        button.addClickListener(click -> Proven.then(() -> {
            figures.clear();
            pictures.clear();
            button.setEnabled(false);
            next();
        }));
        add(button, link);
    }

    private void next() {
        int at = pictures.size();
        if (at == FigureKind.values().length) {
            button.setEnabled(true);
            button.setText(getTranslation("cohort.pdf"));
            new Attempt(new Words(this)).run("Writing figures", this::write, AnswerField::tell);
            return;
        }
        button.setText(getTranslation("cohort.pdf.wait", at + 1));
        figures.add(read.apply(FigureKind.values()[at]));
        Plot plot = FigureDrawings.isOfWords(figures.getLast().kind()) ? null : FigureDrawings.of(words, figures.getLast());
        if (plot == null) {
            pictures.add(List.of());
            next();
        } else {
            getElement().executeJs("return window.sivigPlots.png($0)", plot).then(String.class, parts -> {
                pictures.add(Arrays.stream(parts.split(" ")).filter(part -> part.startsWith(PNG))
                        .map(part -> Base64.getDecoder().decode(part.substring(PNG.length()))).toList());
                next();
            }, failed -> {
                pictures.add(List.of());
                next();
            });
        }
    }

    private void write() {
        FigureTables tables = new FigureTables(words);
        List<FiguresPdf.Sheet> sheets = new ArrayList<>();
        for (int i = 0; i < figures.size(); i++) {
            FigureContent figure = figures.get(i);
            sheets.add(new FiguresPdf.Sheet(words.title(figure.kind()), pictures.get(i), words.caption(figure, figure.population().filters()),
                    figure.tables().stream().map(table -> new FiguresPdf.Table(tables.title(table), tables.lines(table), table.ofPatients())).toList()));
        }
        FigureContent first = figures.getFirst();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            pdf.write(sheets, population.address(), first.n(), first.at(), getLocale(), out);
        } catch (IOException impossible) {
            throw new IllegalStateException("Written to memory", impossible);
        }
        document = out.toByteArray();
        link.getElement().executeJs("this.click()");
    }
}
