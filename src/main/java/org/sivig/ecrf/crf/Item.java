package org.sivig.ecrf.crf;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One question of the paper form: where its answer lives, what type, unit, codes and bounds it has, and when the
 * protocol asks it. Everything that shows, checks, stores or exports an item reads this declaration.
 *
 * @param <R> the row that holds the answer
 * @param <V> the type of the value: {@link String}, {@link Integer}, {@link BigDecimal}, {@link PartialDate}, a code, or
 *            a set of codes
 */
public final class Item<R extends Row, V> {

    /** The limits that an item may have: beyond hard ones a value is impossible, beyond soft ones unlikely. */
    public enum Limit {
        HARD_MIN, HARD_MAX, SOFT_MIN, SOFT_MAX
    }

    private static final Pattern KEY = Pattern.compile("\\{(\\w+)}");

    private final String name;
    private final ItemType type;
    private final @Nullable CodeList<?> codes;
    private final Function<R, @Nullable V> getter;
    private final BiConsumer<R, @Nullable V> setter;
    private final Form.Builder<R> owner;
    private final String group;
    private String column;

    private String unit = "";
    private String pattern;
    /** The export names in the rows that there have been, by their keys: they are asked for again and again. */
    private final Map<String, String> exportNames = new ConcurrentHashMap<>();
    private int decimals;
    private double varies;
    private boolean varyingByRatio;
    private Bound hardMin = Bound.NONE;
    private Bound hardMax = Bound.NONE;
    private Bound softMin = Bound.NONE;
    private Bound softMax = Bound.NONE;
    private Bound movedSoftMax = Bound.NONE;
    private @Nullable Supplier<Condition> softMaxMoves;
    private Supplier<Condition> asked = Condition::always;
    private boolean onPaper = true;
    private boolean optional;
    private boolean identity;
    private boolean professional;
    private boolean freeText;
    private boolean fixed;
    private @Nullable Function<String, @Nullable String> spelling;
    private @Nullable Function<String, @Nullable String> nearest;
    private List<String> suggested = List.of();

    Item(Form.Builder<R> owner, String group, String column, String name, ItemType type, @Nullable CodeList<?> codes,
            Function<R, @Nullable V> getter, BiConsumer<R, @Nullable V> setter) {
        this.owner = owner;
        this.group = group;
        this.column = column;
        this.name = name;
        this.pattern = name;
        this.type = type;
        this.codes = codes;
        this.getter = getter;
        this.setter = setter;
    }

    // --- declaration, before the form is built -------------------------------------------------------------------

    public Item<R, V> unit(String unit) {
        return declare(() -> this.unit = unit);
    }

    /** The most decimals that are stored. */
    public Item<R, V> decimals(int decimals) {
        return declare(() -> this.decimals = decimals);
    }

    /** Two measurements may differ by this much while nothing has changed: a picture of them is at least as high. */
    public Item<R, V> varies(double by) {
        return declare(() -> varies = by);
    }

    /** The same for what varies by a ratio, and is drawn on a logarithmic scale. */
    public Item<R, V> variesTimes(double ratio) {
        return declare(() -> {
            varies = ratio;
            varyingByRatio = true;
        });
    }

    /** Beyond these limits a value is impossible. It is stored all the same. */
    public Item<R, V> hard(Bound min, Bound max) {
        return declare(() -> {
            hardMin = min;
            hardMax = max;
        });
    }

    /** Beyond these limits a value is unlikely. */
    public Item<R, V> soft(Bound min, Bound max) {
        return declare(() -> {
            softMin = min;
            softMax = max;
        });
    }

    /** Where this holds, another upper soft limit stands in the place of the usual one. */
    public Item<R, V> softMaxWhere(Supplier<Condition> condition, Bound max) {
        return declare(() -> {
            softMaxMoves = condition;
            movedSoftMax = max;
        });
    }

    public Item<R, V> askedWhen(Condition condition) {
        return askedWhen(() -> condition);
    }

    /** For a condition that names an item printed further down. */
    public Item<R, V> askedWhen(Supplier<Condition> condition) {
        return declare(() -> asked = condition);
    }

    /** The export name, where it is not the item's name; keys of the row stand in braces ({@code mrss_{visit}}). */
    public Item<R, V> exportedAs(String pattern) {
        return declare(() -> this.pattern = pattern);
    }

    /** Not on the paper form. */
    public Item<R, V> added() {
        return declare(() -> onPaper = false);
    }

    /** Blank is not incomplete. */
    public Item<R, V> optional() {
        return declare(() -> optional = true);
    }

    /** Kept in the identity vault, seen by the patient's own site only, never exported. */
    public Item<R, V> identity() {
        return declare(() -> identity = true);
    }

    /** Personal data of somebody who works for the study, which those who only analyse it do not see. */
    public Item<R, V> professional() {
        return declare(() -> professional = true);
    }

