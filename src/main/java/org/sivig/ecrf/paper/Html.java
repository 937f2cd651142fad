package org.sivig.ecrf.paper;

/** XHTML as a text that grows. */
final class Html {

    private final StringBuilder text = new StringBuilder();

    /** Begins an element; attributes as they are written. */
    Html open(String name, String attributes) {
        text.append('<').append(name).append(attributes.isEmpty() ? "" : " ").append(attributes).append('>');
        return this;
    }

    Html open(String name) {
        return open(name, "");
    }

    Html close(String name) {
        text.append("</").append(name).append(">\n");
        return this;
    }

    /** An element that has a text only. */
    Html element(String name, String attributes, String content) {
        return open(name, attributes).add(content).close(name);
    }

    /** A text, whose line breaks are kept. */
    Html add(String words) {
        text.append(escaped(words).replace("\n", "<br/>"));
        return this;
    }

    /** What is XHTML already. */
    Html raw(String xhtml) {
        text.append(xhtml);
        return this;
    }

    static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;")
                .replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]", "\uFFFD");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
