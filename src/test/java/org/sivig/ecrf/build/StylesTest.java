package org.sivig.ecrf.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The style sheets keep to the order that styles.css names. */
class StylesTest {

    private static final Path SHEETS = Path.of("frontend", "styles");
    private static final Pattern IMPORT = Pattern.compile("@import url\\(\"styles/([a-z]+)\\.css\"\\) layer\\(([a-z]+)\\);");

    /** A class of one word, and all that it stands alone with. */
    private static final Pattern GENERAL = Pattern.compile("[a-z]*\\.([a-z]+)(?![\\w-]).*", Pattern.DOTALL);

    /** The elements in which everything of a page stands. */
    private static final Set<String> ROOTS =
            Set.of("shell", "bar", "login", "home", "guide", "casebook", "content", "audit", "chains", "dashboard",
                    "signals", "monitoring", "packages", "rights", "cohort", "system");

    static Stream<String> pages() throws IOException {
        return IMPORT.matcher(Files.readString(Path.of("frontend", "styles.css"))).results()
                .filter(sheet -> sheet.group(2).equals("page")).map(sheet -> sheet.group(1));
    }

    @Test
    void everySheetHasItsLayer() throws IOException {
        try (Stream<Path> files = Files.list(SHEETS)) {
            assertThat(IMPORT.matcher(Files.readString(Path.of("frontend", "styles.css"))).results()
                    .map(sheet -> sheet.group(1) + ".css"))
                    .containsExactlyInAnyOrderElementsOf(files.map(file -> file.getFileName().toString()).toList());
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aPageBeginsNoRuleWithAGeneralName(String page) throws IOException {
        String sheet = Files.readString(SHEETS.resolve(page + ".css")).replaceAll("(?s)/\\*.*?\\*/", "")
                .replaceAll("\"[^\"]*\"", "\"\"");
        List<String> rules = rules(sheet);
        assertThat(rules).isNotEmpty();
        assertThat(rules.stream().flatMap(rule -> Stream.of(rule.split(",(?![^(]*\\))"))).map(String::strip)
                .filter(StylesTest::isGeneral)).isEmpty();
    }

    /** What stands before each block that is in no other, but for a condition. */
    private static List<String> rules(String sheet) {
        List<String> rules = new ArrayList<>();
        Deque<String> around = new ArrayDeque<>();
        for (String part : sheet.split("(?<=[{};])")) {
            String head = part.substring(0, part.length() - 1).strip();
            if (part.endsWith("{")) {
                if (!head.startsWith("@") && around.stream().allMatch(each -> each.startsWith("@"))) {
                    rules.add(head);
                }
                around.push(head);
            } else if (part.endsWith("}")) {
                around.pop();
            }
        }
        return rules;
    }

    private static boolean isGeneral(String selector) {
        var named = GENERAL.matcher(selector);
        return named.matches() && !ROOTS.contains(named.group(1));
    }
}
