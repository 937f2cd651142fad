package org.sivig.ecrf.crf;

import static java.util.stream.Collectors.joining;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What an item holds, as checks speak of it: in the current row, in the row with the same keys, in the row before, or in
 * a row that is named. A row that does not exist is unknown.
 */
public final class Reference implements Term {

    private static final List<String> BEFORE = List.of("previous");

    private final Item<?, ?> item;
    private final List<String> keys;

    private Reference(Item<?, ?> item, List<String> keys) {
        this.item = item;
        this.keys = keys;
    }

    /** In the current row, or in the row of the item's form with the same keys. */
    public static Reference the(Item<?, ?> item) {
        return new Reference(item, List.of());
    }

    /** In the row with these keys; the name of a key of the current row stands for its code. */
    public static Reference the(Item<?, ?> item, String... keys) {
        return new Reference(item, List.of(keys));
    }

    /** In the row of its form that comes before the current one. */
    public static Reference before(Item<?, ?> item) {
        return new Reference(item, BEFORE);
    }

    public Item<?, ?> item() {
        return item;
    }

    @Override
    public String text() {
        return keys.isEmpty() ? item.toString()
                : item.form() + "[" + String.join(", ", keys) + "]." + item.name();
    }

    @Override
    public Set<Item<?, ?>> items() {
        return Set.of(item);
    }

    @Override
    public @Nullable Span in(Evaluation evaluation) {
        return span(answer(evaluation).value());
    }

    @Nullable Row row(Evaluation evaluation) {
        return keys.isEmpty() ? evaluation.row(item)
                : keys.equals(BEFORE) ? evaluation.rowBefore(item) : evaluation.row(item, keys);
    }

    Answer<?> answer(Evaluation evaluation) {
        return evaluation.answer(item, row(evaluation));
    }

    /** A number or a date; null for anything else. */
    static @Nullable Span span(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Number number -> Span.exactly(number.doubleValue());
            case PartialDate date -> Span.of(date);
            default -> null;
        };
    }

    /** The value at the nearest earlier row that has one. */
    static @Nullable Object previous(Item<?, ?> item, Evaluation evaluation) {
        Object value = null;
        List<Row> rows = evaluation.casebook().rows(item);
        for (int i = rows.indexOf(evaluation.at().row()) - 1; i >= 0 && value == null; i--) {
            value = evaluation.answer(item, rows.get(i)).value();
        }
        return value;
    }

    // --- what is said of it -----------------------------------------------------------------------------------------

    /** It is one of these codes; of a multiple choice, at least one of them is ticked. */
    public Claim is(Code... codes) {
        if (!item.options().containsAll(List.of(codes))) {
            throw new IllegalArgumentException("Item " + item + " has no such code");
        }
        boolean one = codes.length == 1;
        String list = List.of(codes).stream().map(Code::code).collect(joining(", "));
        String operator = item.type() == ItemType.MULTI_CHOICE ? " contains " : one ? " = " : " in ";
        Set<Code> any = new LinkedHashSet<>(List.of(codes));
        return claim(text() + operator + (one ? list : "(" + list + ")"), value -> switch (value) {
            case null -> Truth.UNKNOWN;
            case Set<?> ticked -> Truth.of(ticked.stream().anyMatch(any::contains));
            case Object code -> Truth.of(any.contains(code));
        });
    }

    /** What a test says of its text. */
    public Claim matches(String name, Predicate<String> test) {
        return new Claim(name + "(" + text() + ")", Claim.Shape.WORD, items(),
                evaluation -> answer(evaluation).value() instanceof String text ? Truth.of(test.test(text))
                        : Truth.UNKNOWN);
    }

    /** How many characters its text has. */
    public Term length() {
        return Term.computed("length(" + text() + ")", items(),
                evaluation -> answer(evaluation).value() instanceof String text ? Span.exactly(text.length()) : null);
    }

    /** It has a value. */
    public Claim isFilled() {
        return state("filled(" + text() + ")", answer -> answer.value() != null);
    }

    /** It has a missing reason. */
    public Claim isMissing() {
        return state("missing(" + text() + ")", answer -> answer.missing() != null);
    }

    /** It has this missing reason. */
    public Claim isMissing(MissingReason reason) {
        return state("missing(" + text() + ", " + reason.code() + ")", answer -> answer.missing() == reason);
    }

    /** It is asked, and nothing is entered yet. */
    public Claim isBlank() {
        return new Claim("blank(" + text() + ")", Claim.Shape.WORD, items(),
                evaluation -> Truth.of(evaluation.isBlank(item, row(evaluation))));
    }

    private Claim state(String text, Predicate<Answer<?>> test) {
        return new Claim(text, Claim.Shape.WORD, items(), evaluation -> Truth.of(test.test(answer(evaluation))));
    }

    private Claim claim(String text, Function<@Nullable Object, Truth> test) {
        return new Claim(text, Claim.Shape.COMPARISON, items(), evaluation -> test.apply(answer(evaluation).value()));
    }

    @Override
    public String toString() {
        return text();
    }
}