    /** A text in which anything may have been written: it leaves the system only where it was asked for. */
    public Item<R, V> freeText() {
        return declare(() -> freeText = true);
    }

    /** Set when the patient is created, and not in the form. */
    public Item<R, V> fixed() {
        return declare(() -> fixed = true);
    }

    /** It stands in this column of the table of its form. */
    public Item<R, V> column(String column) {
        return declare(() -> this.column = column);
    }

    /** Texts that are offered while one types; any other can be typed, and several joined by {@code +}. */
    public Item<R, V> suggested(String... texts) {
        return declare(() -> suggested = List.of(texts));
    }

    /**
     * How a typed text is written down.
     *
     * @param spelling gives null for a text that this item cannot hold
     * @param nearest  gives what may be meant by such a text, or null
     */
    public Item<R, V> spelling(Function<String, @Nullable String> spelling,
            Function<String, @Nullable String> nearest) {
        return declare(() -> {
            this.spelling = spelling;
            this.nearest = nearest;
        });
    }

    private Item<R, V> declare(Runnable change) {
        owner.requireOpen();
        change.run();
        return this;
    }

    // --- what it is -----------------------------------------------------------------------------------------------

    /** The stable name within the form; also the name of its column. */
    public String name() {
        return name;
    }

    public String form() {
        return owner.name();
    }

    Class<R> rowType() {
        return owner.rowType();
    }

    /** The contract's name of the item group it is printed in. */
    public String group() {
        return group;
    }

    /** The column it stands in; empty when its form is not printed as a table. */
    public String column() {
        return column;
    }

    public ItemType type() {
        return type;
    }

    /** The code list, null for items that have none. */
    public @Nullable CodeList<?> codes() {
        return codes;
    }

    /** The options in paper order; empty for items without codes. */
    public List<? extends Code> options() {
        return codes == null ? List.of() : codes.codes();
    }

    /** The unit as printed; empty when there is none. */
    public String unit() {
        return unit;
    }

    public String exportNamePattern() {
        return pattern;
    }

    public int decimals() {
        return decimals;
    }

    /** By how much two measurements may differ while nothing has changed; 0 where that is not known. */
    public double varies() {
        return varies;
    }

    /** Whether {@link #varies} is a ratio. */
    public boolean isVaryingByRatio() {
        return varyingByRatio;
    }

    /** The limit, as it usually is. */
    public Bound bound(Limit side) {
        return switch (side) {
            case HARD_MIN -> hardMin;
            case HARD_MAX -> hardMax;
            case SOFT_MIN -> softMin;
            case SOFT_MAX -> softMax;
        };
    }

    /** When another limit stands in the place of the usual one; null for never. */
    public @Nullable Condition moves(Limit side) {
        return side == Limit.SOFT_MAX && softMaxMoves != null ? softMaxMoves.get() : null;
    }

    /** The limit where {@link #moves} holds. */
    public Bound moved(Limit side) {
        return moves(side) == null ? bound(side) : movedSoftMax;
    }

    public Condition asked() {
        return asked.get();
    }

    public boolean isOnPaper() {
        return onPaper;
    }

    /** What is offered while one types; empty for nothing. */
    public List<String> suggested() {
        return suggested;
    }

    public boolean isOptional() {
        return optional;
    }

    /** Whether who copies the paper passes it by in a table: it is not there, it is asked because of another answer only, and may stay blank. */
    public boolean isPassedBy() {
        return optional && !onPaper && asked().items().findAny().isPresent();
    }

    public boolean isIdentity() {
        return identity;
    }

    /** Whether it is personal data of somebody who works for the study. */
    public boolean isProfessional() {
        return professional;
    }

    /** Whether anything may have been written in it. */
    public boolean isFreeText() {
        return freeText;
    }

    /** Whether the form shows it without letting it be changed. */
    public boolean isFixed() {
        return fixed;
    }

    /** Key of its label in the translation files; {@code .help} after it, where there is one, of its help. */
    public String labelKey() {
        return "item." + form() + "." + name;
    }

    String reference(String fromForm) {
        return form().equals(fromForm) ? name : form() + "." + name;
    }

    /** The expanded export name in this row: column of the wide export and id of the input on screen. */
    public String exportName(Row row) {
        return exportName(row, row.key());
    }

    /** The same where the key of the row is at hand. */
    String exportName(Row row, String key) {
        return key.isEmpty() ? pattern : exportNames.computeIfAbsent(key, first -> exportName(row.keys()));
    }

    private String exportName(Map<String, String> keys) {
        String name = pattern;
        for (var key : keys.entrySet()) {
            name = name.replace("{" + key.getKey() + "}", key.getValue());
        }
        return name;
    }

