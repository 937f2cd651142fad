package org.sivig.ecrf.oracle;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.sivig.ecrf.oracle.Oracle.Shown;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The oracle itself agrees with every example of the contract. */
class OracleTest {

    record Vectors(LocalDate today, List<Vector> vectors) {
    }

    record Vector(String id, String kind, Map<String, Object> inputs, @Nullable Map<String, String> missing,
            Map<String, @Nullable Object> expected) {

        Book book() {
            return OracleTest.book(inputs, missing);
        }

        Object expected(String name) {
            return Objects.requireNonNull(expected.get(name));
        }
    }

    record Casebooks(List<Casebook> casebooks) {
    }

    record Casebook(String id, Map<String, Object> values, Map<String, String> missing, Expected expected) {
    }

    record Expected(SortedSet<String> checks, List<Map<String, String>> findings,
            Map<String, Map<String, Integer>> completeness) {
    }

    private static final Vectors VECTORS = read("vectors-public", Vectors.class);

    @TestFactory
    Stream<DynamicTest> theFindingsAreThoseOfEachExample() {
        return of("check").map(vector -> dynamicTest(vector.id(), () -> assertFindings(
                new Oracle(vector.book(), VECTORS.today()).findings(), vector.expected("checks"),
                vector.expected("findings"))));
    }

    @TestFactory
    Stream<DynamicTest> whatIsAskedIsThatOfEachExample() {
        return of("asked").map(vector -> dynamicTest(vector.id(), () -> assertThat(
                new Oracle(vector.book(), VECTORS.today()).asked()).containsAllEntriesOf(asked(vector))));
    }

    @TestFactory
    Stream<DynamicTest> datesAreComparedAsInEachExample() {
        return of("date_compare").map(vector -> dynamicTest(vector.id(), () -> {
            Value a = Value.date((String) vector.inputs().get("a"));
            Value b = Value.date((String) vector.inputs().get("b"));
            Value actual = switch ((String) vector.inputs().get("op")) {
                case "<" -> Value.less(a, b);
                case ">" -> Value.less(b, a);
                case "<=" -> Value.not(Value.less(b, a));
                case ">=" -> Value.not(Value.less(a, b));
                case "=" -> Value.equal(a, b);
                default -> Value.not(Value.equal(a, b));
            };
            assertThat(actual).isEqualTo(vector.expected().get("result") instanceof Boolean holds
                    ? Value.logic(holds) : Value.UNKNOWN);
        }));
    }

    @TestFactory
    Stream<DynamicTest> everythingIsThatOfEachCasebook() {
        return read("casebooks-public", Casebooks.class).casebooks().stream()
                .map(casebook -> dynamicTest(casebook.id(), () -> {
                    Oracle oracle = new Oracle(book(casebook.values(), casebook.missing()), VECTORS.today());
                    Expected expected = casebook.expected();
                    assertFindings(oracle.findings(), expected.checks(), expected.findings());
                    expected.completeness().forEach((form, counts) ->
                            assertThat(oracle.completeness(form)).as(form).isEqualTo(counts));
                }));
    }

    /** As many as the contract says that it has. */
    @Test
    void theContractIsReadInFull() {
        assertThat(Contract.ITEMS).hasSize(152);
        assertThat(Contract.RULES.stream().map(Contract.Rule::check).distinct()).hasSize(100);
    }

    private static Stream<Vector> of(String kind) {
        return VECTORS.vectors().stream().filter(vector -> vector.kind().equals(kind));
    }

    private static void assertFindings(SortedSet<Shown> actual, Object checks, Object findings) {
        assertThat(actual.stream().map(Shown::check).collect(toSet())).isEqualTo(Set.copyOf((Collection<?>) checks));
        assertThat(actual).isEqualTo(((List<?>) findings).stream().map(Map.class::cast)
                .map(at -> new Shown((String) at.get("check"), (String) at.get("item")))
                .collect(toCollection(TreeSet::new)));
    }

    private static Map<String, Boolean> asked(Vector vector) {
        SortedMap<String, Boolean> asked = new TreeMap<>();
        vector.expected().forEach((name, is) -> asked.put(name, (Boolean) vector.expected(name)));
        return asked;
    }

    private static Book book(Map<String, Object> values, @Nullable Map<String, String> missing) {
        Map<String, String> texts = new TreeMap<>();
        values.forEach((name, value) -> texts.put(name, value instanceof Number number
                ? new BigDecimal(number.toString()).stripTrailingZeros().toPlainString() : (String) value));
        return new Book(texts, missing == null ? Map.of() : missing, Set.of());
    }

    private static <T> T read(String name, Class<T> type) {
        return JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build()
                .readValue(Contract.class.getResourceAsStream("/contract/" + name + ".json"), type);
    }
}
