package org.sivig.ecrf.paper;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.audit.ExportLog;
import org.sivig.ecrf.study.StudyWords;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;

/** Figures of the cohort as one PDF, each on pages of its own with what is said of it and its numbers. Put on record before. */
@Service
public class FiguresPdf {

    private static final int LISTED = 40;

    private final ExportLog log;
    private final AccessPolicy policy;

    FiguresPdf(ExportLog log, AccessPolicy policy) {
        this.log = log;
        this.policy = policy;
    }

    /**
     * A figure.
     *
     * @param pictures PNG, one below the other; empty where the tables say it all
     * @param said    what stands under it
     * @param tables  its numbers: each with its title, and lines of as many cells as the first
     */
    public record Sheet(String title, List<byte[]> pictures, List<String> said, List<Table> tables) {
    }

    /**
     * Numbers in words, the first line being the head.
     *
     * @param ofPatients whether each other line is of one patient: then a meeting reads the first of them, and the file of the figure
     *                   has them all
     */
    public record Table(String title, List<List<String>> lines, boolean ofPatients) {

        private int listed() {
            return ofPatients ? Math.min(lines.size(), 1 + LISTED) : lines.size();
        }
    }

    /**
     * Writes them.
     *
     * @param filter   of which patients, as it stands in the address
     * @param patients how many they are
     * @param at       when they were read
     * @throws AccessDeniedException when the viewer may not take data out of the system
     */
    public void write(List<Sheet> sheets, String filter, long patients, Instant at, Locale language, OutputStream out) throws IOException {
        policy.requireExports();
        log.record("cohort/figures.pdf", filter, patients);
        Pdf.write(xhtml(sheets, language), at, out);
    }

    static String xhtml(List<Sheet> sheets, Locale language) {
        StudyWords words = StudyWords.in(language);
        String title = words.of("cohort.title") + " – SIVIG";
        PaperPage page = new PaperPage(words, title, "SIVIG", title);
        sheets.forEach(sheet -> page.with(sheet.title(), true, body(sheet, words)));
        return page.xhtml();
    }

    private static Html body(Sheet sheet, StudyWords words) {
        Html html = new Html();
        html.element("h1", "", sheet.title());
        sheet.pictures().forEach(picture -> html.raw("<img class=\"figure\" alt=\"" + Html.escaped(sheet.title())
                + "\" src=\"data:image/png;base64," + Base64.getEncoder().encodeToString(picture) + "\"/>\n"));
        sheet.said().forEach(line -> html.element("p", "class=\"hint\"", line));
        for (Table table : sheet.tables()) {
            html.element("h2", "", table.title()).open("table", "class=\"figures\"").open("thead");
            row(html, table.lines().getFirst(), "th");
            html.close("thead").open("tbody");
            IntStream.range(1, table.listed()).forEach(i -> row(html, table.lines().get(i), "td"));
            html.close("tbody").close("table");
            if (table.listed() < table.lines().size()) {
                html.element("p", "class=\"hint\"", words.of("cohort.pdf.more", table.lines().size() - table.listed()));
            }
        }
        return html;
    }

    private static void row(Html html, List<String> cells, String kind) {
        html.open("tr");
        cells.forEach(cell -> html.element(kind, "", cell));
        html.close("tr");
    }
}
