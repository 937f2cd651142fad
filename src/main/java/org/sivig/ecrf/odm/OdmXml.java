package org.sivig.ecrf.odm;

import java.io.BufferedWriter;
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

    private final Writer out;
    private final Deque<String> open = new ArrayDeque<>();

    OdmXml(OutputStream out) throws IOException {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
        this.out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    }

    /**
     * Begins an element.
     *
     * @param attributes names and values by turns; one without a value is left out
     */
    OdmXml open(String name, @Nullable String... attributes) throws IOException {
        start(name, attributes);
        out.write('>');
        open.push(name);
        return this;
    }

    /** Ends the element that was begun last. */
    OdmXml close() throws IOException {
        out.write("</");
        out.write(open.pop());
        out.write('>');
        return this;
    }

    /** An element that has attributes only. */
    OdmXml empty(String name, @Nullable String... attributes) throws IOException {
        start(name, attributes);
        out.write("/>");
        return this;
    }

    /** An element that has a text only. */
    OdmXml text(String name, String text, @Nullable String... attributes) throws IOException {
        open(name, attributes);
        escape(text, false);
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
        out.write('\n');
        out.flush();
    }

    private void start(String name, @Nullable String... attributes) throws IOException {
        out.write("\n<");
        out.write(name);
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

    private void attribute(String name, String value) throws IOException {
        out.write(' ');
        out.write(name);
        out.write("=\"");
        escape(value, true);
        out.write('"');
    }

    private void escape(String text, boolean inAttribute) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.write("&amp;");
                case '<' -> out.write("&lt;");
                case '>' -> out.write("&gt;");
                case '"' -> out.write("&quot;");
                case '\r' -> out.write("&#13;");
                case '\n', '\t' -> out.write(inAttribute ? "&#" + (int) c + ";" : String.valueOf(c));
                default -> {
                    if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                        out.write(c);
                        out.write(text.charAt(++i));
                    } else {
                        out.write(c < ' ' || Character.isSurrogate(c) || c >= '\uFFFE' ? '\uFFFD' : c);
                    }
                }
            }
        }
    }
}
