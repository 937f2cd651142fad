package org.sivig.ecrf.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What is carried inside the application, by the list that the build makes of it. */
class ContentsTest {

    /** Under at least one of these everything inside may be passed on with the application. */
    private static final Set<String> ALLOWED = Set.of("Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause", "EPL-2.0", "MPL-2.0",
            "CC0-1.0", "LGPL-2.1-or-later", "Bouncy Castle Licence"); // the last is that of MIT under another name

    private static JsonNode contents;

    @BeforeAll
    static void readTheList() throws IOException {
        try (InputStream list = ContentsTest.class.getResourceAsStream("/META-INF/sbom/application.cdx.json")) {
            assumeTrue(list != null || System.getenv("CI") != null, "The list is made online only");
            contents = new ObjectMapper().readTree(list);
        }
    }

    private static Stream<JsonNode> components() {
        return StreamSupport.stream(contents.get("components").spliterator(), false);
    }

    private static Set<String> licences(JsonNode component) {
        Set<String> licences = new TreeSet<>();
        component.path("licenses").forEach(each -> licences.add(each.has("expression") ? each.get("expression").asString()
                : each.get("license").has("id") ? each.get("license").get("id").asString() : each.get("license").get("name").asString()));
        return licences;
    }

    @Test
    void everythingInsideHasALicenceThatIsAllowed() {
        Map<String, Set<String>> others = new TreeMap<>();
        components().filter(each -> licences(each).stream().noneMatch(ALLOWED::contains))
                .forEach(each -> others.put(each.get("name").asString(), licences(each)));
        assertThat(others).isEmpty();
        assertThat(components()).as("what is inside").hasSizeGreaterThan(100);
    }

    @Test
    void nothingIsCarriedAlongForDevelopmentPushOrCollaboration() {
        assertThat(components().map(each -> each.get("name").asString())).isNotEmpty()
                .doesNotContain("vaadin-dev", "vaadin-dev-server", "flow-push", "atmosphere-runtime", "collaboration-engine",
                        "vaadin-testbench", "junit-jupiter", "playwright");
    }
}
