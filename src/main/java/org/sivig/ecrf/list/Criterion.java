package org.sivig.ecrf.list;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.TypedText;
import org.sivig.ecrf.study.PatientNumber;

/**
 * What a filter asks of a column: how it narrows a query, and how it stands in an address. Texts are found in any part,
 * whatever their case.
 *
 * @param <T> what is asked
 */
public final class Criterion<T extends @Nullable Object> {

    /** Asks for nothing where something else is usual. */
    private static final String ANY = "any";
    /** Anything else is no number that a filter asks for. */
    private static final Pattern WHOLE_NUMBER = Pattern.compile("\\d{1,4}");

    /** How a value stands in an address: its texts, by the ends of the column's name. */
    private record Form<T extends @Nullable Object>(List<String> ends, Function<T, Map<String, List<String>>> write,
            Function<Function<String, List<String>>, T> read) {
    }

    private static final List<String> ONE = List.of("");
    private static final String FROM = "_from";
    private static final String TO = "_to";

    private final T none;
    private final T usual;
    private final UnaryOperator<T> clean;
    private final Form<T> form;
    private final BiConsumer<Conditions, T> condition;

    private Criterion(T none, T usual, UnaryOperator<T> clean, Form<T> form, BiConsumer<Conditions, T> condition) {
        this.none = none;
        this.usual = usual;
        this.clean = clean;
        this.form = form;
        this.condition = condition;
    }

    /** A name or a text of which a part is looked for, whatever the accents. */
    public static Criterion<String> said(String expression) {
        return text((conditions, part) -> conditions.addSaid(expression, part));
    }

    /** @param clean as it is looked for */
    public static Criterion<String> contains(String expression, UnaryOperator<String> clean) {
        return text(clean, text -> true, in(expression));
    }

    public static Criterion<String> text(BiConsumer<Conditions, String> condition) {
        return text(TypedText::line, text -> true, condition);
    }

    /** A part of the number of a patient. */
    public static Criterion<String> patient(String expression) {
        return patient(in(expression));
    }

    /** A part of the number of a patient. Anything else may be a name, and names do not belong in addresses. */
    public static Criterion<String> patient(BiConsumer<Conditions, String> condition) {
        return text(PatientNumber::of, PatientNumber::isPart, condition);
    }

    /** @param addressed whether it may stand in an address */
    private static Criterion<String> text(UnaryOperator<String> clean, Predicate<String> addressed,
            BiConsumer<Conditions, String> condition) {
        return one("", clean, text -> text, text -> text, addressed, condition);
    }

    private static BiConsumer<Conditions, String> in(String expression) {
        return (conditions, part) -> conditions.addContains(expression, part);
    }

    /** A text that was typed, and what that means. */
    public static <T> Criterion<T> typed(T none, Function<T, String> write, Function<String, T> read,
            BiConsumer<Conditions, T> condition) {
        return one(none, UnaryOperator.identity(), write, read, text -> !text.isEmpty(), condition);
    }

    /** One value. */
    public static <C> Criterion<@Nullable C> one(String expression, Name<C> name) {
        return one(null, UnaryOperator.identity(), name.write(), name.read(), text -> true,
                (conditions, code) -> conditions.add(expression + " = ?", Objects.requireNonNull(code)));
    }

    private static <T extends @Nullable Object> Criterion<T> one(T none, UnaryOperator<T> clean, Function<T, String> write,
            Function<String, T> read, Predicate<String> addressed, BiConsumer<Conditions, T> condition) {
        return new Criterion<>(none, none, clean, new Form<>(ONE,
                value -> Map.of("", Stream.of(write.apply(value)).filter(addressed).toList()),
                texts -> understood(texts.apply("").stream(), text -> clean.apply(read.apply(text)))
                        .filter(value -> addressed.test(write.apply(value))).findFirst().orElse(none)), condition);
    }

    /** Any of several values. */
    public static <C> Criterion<Set<C>> any(String expression, Name<C> name) {
        return any(name, (conditions, codes) -> conditions.addAny(expression, codes));
    }

