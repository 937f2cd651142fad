package org.sivig.ecrf.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Casebook.Instance;
import org.sivig.ecrf.crf.Finding;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.Truth;
import org.sivig.ecrf.score.AcrEular2013;
import org.sivig.ecrf.score.EligibilityStatus;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The test vectors of the data contract, or those of the file in the system property {@code contract.vectors}. */
class VectorsTest {

    record Vector(String id, String kind, @Nullable Map<String, Object> inputs, @Nullable Map<String, String> missing,
            Map<String, @Nullable Object> expected, @Nullable Map<String, @Nullable Double> raw) {

        Vector {
            inputs = inputs == null ? Map.of() : inputs;
            missing = missing == null ? Map.of() : missing;
            raw = raw == null ? Map.of() : raw;
        }
    }

    record Vectors(List<Vector> vectors) {
    }

    @TestFactory
    Stream<DynamicTest> everyVectorGivesWhatTheContractExpects() throws IOException {
        return read().vectors().stream().map(vector -> dynamicTest(vector.id(), () -> run(vector)));
    }

    private static void run(Vector vector) {
        switch (vector.kind()) {
            case "acr" -> assertExpected(vector, acr(complete(vector)));
            case "eligibility" -> assertExpected(vector, eligibility(complete(vector)));
            case "date_compare" -> assertExpected(vector, dateCompare(vector.inputs()));
            case "check" -> check(vector);
            case "asked" -> assertExpected(vector, asked(vector));
            case "age", "ivig_duration", "duration_dx", "duration_nonrp", "duration_raynaud", "change",
                "skin_response", "lung_progression", "n_expected", "stop_visit", "escsg_floor" ->
                assertDerived(vector, DerivedValues.of(vector.inputs()));
            case "mdrd" -> assertDerived(vector, DerivedValues.ofMdrd(vector.inputs()));
            case "unit_suggestion" -> assertDerived(vector, DerivedValues.ofUnit(vector.inputs()));
            default -> Assumptions.abort("kind not built yet: " + vector.kind());
        }
    }

    private static Map<String, @Nullable Object> acr(Casebook casebook) {
        AcrEular2013 score = Study.score(casebook);
        Map<String, @Nullable Object> actual = new HashMap<>();
        actual.put("acr_low", score.low());
        actual.put("acr_high", score.high());
        actual.put("acr_score", score.score().isPresent() ? score.score().getAsInt() : null);
        actual.put("acr_class", lower(score.verdict()));
        actual.put("acr_deciding", score.deciding().stream().map(c -> Study.CRITERIA.get(c).name()).toList());
        return actual;
    }

    private static Map<String, @Nullable Object> eligibility(Casebook casebook) {
        EligibilityStatus status = Study.eligibility(casebook);
        return Map.of("eligibility_status", lower(status.status()),
                "eligibility_reasons", status.reasons().stream().map(c -> Study.ELIGIBILITY.get(c).name()).toList());
    }

    private static Map<String, @Nullable Object> dateCompare(Map<String, Object> inputs) {
        PartialDate a = PartialDate.parse((String) inputs.get("a"));
        PartialDate b = PartialDate.parse((String) inputs.get("b"));
        Truth result = switch ((String) inputs.get("op")) {
            case "<" -> a.isBefore(b);
            case "<=" -> a.isAtMost(b);
            case ">" -> b.isBefore(a);
            case ">=" -> b.isAtMost(a);
            case "=" -> a.isSameAs(b);
            case "!=" -> a.isSameAs(b).not();
            default -> throw new AssertionError("No such comparison: " + inputs.get("op"));
        };
        Map<String, @Nullable Object> actual = new HashMap<>();
        actual.put("result", result.orNull());
        return actual;
    }

    private static Map<String, @Nullable Object> asked(Vector vector) {
        Casebooks.Filled filled = Casebooks.filled(vector.inputs(), vector.missing());
        filled.casebook().clearUnasked();
        Map<String, @Nullable Object> asked = new HashMap<>();
        for (Instance instance : filled.casebook().instances()) {
            asked.put(instance.exportName(), filled.casebook().isAsked(instance));
        }
        Set<String> unknown = new TreeSet<>(filled.unknown());
        vector.expected().keySet().stream().filter(name -> !asked.containsKey(name)).forEach(unknown::add);
        Assumptions.assumeTrue(unknown.isEmpty(), () -> "items not built yet: " + String.join(", ", unknown));
        return asked;
    }

    private static void check(Vector vector) {
        Casebook casebook = complete(vector);
        casebook.clearUnasked();
        List<Finding> findings = Study.findings(casebook, new Duplicate.None());
        Map<String, ?> expected = vector.expected();
        assertThat(findings).extracting(finding -> finding.check().id()).as("%s: inputs %s, missing %s", vector.id(),
                vector.inputs(), vector.missing()).containsOnly(((List<?>) expected.get("checks")).toArray(String[]::new));
        assertThat(places(findings)).as(vector.id()).containsExactlyInAnyOrderElementsOf(
                ((List<?>) expected.get("findings")).stream().map(Map.class::cast)
                        .map(finding -> finding.get("check") + " at " + finding.get("item")).toList());
    }

    static List<String> places(List<Finding> findings) {
        return findings.stream().map(finding -> finding.check() + " at " + finding.at().exportName()).toList();
    }

    /** What is shown has to be exact, what it was rounded from to a millionth. */
    private static void assertDerived(Vector vector, DerivedValues derived) {
        assertExpected(vector, derived.shown());
        vector.raw().forEach((name, expected) -> {
            assertThat(derived.raw()).as(vector.id()).containsKey(name);
            Double actual = derived.raw().get(name);
            if (expected == null || actual == null) {
                assertThat(actual).as("%s: %s", vector.id(), name).isEqualTo(expected);
            } else {
                assertThat(actual).as("%s: %s", vector.id(), name)
                        .isCloseTo(expected, within(Math.max(1e-9, 1e-6 * Math.abs(expected))));
            }
        });
    }

    /** What the vector says nothing of is not compared. */
    private static void assertExpected(Vector vector, Map<String, @Nullable Object> actual) {
        Map<String, @Nullable Object> compared = new HashMap<>();
        vector.expected().keySet().stream().filter(actual::containsKey)
                .forEach(name -> compared.put(name, plain(actual.get(name))));
        Map<String, @Nullable Object> expected = new HashMap<>();
        vector.expected().forEach((name, value) -> expected.put(name, plain(value)));
        assertThat(compared).as("%s: inputs %s, missing %s", vector.id(), vector.inputs(), vector.missing())
                .isEqualTo(expected);
    }

    /** Numbers are equal when they mean the same, whatever their type and trailing zeros. */
    private static @Nullable Object plain(@Nullable Object value) {
        return value instanceof Number number ? new BigDecimal(number.toString()).stripTrailingZeros() : value;
    }

    private static Casebook complete(Vector vector) {
        return Casebooks.filled(vector.inputs(), vector.missing()).complete();
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static Vectors read() throws IOException {
        String file = System.getProperty("contract.vectors");
        try (InputStream in = file == null
                ? Objects.requireNonNull(VectorsTest.class.getResourceAsStream("/contract/vectors-public.json"))
                : Files.newInputStream(Path.of(file))) {
            return JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build()
                    .readValue(in, Vectors.class);
        }
    }
}
