package org.sivig.ecrf.paper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.sivig.ecrf.study.StudyWords;

/** A document whose sections each begin a page that names them in its head. */
final class PaperPage {

    private static final String STYLE = read();

    /** A section, and whether its page lies on its side. */
    private record Part(String head, boolean wide, String body) {
    }

    private final StudyWords words;
    private final String title;
    private final String left;
    private final String foot;
    private final List<Part> parts = new ArrayList<>();

    /**
     * @param left what stands at the left of each page’s head
     * @param foot what stands at the left of each page’s foot
     */
    PaperPage(StudyWords words, String title, String left, String foot) {
        this.words = words;
        this.title = title;
        this.left = left;
        this.foot = foot;
    }

    PaperPage with(String head, boolean wide, Html body) {
        parts.add(new Part(head, wide, body.toString()));
        return this;
    }

    String xhtml() {
        StringBuilder style = new StringBuilder(STYLE);
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            String head = part.head().length() > 90 ? part.head().substring(0, 89) + "…" : part.head();
            style.append("@page p").append(i).append(" { size: A4").append(part.wide() ? " landscape" : "")
                    .append("; margin: 16mm ").append(part.wide() ? "10mm" : "14mm").append(" 14mm;\n")
                    .append(box("top-left", quoted(left))).append(box("top-right", quoted(head)))
                    .append(box("bottom-left", quoted(foot)))
                    .append(box("bottom-right", quoted(words.of("paper.page") + " ")
                            + " counter(page) \"/\" counter(pages)")).append("}\n.p").append(i).append(" { page: p").append(i)
                    .append("; }\n");
            body.append("<div class=\"part p").append(i).append(part.wide() ? " wide" : "").append("\">").append(part.body()).append("</div>\n");
        }
        return "<html lang=\"" + words.locale().getLanguage() + "\"><head><title>" + Html.escaped(title)
                + "</title><meta name=\"subject\" content=\"" + Html.escaped(title) + "\"/><style>"
                + Html.escaped(style.toString()).replace("&quot;", "\"") + "</style></head><body>" + body + "</body></html>";
    }

    private static String box(String place, String content) {
        return "@" + place + " { content: " + content + "; font: 7.5pt 'DejaVu Sans Condensed'; color: #444; white-space: nowrap; }\n";
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", " ") + "\"";
    }

    private static String read() {
        try (InputStream in = Objects.requireNonNull(PaperPage.class.getResourceAsStream("/paper/paper.css"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
