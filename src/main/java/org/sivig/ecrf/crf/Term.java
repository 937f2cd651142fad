package org.sivig.ecrf.crf;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A number or a date of which checks speak, unknown where an answer that it needs is. It writes itself in the grammar of
 * the data contract.
 */
public sealed interface Term permits Reference, Term.Computed {

    /** The day of evaluation. */
    Term TODAY = computed("today", Set.of(), evaluation -> Span.of(PartialDate.of(evaluation.casebook().today())));

    /** The value of the item at which the finding would show. */
    Term VALUE = computed("value", Set.of(),
            evaluation -> Reference.span(evaluation.answer(evaluation.at().item(), evaluation.at().row()).value()));

    /** The term in the grammar of the data contract. */
    String text();

    /** The items of which it depends. */
    Set<Item<?, ?>> items();

    /** What it is; null when it is not known. */
    @Nullable Span in(Evaluation evaluation);

    /** What a function of these items says; the function reads nothing else. */
    static Term computed(String text, Set<Item<?, ?>> items, Function<Evaluation, @Nullable Span> value) {
        return new Computed(text, items, value);
    }

    /** What a function says that sums up many of these items: a finding is the same as long as it says the same. */
    static Term summed(String text, Set<Item<?, ?>> items, Function<Evaluation, @Nullable Span> value) {
        return computed(text, items, evaluation -> evaluation.sum(text, value));
    }

    static Term number(double number) {
        return computed(BigDecimal.valueOf(number).stripTrailingZeros().toPlainString(), Set.of(),
                evaluation -> Span.exactly(number));
    }

    static Term day(String iso) {
        Span day = Span.of(PartialDate.parse(iso));
        return computed(iso, Set.of(), evaluation -> day);
    }

    /** A limit, here, of the item at which the finding would show; unknown when it has none or it is not a literal. */
    static Term bound(Item.Limit side) {
        return computed(side.name().toLowerCase(Locale.ROOT), Set.of(),
                evaluation -> Reference.span(evaluation.bound(side).literal()));
    }

    /** A function of other terms, unknown when one of them is. */
    static Term function(String name, List<Term> terms, Function<List<Span>, @Nullable Span> value) {
        return over(name + "(" + terms.stream().map(Term::text).collect(joining(", ")) + ")", terms, value);
    }

    /** The greatest of some numbers. */
    static Term max(double number, Term other) {
        return function("max", List.of(number(number), other), exact(Math::max));
    }

    static Term abs(Term term) {
        return function("abs", List.of(term), spans -> spans.getFirst().abs());
    }

    /** The value of an item at the nearest earlier row of its form that has one. */
    static Term previous(Item<?, ?> item) {
        return computed("previous(" + item + ")", Set.of(item),
                evaluation -> Reference.span(Reference.previous(item, evaluation)));
    }

    /** The greatest value of an item over the rows that have one. */
    static Term maxEntered(Item<?, ?> item) {
        return computed("max_entered(" + item + ")", Set.of(item), evaluation -> {
            Span greatest = null;
            for (Row row : evaluation.casebook().rows(item)) {
                Span span = Reference.span(evaluation.answer(item, row).value());
                greatest = span == null || greatest != null && greatest.high() >= span.high() ? greatest : span;
            }
            return greatest;
        });
    }

    default Term plus(double number) {
        return infix("+", number(number), (a, b) -> a + b);
    }

    default Term minus(Term other) {
        return infix("-", other, (a, b) -> a - b);
    }

    default Term times(double number) {
        return infix("*", number(number), (a, b) -> a * b);
    }

    default Term times(Term other) {
        return infix("*", other, (a, b) -> a * b);
    }

    default Term dividedBy(double number) {
        return infix("/", number(number), (a, b) -> a / b);
    }

    /** A multiple of another term, the number written first. */
    static Term times(double number, Term other) {
        return number(number).infix("*", other, (a, b) -> a * b);
    }

    private Term infix(String sign, Term other, DoubleBinaryOperator operator) {
        return over(text() + " " + sign + " " + other.text(), List.of(this, other), exact(operator));
    }

    private static Term over(String text, List<Term> terms, Function<List<Span>, @Nullable Span> value) {
        Set<Item<?, ?>> items = new LinkedHashSet<>();
        terms.forEach(term -> items.addAll(term.items()));
        return computed(text, items, evaluation -> {
            List<Span> spans = new ArrayList<>(terms.size());
            for (Term term : terms) {
                Span span = term.in(evaluation);
                if (span != null) {
                    spans.add(span);
                }
            }
            return spans.size() == terms.size() ? value.apply(spans) : null;
        });
    }

    /** Arithmetic knows exact numbers only. */
    private static Function<List<Span>, @Nullable Span> exact(DoubleBinaryOperator operator) {
        return spans -> spans.getFirst().isExact() && spans.getLast().isExact()
                ? Span.exactly(operator.applyAsDouble(spans.getFirst().low(), spans.getLast().low())) : null;
    }

    // --- comparisons ------------------------------------------------------------------------------------------------

    default Claim isLess(Term other) {
        return Claim.compare(this, "<", other, Span::isLess);
    }

    default Claim isLess(double number) {
        return isLess(number(number));
    }

    default Claim isAtMost(Term other) {
        return Claim.compare(this, "<=", other, (a, b) -> b.isLess(a).not());
    }

    default Claim isAtMost(double number) {
        return isAtMost(number(number));
    }

    default Claim isMore(Term other) {
        return Claim.compare(this, ">", other, (a, b) -> b.isLess(a));
    }

    default Claim isMore(double number) {
        return isMore(number(number));
    }

    default Claim isAtLeast(Term other) {
        return Claim.compare(this, ">=", other, (a, b) -> a.isLess(b).not());
    }

    default Claim isAtLeast(double number) {
        return isAtLeast(number(number));
    }

    default Claim isSame(double number) {
        return Claim.compare(this, "=", number(number), Span::isSame);
    }

    default Claim isNot(Term other) {
        return Claim.compare(this, "!=", other, (a, b) -> a.isSame(b).not());
    }

    record Computed(String text, Set<Item<?, ?>> items, Function<Evaluation, @Nullable Span> value) implements Term {

        @Override
        public @Nullable Span in(Evaluation evaluation) {
            return value.apply(evaluation);
        }
    }
}
