package org.sivig.ecrf.oracle;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.sivig.ecrf.oracle.Contract.Instance;
import org.sivig.ecrf.oracle.Contract.Item;

/** What a casebook holds once all that is not asked is cleared. */
final class Answers {

    private final Map<String, Instance> instances;
    private final Map<String, List<Instance>> byItem;
    private final Map<String, Value> values = new HashMap<>();
    private final Map<String, String> reasons;
    private final Set<String> duplicates;
    private final LocalDate today;

    /** @throws IllegalArgumentException when the casebook has a name that the contract does not know */
    Answers(Book book, LocalDate today) {
        this.today = today;
        duplicates = book.duplicates();
        instances = Contract.instances(book);
        byItem = instances.values().stream().collect(groupingBy(instance -> instance.item().toString()));
        for (Instance instance : instances.values()) {
            Value value = read(instance, book.values());
            if (!value.equals(Value.UNKNOWN)) {
                values.put(instance.name(), value);
            }
        }
        reasons = new HashMap<>(book.missing());
        requireKnown(book);
        clear();
    }

    /** Again and again, until nothing changes. */
    private void clear() {
        boolean again = true;
        while (again) {
            List<String> unasked = instances.entrySet().stream()
                    .filter(each -> values.containsKey(each.getKey()) || reasons.containsKey(each.getKey()))
                    .filter(each -> !isAsked(each.getValue())).map(Map.Entry::getKey).toList();
            unasked.forEach(values::remove);
            unasked.forEach(reasons::remove);
            again = !unasked.isEmpty();
        }
    }

    LocalDate today() {
        return today;
    }

    /** By name, those of every row that there is. */
    Map<String, Instance> instances() {
        return instances;
    }

    /** Every row of an item. */
    List<Instance> instances(String item) {
        return byItem.get(item);
    }

    boolean isAsked(Instance instance) {
        return Contract.asked(instance.item()).of(new Expression.Context(this, instance)).equals(Value.TRUE);
    }

    /** Unknown where there is no value. */
    Value value(String name) {
        return values.getOrDefault(name, Value.UNKNOWN);
    }

    Value value(Instance instance) {
        return value(instance.name());
    }

    boolean isFilled(String name) {
        return values.containsKey(name);
    }

    boolean isMissing(String name) {
        return reasons.containsKey(name);
    }

    boolean isMissing(String name, String reason) {
        return reason.equals(reasons.get(name));
    }

    /** Asked, and neither value nor reason. */
    boolean isBlank(Instance instance) {
        return !isFilled(instance.name()) && !isMissing(instance.name()) && isAsked(instance);
    }

    boolean hasDuplicate(String where) {
        return duplicates.contains(where);
    }

    private static Value read(Instance instance, Map<String, String> entered) {
        Item item = instance.item();
        if (item.isMultiple()) {
            Set<String> chosen = item.codes().stream()
                    .filter(code -> "1".equals(entered.get(item.optionAt(instance.keys(), code)))).collect(toSet());
            return chosen.isEmpty() ? Value.UNKNOWN : new Value.Codes(chosen);
        }
        String text = entered.getOrDefault(instance.name(), "");
        if (text.isEmpty()) {
            return Value.UNKNOWN;
        }
        return switch (item.type()) {
            case "integer", "decimal", "year" -> Value.number(Double.parseDouble(text));
            case "date", "partial_date" -> Value.date(text);
            case "yes_no", "choice" -> new Value.Codes(Set.of(text));
            default -> new Value.Text(text);
        };
    }

    private void requireKnown(Book book) {
        Set<String> known = instances.values().stream().flatMap(Instance::names).collect(toSet());
        List<String> unknown = Stream.concat(book.values().keySet().stream(), book.missing().keySet().stream())
                .filter(name -> !known.contains(name)).toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("The contract has no " + unknown);
        }
    }
}
