package org.sivig.ecrf.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RefusalTest {

    private static final Pattern DENIED = Pattern.compile("denied\\(\"([^\"]+)\"( \\+ [\\w.()]+)?\\);");
    private static final Pattern ADMINISTERED = Pattern.compile("administration\\.act\\(\"([^\"]+)\"( \\+ )?");

    @Test
    void everyRefusalOfTheCodeIsKnownAndEveryKnownOneIsOfTheCode() throws IOException {
        Set<Refusal> met = EnumSet.of(Refusal.RAISE_QUERIES, Refusal.QUERY_STEP);
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String source = Files.readString(file);
                if (!file.endsWith("AccessPolicy.java")) {
                    assertThat(source).as("a refusal that is not on record: " + file).doesNotContain("new AccessDeniedException(");
                }
                Stream.concat(texts(DENIED, "", source), texts(ADMINISTERED, "Not allowed to ", source))
                        .filter(text -> !text.equals("Not allowed to x")).forEach(text -> { // of the administration, which names what
                    assertThat(Refusal.of(text)).as(text).isPresent();
                    met.add(Refusal.of(text).orElseThrow());
                });
            }
        }
        assertThat(met).containsExactlyInAnyOrder(Refusal.values());
    }

    @Test
    void queriesAreNamed() {
        assertThat(Refusal.of("Not allowed to raise queries at 01-0001")).contains(Refusal.RAISE_QUERIES);
        assertThat(Refusal.of("Not allowed to CLOSE Q-0012")).contains(Refusal.QUERY_STEP);
        assertThat(Refusal.QUERY_STEP.named("Not allowed to CLOSE Q-0012")).isEqualTo("Q-0012");
        assertThat(Refusal.of("Not allowed to make site 09").map(found -> found.named("Not allowed to make site 09"))).contains("09");
    }

    @Test
    void eachIsSaidInBothLanguages() throws IOException {
        for (String file : List.of("translations", "translations_en")) {
            Properties texts = new Properties();
            try (var in = new InputStreamReader(RefusalTest.class.getResourceAsStream("/vaadin-i18n/" + file + ".properties"), StandardCharsets.UTF_8)) {
                texts.load(in);
            }
            assertThat(Refusal.values()).allSatisfy(refusal -> {
                String said = texts.getProperty("admin.log.refused." + refusal);
                assertThat(said).as(file + " " + refusal).isNotBlank();
                assertThat(said.contains("{0}")).as(said).isEqualTo(refusal.names());
            });
        }
    }

    private static Stream<String> texts(Pattern pattern, String before, String source) {
        return pattern.matcher(source).results().map((MatchResult found) -> before + found.group(1) + (found.group(2) == null ? "" : "x"));
    }
}
