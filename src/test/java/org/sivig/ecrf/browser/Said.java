package org.sivig.ecrf.browser;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What pages say, known by what they say in French, so that a test can be run in either language: {@code -Dbrowser.language=en}. */
final class Said {

    static final String LANGUAGE = System.getProperty("browser.language", "fr");

    private static final Properties FRENCH = texts("translations");
    private static final Properties ENGLISH = texts("translations_en");

    private Said() {
    }

    /**
     * What stands for it in the language of this run.
     *
     * @param french a part of a text, without what is put into it
     */
    static Pattern said(String french) {
        if (LANGUAGE.equals("fr")) {
            return literal(french);
        }
        String found = FRENCH.stringPropertyNames().stream().filter(key -> spaced(FRENCH.getProperty(key)).contains(spaced(french)))
                .map(key -> literal(longest(ENGLISH.getProperty(key))).pattern()).distinct().collect(Collectors.joining("|"));
        if (found.isEmpty()) {
            throw new IllegalArgumentException("No page says " + french);
        }
        return Pattern.compile("(?:" + found + ")");
    }

    /** Of what stands between that which is put into it. */
    private static String longest(String text) {
        return Arrays.stream(text.split("\\{[^}]*}")).max(Comparator.comparingInt(String::length)).orElseThrow();
    }

    private static Pattern literal(String text) {
        return Pattern.compile(Arrays.stream(spaced(text).strip().split(" ")).map(Said::quoted).collect(Collectors.joining("\\s+")));
    }

    /** Not as Java quotes: it is the browser that reads it. */
    private static String quoted(String text) {
        return text.replaceAll("[\\\\^$.|?*+()\\[\\]{}/-]", "\\\\$0");
    }

    private static String spaced(String text) {
        return text.replaceAll("[\\s\\p{Z}]+", " ").replace("''", "'");
    }

    private static Properties texts(String file) {
        Properties texts = new Properties();
        try (var in = new InputStreamReader(Said.class.getResourceAsStream("/vaadin-i18n/" + file + ".properties"), StandardCharsets.UTF_8)) {
            texts.load(in);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return texts;
    }
}
