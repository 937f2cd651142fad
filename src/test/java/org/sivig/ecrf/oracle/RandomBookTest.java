package org.sivig.ecrf.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.sivig.ecrf.oracle.Contract.Rule;

/** Random casebooks try every check: what two readings agree on otherwise means nothing. */
class RandomBookTest {

    private static final int BOOKS = 1000;
    private static final int OFTEN = 5;

    /** These speak only of what is filled or blank, or of other patients, which is always known. */
    private static final Set<String> NEVER_UNKNOWN =
            Set.of("E04a", "E04b", "E18", "E43", "E57", "E65", "E80", "E82");

    @Test
    void aSeedAlwaysGivesTheSameCasebook() {
        assertThat(RandomBook.of(7)).isEqualTo(RandomBook.of(7)).isNotEqualTo(RandomBook.of(8));
    }

    @TestFactory
    Stream<DynamicTest> eachCheckIsTrueAndFalseAndUnknownOften() {
        Map<String, Map<Value, Integer>> outcomes = new HashMap<>();
        LongStream.range(0, BOOKS).mapToObj(RandomBook::of)
                .flatMap(book -> new Oracle(book, Contract.TODAY).verdicts())
                .forEach(verdict -> outcomes.computeIfAbsent(verdict.rule().check(), check -> new HashMap<>())
                        .merge(verdict.outcome(), 1, Integer::sum));
        return Contract.RULES.stream().map(Rule::check).distinct().map(check -> dynamicTest(check, () -> {
            List<Value> expected = NEVER_UNKNOWN.contains(check) ? List.of(Value.TRUE, Value.FALSE)
                    : List.of(Value.TRUE, Value.FALSE, Value.UNKNOWN);
            assertThat(outcomes.get(check)).containsOnlyKeys(expected)
                    .allSatisfy((outcome, times) -> assertThat(times).isGreaterThanOrEqualTo(OFTEN));
        }));
    }
}