    public static <C> Criterion<Set<C>> any(Name<C> name, BiConsumer<Conditions, Set<C>> condition) {
        return new Criterion<>(Set.of(), Set.of(), Set::copyOf, new Form<>(ONE,
                codes -> Map.of("", codes.stream().sorted().map(name.write()).toList()),
                texts -> understood(texts.apply("").stream(), name.read()).collect(Collectors.toSet())), condition);
    }

    /** Rows of forms that repeat, by a part of their keys: a visit, a course, a drug in any of its episodes. */
    public static Criterion<Set<String>> rows(String rowKey) {
        return any(Name.itself(), (conditions, keys) -> conditions.addKeys(rowKey, keys));
    }

    /** Small whole numbers; where a row has two, those that meet what lies between them. */
    public static Criterion<Range<Integer>> between(String least, String most) {
        return range(text -> {
            if (!WHOLE_NUMBER.matcher(text).matches()) {
                throw new NumberFormatException("Not a small whole number");
            }
            return Integer.valueOf(text);
        }, (conditions, range) -> conditions.addBetween(most, range.from(), least, range.to()));
    }

    /** The days on which an instant lies, in the zone of the study. */
    public static Criterion<Range<LocalDate>> days(String instant) {
        return range(LocalDate::parse, (conditions, days) -> conditions.addDays(instant, days));
    }

    private static <T extends Comparable<? super T> & Serializable> Criterion<Range<T>> range(
            Function<String, T> read, BiConsumer<Conditions, Range<T>> condition) {
        return new Criterion<>(Range.all(), Range.all(), UnaryOperator.identity(), new Form<>(List.of(FROM, TO),
                range -> Map.of(FROM, text(range.from()), TO, text(range.to())), texts -> {
                    T from = understood(texts.apply(FROM).stream(), read).findFirst().orElse(null);
                    T to = understood(texts.apply(TO).stream(), read).findFirst().orElse(null);
                    return from != null && to != null && from.compareTo(to) > 0 ? Range.all() : new Range<>(from, to);
                }), condition);
    }

    private static List<String> text(@Nullable Object end) {
        return end == null ? List.of() : List.of(end.toString());
    }

    private static <T extends @Nullable Object> Stream<T> understood(Stream<String> texts, Function<String, T> reader) {
        return texts.flatMap(text -> {
            try {
                return Stream.of(reader.apply(text));
            } catch (RuntimeException unreadable) {
                return Stream.empty();
            }
        });
    }

    /** The same, for a column of which something is asked unless an address says otherwise. */
    public Criterion<T> usually(T usual) {
        return new Criterion<>(none, usual, clean, form, condition);
    }

    public T none() {
        return none;
    }

    public T usual() {
        return usual;
    }

    T clean(T value) {
        return clean.apply(value);
    }

    void narrow(Conditions conditions, T value) {
        condition.accept(conditions, value);
    }

    T read(String name, Map<String, List<String>> address) {
        T value = form.read().apply(suffix -> address.getOrDefault(name + suffix, List.of()));
        boolean any = address.getOrDefault(name, List.of()).contains(ANY);
        return Objects.equals(value, none) && !any ? usual : value;
    }

    /** The parameters of an address that this reads. */
    List<String> parameters(String name) {
        return form.ends().stream().map(end -> name + end).toList();
    }

    /** What of these parameters means nothing, on its own or together, as {@code name=text}. */
    List<String> unread(String name, Map<String, List<String>> address) {
        boolean nothing = Objects.equals(none, form.read().apply(end -> address.getOrDefault(name + end, List.of())));
        return form.ends().stream().flatMap(end -> address.getOrDefault(name + end, List.of()).stream()
                .filter(text -> !text.isEmpty() && !(text.equals(ANY) && !Objects.equals(usual, none)))
                .filter(text -> nothing || Objects.equals(none,
                        form.read().apply(other -> other.equals(end) ? List.of(text) : List.of())))
                .map(text -> name + end + "=" + text)).toList();
    }

    void write(String name, T value, Map<String, List<String>> address) {
        if (Objects.equals(value, usual)) {
            return;
        }
        if (Objects.equals(value, none)) {
            address.put(name, List.of(ANY));
            return;
        }
        form.write().apply(value).forEach((suffix, texts) -> {
            if (!texts.isEmpty()) {
                address.put(name + suffix, texts);
            }
        });
    }
}
