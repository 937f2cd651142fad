package org.sivig.ecrf.odm;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.study.StudyWords;

/**
 * Writes XML as it comes, an element a line, and holds nothing but the names of what is open. Line breaks in attributes are
 * kept, which the writer of the JDK lets readers take for spaces; a character that XML cannot hold is replaced.
 */
final class OdmXml {

    private static final String NAMESPACE = "http://www.cdisc.org/ns/odm/v1.3";

    private static final int BUFFER = 1 << 16;

    private final Writer out;
    private final StringBuilder text = new StringBuilder(2 * BUFFER);
    private final Deque<String> open = new ArrayDeque<>();

    OdmXml(OutputStream out) {
        this.out = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        text.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    }

    /**
     * Begins an element.
     *
     * @param attributes names and values by turns; one without a value is left out
     */
    OdmXml open(String name, @Nullable String... attributes) throws IOException {
        start(name, attributes);
        text.append('>');
        open.push(name);
        return this;
    }

    /** Ends the element that was begun last. */
    OdmXml close() throws IOException {
        text.append("</").append(open.pop()).append('>');
        return written();
    }

    /** An element that has attributes only. */
    OdmXml empty(String name, @Nullable String... attributes) throws IOException {
        start(name, attributes);
        text.append("/>");
        return written();
    }

    private OdmXml written() throws IOException {
        if (text.length() > BUFFER) {
            out.append(text);
            text.setLength(0);
        }
        return this;
    }

    /** An element that has a text only. */
    OdmXml text(String name, String said, @Nullable String... attributes) throws IOException {
        open(name, attributes);
        escape(said, false);
        return close();
    }

    /** How something is called in each language. */
    interface Said {
        String in(StudyWords words);
    }

    /** An element that says something in French and in English; nothing where there is nothing to say. */
    OdmXml said(String name, Said said) throws IOException {
        if (!said.in(StudyWords.FRENCH).isEmpty()) {
            open(name);
            for (StudyWords words : StudyWords.ALL) {
                text("TranslatedText", said.in(words), "xml:lang", words.locale().getLanguage());
            }
            close();
        }
        return this;
    }

    /** Writes what is left, and leaves the stream open. */
    void finish() throws IOException {
        if (!open.isEmpty()) {
            throw new IllegalStateException("Still open: " + open);
        }
        out.append(text.append('\n'));
        out.flush();
    }

    private void start(String name, @Nullable String... attributes) {
        text.append("\n<").append(name);
        if (open.isEmpty()) {
            attribute("xmlns", NAMESPACE);
        }
        for (int i = 0; i < attributes.length; i += 2) {
            String value = attributes[i + 1];
            if (value != null) {
                attribute(String.valueOf(attributes[i]), value);
            }
        }
    }

    private void attribute(String name, String value) {
        text.append(' ').append(name).append("=\"");
        escape(value, true);
        text.append('"');
    }

    private void escape(String value, boolean inAttribute) {
        int written = 0;
        for (int i = 0; i < value.length(); i++) {
            String as = escaped(value, i, inAttribute);
            if (as != null) {
                text.append(value, written, i).append(as);
                written = i + 1;
            }
        }
        text.append(value, written, value.length());
    }

    /** What a character is written as; null for itself. */
    private static @Nullable String escaped(String value, int at, boolean inAttribute) {
        char c = value.charAt(at);
        return switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&quot;";
            case '\r' -> "&#13;";
            case '\n', '\t' -> inAttribute ? "&#" + (int) c + ";" : null;
            default -> c < ' ' || c >= '\uFFFE' || Character.isSurrogate(c) && !isPaired(value, at) ? "\uFFFD" : null;
        };
    }

    private static boolean isPaired(String value, int at) {
        return Character.isHighSurrogate(value.charAt(at))
                ? at + 1 < value.length() && Character.isLowSurrogate(value.charAt(at + 1))
                : at > 0 && Character.isHighSurrogate(value.charAt(at - 1));
    }
}
