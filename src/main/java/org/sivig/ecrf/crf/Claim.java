package org.sivig.ecrf.crf;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * What a check says of a casebook: true, false, or unknown where an answer that it needs is. It writes itself in the
 * grammar of the data contract. All of its parts are looked at, whatever the others say, so that it reads the same
 * answers of the same casebook.
 *
 * @param text  in the grammar of the data contract
 * @param shape where the text needs parentheses
 * @param items the items of which it depends
 * @param test  what it says at one place of a casebook
 */
public record Claim(String text, Shape shape, Set<Item<?, ?>> items, Function<Evaluation, Truth> test) {

    /** How a claim is written: one word or a call of a function, a comparison, or claims joined. */
    public enum Shape {
        WORD, COMPARISON, AND, OR
    }

    public Truth in(Evaluation evaluation) {
        return test.apply(evaluation);
    }

    /** What a function of these items says; the function reads nothing else. */
    public static Claim computed(String text, Set<Item<?, ?>> items, Function<Evaluation, Truth> test) {
        return new Claim(text, Shape.WORD, items, test);
    }

    /** What a function says that sums up many of these items: the finding is the same as long as it says the same. */
    public static Claim summed(String text, Set<Item<?, ?>> items, Function<Evaluation, Truth> test) {
        return computed(text, items, evaluation -> Objects.requireNonNull(evaluation.sum(text, test::apply)));
    }

    /** Another claim under a name. */
    public static Claim named(String name, Claim claim) {
        return computed(name, claim.items(), claim.test());
    }

    /** What is known from outside the casebook, because of these items; it holds only while each has a value. */
    public static Claim known(String name, Item<?, ?>... because) {
        return computed(name, new LinkedHashSet<>(Arrays.asList(because)), evaluation -> {
            boolean known = evaluation.known(name) != null;
            for (Item<?, ?> item : because) {
                known &= evaluation.value(item) != null;
            }
            return Truth.of(known);
        });
    }

    static Claim compare(Term a, String sign, Term b, BiFunction<Span, Span, Truth> comparison) {
        return new Claim(a.text() + " " + sign + " " + b.text(), Shape.COMPARISON, union(a.items(), b.items()),
                evaluation -> {
                    Span left = a.in(evaluation);
                    Span right = b.in(evaluation);
                    return left == null || right == null ? Truth.UNKNOWN : comparison.apply(left, right);
                });
    }

    /** A number is a multiple of another. */
    public static Claim multipleOf(Term term, double unit) {
        return computed("multiple_of(" + term.text() + ", " + Term.number(unit).text() + ")", term.items(),
                evaluation -> {
                    Span span = term.in(evaluation);
                    return span == null || !span.isExact() ? Truth.UNKNOWN
                            : Truth.of(Math.abs(span.low() - unit * Math.rint(span.low() / unit)) <= Span.TOLERANCE);
                });
    }

    /** The key of this name of the current row has this code. */
    public static Claim keyIs(String name, String code) {
        return key(Condition.keyIs(name, code));
    }

    public static Claim keyIsNot(String name, String code) {
        return key(Condition.keyIsNot(name, code));
    }

    public static Claim keyIn(String name, String... codes) {
        return key(Condition.keyIn(name, codes));
    }

    private static Claim key(Condition key) {
        return new Claim(key.text(""), Shape.COMPARISON, Set.of(),
                evaluation -> Truth.of(key.holds(evaluation.at().row(), evaluation.casebook())));
    }

    /** Two-valued: the claim is true. */
    public static Claim sure(Claim claim) {
        return computed("sure(" + claim.text + ")", claim.items,
                evaluation -> Truth.of(claim.in(evaluation).isTrue()));
    }

    public static Claim not(Claim claim) {
        return computed("not " + (claim.shape == Shape.WORD ? claim.text : "(" + claim.text + ")"), claim.items,
                evaluation -> claim.in(evaluation).not());
    }

    /** All of them. */
    public Claim and(Claim... others) {
        return joined(Shape.AND, " and ", others, Truth::and, Truth.FALSE);
    }

    /** At least one of them. */
    public Claim or(Claim... others) {
        return joined(Shape.OR, " or ", others, Truth::or, Truth.TRUE);
    }

    /** @param settled what no further part can change; where it is noted what is read, all parts are read all the same */
    private Claim joined(Shape shape, String word, Claim[] others, BinaryOperator<Truth> operator, Truth settled) {
        Claim[] parts = new Claim[others.length + 1];
        parts[0] = this;
        System.arraycopy(others, 0, parts, 1, others.length);
        Set<Item<?, ?>> items = new LinkedHashSet<>();
        Arrays.stream(parts).forEach(part -> items.addAll(part.items));
        return new Claim(Arrays.stream(parts).map(part -> part.within(shape)).collect(joining(word)), shape, items,
                evaluation -> {
                    Truth all = parts[0].in(evaluation);
                    for (int i = 1; i < parts.length && (all != settled || evaluation.isNoted()); i++) {
                        all = operator.apply(all, parts[i].in(evaluation));
                    }
                    return all;
                });
    }

    /** Joined claims stand in parentheses among others, unless they are joined in the same way. */
    private String within(Shape outer) {
        return shape == outer || shape == Shape.WORD || shape == Shape.COMPARISON ? text : "(" + text + ")";
    }

    private static Set<Item<?, ?>> union(Set<Item<?, ?>> a, Set<Item<?, ?>> b) {
        Set<Item<?, ?>> both = new LinkedHashSet<>(a);
        both.addAll(b);
        return both;
    }

    @Override
    public String toString() {
        return text;
    }
}
