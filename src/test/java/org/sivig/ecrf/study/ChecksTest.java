package org.sivig.ecrf.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.EditCheck;
import org.sivig.ecrf.crf.Finding;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The edit checks: declared as the data contract says, and what they find. */
class ChecksTest {

    private static final List<NamedCsvRecord> CONTRACT = ContractTest.csv("checks");

    // --- as declared --------------------------------------------------------------------------------------------------

    @Test
    void everyCheckOfTheContractIsDeclaredInItsOrderAndNoOther() {
        assertThat(Checks.ALL).extracting(EditCheck::id)
                .containsExactlyElementsOf(CONTRACT.stream().map(row -> row.getField("id")).toList());
        assertThat(Checks.ALL).allSatisfy(check -> assertThat(Checks.find(check.id())).isSameAs(check));
    }

    @TestFactory
    Stream<DynamicTest> everyCheckIsDeclaredAsTheContractSays() {
        return CONTRACT.stream().map(row -> dynamicTest(row.getField("id"), () -> {
            EditCheck check = Checks.find(row.getField("id"));
            assertThat(check.condition()).isEqualTo(ContractTest.plain(row.getField("condition")));
            assertThat(check.severity().code()).isEqualTo(row.getField("severity"));
            assertThat(check.forms()).containsExactlyInAnyOrder(row.getField("forms").split(","));
            ContractTest.compareMessage(check.messageKey(), row);
        }));
    }

    // --- the casebooks of the contract --------------------------------------------------------------------------------

    @TestFactory
    Stream<DynamicTest> everyCasebookOfTheContractHasTheFindingsExpectedOfIt() throws IOException {
        String file = System.getProperty("contract.casebooks");
        try (InputStream in = file == null
                ? Objects.requireNonNull(ChecksTest.class.getResourceAsStream("/contract/casebooks-public.json"))
                : Files.newInputStream(Path.of(file))) {
            return JsonMapper.shared().readTree(in).get("casebooks").valueStream()
                    .map(node -> dynamicTest(node.get("id").asString(), () -> compare(node))).toList().stream();
        }
    }

    @SuppressWarnings("unchecked")
    private static void compare(JsonNode node) {
        JsonMapper json = JsonMapper.shared();
        Casebook casebook = Casebooks.filled(json.convertValue(node.get("values"), Map.class),
                json.convertValue(node.get("missing"), Map.class)).complete();
        List<Finding> findings = Study.findings(casebook, new Duplicate.None());
        JsonNode expected = node.get("expected");
        Set<String> checks = Set.copyOf(json.convertValue(expected.get("checks"), List.class));
        assertThat(VectorsTest.places(findings)).containsExactlyInAnyOrderElementsOf(expected.get("findings")
                .valueStream().map(each -> each.get("check").asString() + " at " + each.get("item").asString()).toList());
        assertThat(findings.stream().map(finding -> finding.check().id()).distinct())
                .containsExactlyInAnyOrderElementsOf(checks);
    }
}