    /** The keys of the row in which this export name stands; null when it is not a name of this item. */
    @Nullable Map<String, String> keysIn(String exportName) {
        List<String> names = KEY.matcher(pattern).results().map(key -> key.group(1)).toList();
        Matcher matcher = Pattern.compile(KEY.matcher(pattern).replaceAll("(.+?)")).matcher(exportName);
        if (!matcher.matches()) {
            return null;
        }
        Map<String, String> keys = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            keys.put(names.get(i), matcher.group(i + 1));
        }
        return keys;
    }

    // --- its answer -----------------------------------------------------------------------------------------------

    /** What the row holds. */
    public Answer<V> in(R row) {
        MissingReason reason = row.missing().get(name);
        return reason == null ? Answer.of(getter.apply(row)) : Answer.missing(reason);
    }

    /** Puts a value, a reason or nothing into the row. */
    public void put(R row, Answer<? extends V> answer) {
        setter.accept(row, answer.value());
        if (answer.missing() == null) {
            row.missing().remove(name);
        } else {
            row.missing().put(name, answer.missing());
        }
    }

    /** Puts an answer of unchecked type, as it comes from {@link #parse}. */
    @SuppressWarnings("unchecked")
    public void putAny(Row row, Answer<?> answer) {
        put(rowType().cast(row), (Answer<V>) answer);
    }

    /** What a row of unchecked type holds. */
    public Answer<V> inAny(Row row) {
        return in(rowType().cast(row));
    }

    public boolean isAsked(Row row, Casebook casebook) {
        return asked.get().holds(row, casebook);
    }

    /** A text as this item keeps it, of whatever length and pattern: with its lines only where the item keeps them. */
    String clean(String typed) {
        return type == ItemType.LONG_TEXT ? TypedText.lines(typed) : TypedText.line(typed);
    }

    /** How this item writes down a typed text, or null when it cannot hold it: too long, or not of its pattern. */
    public @Nullable String spell(String typed) {
        String text = clean(typed);
        if (text.length() > type.length()) {
            return null;
        }
        return spelling == null || text.isEmpty() ? text : spelling.apply(text);
    }

    /** The text of its pattern that may be meant by one that is not; null when there is none. */
    @Nullable String nearest(String typed) {
        return nearest == null ? null : nearest.apply(clean(typed));
    }

    /**
     * An answer as this item keeps it. Odd values it can hold; what does not fit its column, it cannot.
     *
     * @throws IllegalArgumentException when it cannot
     */
    public Answer<?> kept(Answer<?> answer) {
        if (answer.value() instanceof String text && type.isText()) {
            String clean = clean(text);
            if (clean.equals(spell(clean))) {
                return Answer.of(clean);
            }
        }
        boolean holds = switch (answer.value()) {
            case null -> true;
            case Integer number -> type == ItemType.INTEGER
                    || type == ItemType.YEAR && number >= 1000 && number <= 9999;
            case BigDecimal number -> type == ItemType.DECIMAL && number.stripTrailingZeros().scale() <= decimals;
            case PartialDate date -> type == ItemType.PARTIAL_DATE || type == ItemType.DATE && date.isComplete();
            case Set<?> chosen -> type == ItemType.MULTI_CHOICE && options().containsAll(chosen)
                    && (chosen.size() == 1 || chosen.stream().noneMatch(c -> ((Code) c).exclusive()));
            case Object code -> type != ItemType.MULTI_CHOICE && options().contains(code);
        };
        if (!holds) {
            throw new IllegalArgumentException("Item " + this + " cannot hold this answer");
        }
        return answer;
    }

    /** The value as the contract writes it: codes, ISO dates, a decimal point; options joined by a comma, in order. */
    public @Nullable String text(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Code code -> code.code();
            case Set<?> chosen -> options().stream().filter(chosen::contains).map(Code::code).collect(joining(","));
            case BigDecimal number -> number.stripTrailingZeros().toPlainString();
            default -> value.toString();
        };
    }

    /**
     * The reverse of {@link #text}.
     *
     * @throws IllegalArgumentException   when there is no such code or number
     * @throws java.time.DateTimeException when there is no such date
     */
    @SuppressWarnings("unchecked")
    public @Nullable V parse(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        return (V) switch (type) {
            case TEXT, LONG_TEXT -> text;
            case INTEGER, YEAR -> Integer.valueOf(text);
            case DECIMAL -> new BigDecimal(text);
            case DATE, PARTIAL_DATE -> PartialDate.parse(text);
            case YES_NO, CHOICE -> codes == null || codes.codes().isEmpty() ? text : codes.get(text);
            case MULTI_CHOICE -> Arrays.stream(text.split(",")).map(code -> codes().get(code))
                    .collect(toCollection(LinkedHashSet::new));
        };
    }

    // --- atoms of conditions ----------------------------------------------------------------------------------------

    /** The item, a choice, holds one of these codes; a multiple choice holds at least one of them. */
    public Condition has(Code... codes) {
        return new Condition.Has(this, Set.of(codes), List.of(codes));
    }

    public Condition isFilled() {
        return new Condition.Filled(this);
    }

    @Override
    public String toString() {
        return form() + "." + name;
    }
}
