package org.sivig.ecrf.ui.data;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.server.streams.DownloadEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import org.sivig.ecrf.data.DataColumns;
import org.sivig.ecrf.data.DataQuery;
import org.sivig.ecrf.export.CsvPreset;
import org.sivig.ecrf.export.GridExport;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.ui.ColumnWords;
import org.sivig.ecrf.ui.Following;
import org.sivig.ecrf.ui.WholeFile;
import org.sivig.ecrf.ui.Words;

/** Offers the rows of a grid as files, and says how far the writing of one is: asked by the page while it lasts. */
class DownloadDialog extends Dialog {

    private static final int ASKED_EVERY_MS = 500;

    /** Writes one kind of file. */
    private interface Format extends Serializable {
        void write(OutputStream out, LongConsumer progress) throws IOException;
    }

    private final transient GridExport export;
    private final DataQuery query;
    private final long rows;
    private final Paragraph progress = new Paragraph();

    /** A download may end before its click is told of, so both are counted. */
    private final AtomicInteger ended = new AtomicInteger();
    private int begun;
    private volatile boolean failed;
    private volatile long written;
    private final transient Following following = new Following(ASKED_EVERY_MS, this::show);

    DownloadDialog(GridExport export, DataQuery query, long rows, Map<String, String> sites) {
        this.export = export;
        this.query = query;
        this.rows = rows;
        ColumnWords words = new ColumnWords(new Words(this), sites);
        setHeaderTitle(getTranslation("data.download"));
        progress.getElement().setAttribute("role", "status");
        Div files = new Div(
                link("analysis", "text/csv; charset=utf-8", "-analysis.csv", (out, told) -> this.export.csv(query, CsvPreset.ANALYSIS, out, told)),
                link("excel", "text/csv; charset=utf-8", "-excel.csv", (out, told) -> this.export.csv(query, CsvPreset.EXCEL, out, told)));
        boolean fits = rows <= GridExport.MOST_ROWS;
        if (fits) {
            files.add(link("workbook", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx",
                    (out, told) -> this.export.workbook(query, words, out, told)));
        }
        add(new Paragraph(getTranslation("export.rows", rows)), files, new Paragraph(fits
                ? getTranslation("export.workbook.help") : getTranslation("export.too-many", GridExport.MOST_ROWS)),
                new Paragraph(getTranslation("export.recorded")), progress);
        getFooter().add(new Button(getTranslation("close"), click -> close()));
        addDetachListener(detach -> following.stop());
    }

    private Anchor link(String name, String type, String ending, Format format) {
        Anchor link = new Anchor(event -> download(event, type, ending, format), getTranslation("export." + name));
        link.setId("download_" + name);
        link.addClassName("download");
        link.getElement().addEventListener("click", click -> begin());
        return link;
    }

    private void begin() {
        begun++;
        following.begin();
        show();
    }

    private void show() {
        if (ended.get() < begun) {
            progress.setText(getTranslation("export.running", written, rows));
            return;
        }
        progress.setText(failed ? getTranslation("export.failed") : getTranslation("export.done", written));
        following.stop();
    }

    private void download(DownloadEvent event, String type, String ending, Format format) throws IOException {
        event.setFileName("sivig-%s-%s%s".formatted(DataColumns.path(query.form()), LocalDate.now(Study.CLOCK), ending));
        event.setContentType(type);
        written = 0;
        failed = true;
        try {
            WholeFile.send(out -> format.write(out, count -> written = count), event.getOutputStream());
            failed = false;
        } finally {
            ended.incrementAndGet();
        }
    }
}
