package org.sivig.ecrf.oracle;

import static java.util.stream.Collectors.toCollection;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.sivig.ecrf.oracle.Contract.Instance;
import org.sivig.ecrf.oracle.Contract.Rule;
import org.sivig.ecrf.oracle.Expression.Context;

/** What the contract expects of a casebook, read from its tables. */
final class Oracle {

    /** A finding of a check at an item instance. */
    record Shown(String check, String item) implements Comparable<Shown> {

        @Override
        public int compareTo(Shown other) {
            return Comparator.comparing(Shown::check).thenComparing(Shown::item).compare(this, other);
        }

        @Override
        public String toString() {
            return check + " at " + item;
        }
    }

    /** What a rule comes to at an item instance. */
    record Verdict(Rule rule, Instance at, Value outcome) {
    }

    private final Answers answers;

    Oracle(Book book, LocalDate today) {
        answers = new Answers(book, today);
    }

    SortedSet<Shown> findings() {
        return verdicts().filter(verdict -> verdict.outcome().equals(Value.TRUE))
                .map(verdict -> new Shown(verdict.rule().check(), verdict.at().name()))
                .collect(toCollection(TreeSet::new));
    }

    /** Every rule at every instance of its item that is asked; one about any item, only where there is a value. */
    Stream<Verdict> verdicts() {
        return answers.instances().values().stream().filter(answers::isAsked)
                .flatMap(at -> Contract.rulesAbout(at.item()).stream()
                        .filter(rule -> !rule.anchor().startsWith("*") || answers.isFilled(at.name()))
                        .map(rule -> new Verdict(rule, at, rule.condition().of(new Context(answers, at)))));
    }

    /** Whether each item is asked, of every row that there is. */
    SortedMap<String, Boolean> asked() {
        SortedMap<String, Boolean> asked = new TreeMap<>();
        answers.instances().forEach((name, instance) -> asked.put(name, answers.isAsked(instance)));
        return asked;
    }

    /** What is counted of a form of the paper: asked, value, missing, blank. */
    Map<String, Integer> completeness(String form) {
        var counted = answers.instances().values().stream()
                .filter(each -> each.item().form().equals(form) && !each.item().optional() && answers.isAsked(each))
                .map(Instance::name).toList();
        int value = (int) counted.stream().filter(answers::isFilled).count();
        int missing = (int) counted.stream().filter(answers::isMissing).count();
        return Map.of("asked", counted.size(), "value", value, "missing", missing,
                "blank", counted.size() - value - missing);
    }
}
