package org.sivig.ecrf.guide;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The user guide in both languages, as it stands in the folder {@code docs}. */
@Component
public class Guide {

    /** Under which its pages are served, and its pictures. */
    public static final String PATH = "guide";

    /** The name of what stands before the first page. */
    public static final String START = "";

    /** The name under which all pages stand as one, to be searched or printed. */
    public static final String ALL = "all";

    private final Map<String, GuidePage> french = read("user-guide.fr.md");
    private final Map<String, GuidePage> english = read("user-guide.md");

    /** The pages in the order of reading, the start first, without the one of all pages. */
    public List<GuidePage> pages(Locale language) {
        return in(language).values().stream().filter(page -> !page.name().equals(ALL)).toList();
    }

    /** The page of this name, if there is one. */
    public Optional<GuidePage> page(Locale language, String name) {
        return Optional.ofNullable(in(language).get(name));
    }

    /** Where a part of a page is found; the page itself when the anchor is its name. */
    public static String address(String page, String anchor) {
        return (page.isEmpty() ? PATH : PATH + "/" + page) + (anchor.equals(page) ? "" : "#" + anchor);
    }

    private Map<String, GuidePage> in(Locale language) {
        return language.getLanguage().equals(Locale.ENGLISH.getLanguage()) ? english : french;
    }

    private static Map<String, GuidePage> read(String file) {
        try (InputStream in = Objects.requireNonNull(Guide.class.getResourceAsStream("/docs/" + file), file)) {
            return GuideText.pages(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
