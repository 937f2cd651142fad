package org.sivig.ecrf.crf;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * When the protocol asks an item, decided from answers and never from the screen. Two-valued: an atom about an item
 * that holds no value is false, and {@link #not} turns it over.
 */
public sealed interface Condition {

    /** Whether the condition holds for a row of a casebook. */
    boolean holds(Row row, Casebook casebook);

    /** The condition in the grammar of the data contract, as read from a form. */
    String text(String form);

    /** Whether it may hold for this row, whatever the answers. */
    default boolean mayHold(Row row) {
        return switch (this) {
            case Key key -> key.codes().stream().anyMatch(code -> row.isAt(key.name(), code))
                    != key.operator().equals("!=");
            case And and -> and.parts().stream().allMatch(part -> part.mayHold(row));
            case Or or -> or.parts().stream().anyMatch(part -> part.mayHold(row));
            case Not not -> true;
            case Has has -> true;
            case Filled filled -> true;
        };
    }

    /** What is left of it in this row, whose keys are known. */
    default Condition within(Row row) {
        return switch (this) {
            case Key key -> key.mayHold(row) ? always() : never();
            case Not not -> {
                Condition left = not.condition().within(row);
                yield left.equals(always()) ? never() : left.equals(never()) ? always() : not(left);
            }
            case And and -> {
                List<Condition> left = left(and.parts(), row, always());
                yield left.contains(never()) ? never() : left.size() == 1 ? left.getFirst() : new And(left);
            }
            case Or or -> {
                List<Condition> left = left(or.parts(), row, never());
                yield left.contains(always()) ? always() : left.size() == 1 ? left.getFirst() : new Or(left);
            }
            case Has has -> this;
            case Filled filled -> this;
        };
    }

    private static List<Condition> left(List<Condition> parts, Row row, Condition idle) {
        return parts.stream().map(part -> part.within(row)).filter(part -> !part.equals(idle)).toList();
    }

    /** The items whose answers decide it. */
    default Stream<Item<?, ?>> items() {
        return switch (this) {
            case Has has -> Stream.of(has.item());
            case Filled filled -> Stream.of(filled.item());
            case Key key -> Stream.empty();
            case Not not -> not.condition().items();
            case And and -> and.parts().stream().flatMap(Condition::items);
            case Or or -> or.parts().stream().flatMap(Condition::items);
        };
    }

    static Condition always() {
        return new And(List.of());
    }

    static Condition never() {
        return new Or(List.of());
    }

    static Condition not(Condition condition) {
        return new Not(condition);
    }

    /** The row's key of this name has this code. */
    static Condition keyIs(String name, String code) {
        return new Key(name, "=", List.of(code));
    }

    static Condition keyIsNot(String name, String code) {
        return new Key(name, "!=", List.of(code));
    }

    static Condition keyIn(String name, String... codes) {
        return new Key(name, "in", List.of(codes));
    }

    default Condition and(Condition other) {
        return new And(List.of(this, other));
    }

    default Condition or(Condition other) {
        return new Or(List.of(this, other));
    }

    /** The item holds one of these codes; for a multiple choice, at least one of them. */
    record Has(Item<?, ?> item, Set<Code> codes, List<Code> ordered) implements Condition {

        @Override
        public boolean holds(Row row, Casebook casebook) {
            return switch (casebook.answer(item, row).value()) {
                case null -> false;
                case Set<?> chosen -> chosen.stream().anyMatch(codes::contains);
                case Object chosen -> codes.contains(chosen);
            };
        }

        @Override
        public String text(String form) {
            String list = ordered.stream().map(Code::code).collect(Collectors.joining(", "));
            boolean one = ordered.size() == 1;
            String operator = item.type() == ItemType.MULTI_CHOICE ? " contains " : one ? " = " : " in ";
            return item.reference(form) + operator + (one ? list : "(" + list + ")");
        }
    }

    /** A key of the row is one of these codes, or with {@code !=} is not. */
    record Key(String name, String operator, List<String> codes) implements Condition {

        @Override
        public boolean holds(Row row, Casebook casebook) {
            return codes.stream().anyMatch(code -> row.isAt(name, code)) != operator.equals("!=");
        }

        @Override
        public String text(String form) {
            String list = String.join(", ", codes);
            return name + " " + operator + " " + (operator.equals("in") ? "(" + list + ")" : list);
        }
    }

    record Filled(Item<?, ?> item) implements Condition {

        @Override
        public boolean holds(Row row, Casebook casebook) {
            return casebook.answer(item, row).value() != null;
        }

        @Override
        public String text(String form) {
            return "filled(" + item.reference(form) + ")";
        }
    }

    record Not(Condition condition) implements Condition {

        @Override
        public boolean holds(Row row, Casebook casebook) {
            return !condition.holds(row, casebook);
        }

        @Override
        public String text(String form) {
            return "not (" + condition.text(form) + ")";
        }
    }

    record And(List<Condition> parts) implements Condition {

        @Override
        public boolean holds(Row row, Casebook casebook) {
            return parts.stream().allMatch(part -> part.holds(row, casebook));
        }

        @Override
        public String text(String form) {
            return parts.stream().map(p -> p instanceof Or ? "(" + p.text(form) + ")" : p.text(form))
                    .collect(Collectors.joining(" and "));
        }
    }

    record Or(List<Condition> parts) implements Condition {

        @Override
        public boolean holds(Row row, Casebook casebook) {
            return parts.stream().anyMatch(part -> part.holds(row, casebook));
        }

        @Override
        public String text(String form) {
            return parts.stream().map(p -> p.text(form)).collect(Collectors.joining(" or "));
        }
    }
}
