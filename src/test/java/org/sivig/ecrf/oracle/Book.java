package org.sivig.ecrf.oracle;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A casebook as the contract's JSON files write it.
 *
 * @param values     by export name, options of multiple choices 1 and 0
 * @param missing    missing reasons by expanded item name
 * @param duplicates where there is another patient of the same identity: same_site, other_site
 */
record Book(Map<String, String> values, Map<String, String> missing, Set<String> duplicates) {

    /** Everything that was entered, each as one step that can be left out. */
    List<String> names() {
        List<String> names = new ArrayList<>(values.keySet());
        names.addAll(missing.keySet());
        names.addAll(duplicates);
        return names;
    }

    /** The same casebook with only these. */
    Book keeping(Set<String> names) {
        Map<String, String> fewer = new TreeMap<>(values);
        fewer.keySet().retainAll(names);
        Map<String, String> reasons = new TreeMap<>(missing);
        reasons.keySet().retainAll(names);
        return new Book(fewer, reasons, duplicates.stream().filter(names::contains).collect(toSet()));
    }

    @Override
    public String toString() {
        return Stream.of(values.entrySet().stream().map(e -> e.getKey() + " = " + e.getValue()),
                missing.entrySet().stream().map(e -> e.getKey() + ": " + e.getValue()),
                duplicates.stream().map(d -> "duplicate: " + d)).flatMap(s -> s).collect(joining(", "));
    }
}
