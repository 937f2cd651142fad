package org.sivig.ecrf.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.InputStream;
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
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.Truth;
import org.sivig.ecrf.score.AcrEular2013;
import org.sivig.ecrf.score.EligibilityStatus;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The test vectors of the data contract, or those of the file in the system property {@code contract.vectors}. */
class VectorsTest {

    record Vector(String id, String kind, @Nullable Map<String, Object> inputs, @Nullable Map<String, String> missing,
            Map<String, @Nullable Object> expected) {

        Vector {
            inputs = inputs == null ? Map.of() : inputs;
            missing = missing == null ? Map.of() : missing;
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
            case "asked" -> assertExpected(vector, asked(vector));
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

    /** What the vector says nothing of is not compared. */
    private static void assertExpected(Vector vector, Map<String, @Nullable Object> actual) {
        Map<String, @Nullable Object> compared = new HashMap<>();
        vector.expected().keySet().stream().filter(actual::containsKey)
                .forEach(name -> compared.put(name, actual.get(name)));
        assertThat(compared).as("%s: inputs %s, missing %s", vector.id(), vector.inputs(), vector.missing())
                .isEqualTo(vector.expected());
    }

    private static Casebook complete(Vector vector) {
        return Casebooks.filled(vector.inputs(), vector.missing()).complete();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static Vectors read() throws IOException {
        String file = System.getProperty("contract.vectors");
        try (InputStream in = file == null
                ? Objects.requireNonNull(VectorsTest.class.getResourceAsStream("/contract/vectors-public.json"))
                : Files.newInputStream(Path.of(file))) {
            return JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build()
                    .readValue(in, Vectors.class);
        }
    }
}
