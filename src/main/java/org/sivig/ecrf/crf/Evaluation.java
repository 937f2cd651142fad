package org.sivig.ecrf.crf;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where a check stands while it looks at a casebook: the item instance at which it would show, and what it reads from
 * there.
 */
public final class Evaluation {

    private final Casebook casebook;
    private final Casebook.Instance at;
    private final Map<String, String> known;
    private final @Nullable Notes notes;

    /**
     * What was looked at.
     *
     * @param reads   each answer read, as the contract writes it, under its export name
     * @param awaited the export names of the items that were found to be asked and blank
     * @param answers the export names of the items that have a value, those that a function sums up included
     */
    record Notes(Map<String, String> reads, Set<String> awaited, Set<String> answers) {

        Notes() {
            this(new LinkedHashMap<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
        }

        /** The same within a function that sums up: not each answer that it reads counts as read. */
        Notes within() {
            return new Notes(new LinkedHashMap<>(), awaited, answers);
        }
    }

    /**
     * @param known what is known from outside the casebook; see {@link Claim#known}
     * @param notes takes what is looked at; null when nobody asks
     */
    Evaluation(Casebook casebook, Casebook.Instance at, Map<String, String> known, @Nullable Notes notes) {
        this.casebook = casebook;
        this.at = at;
        this.known = known;
        this.notes = notes;
    }

    public Casebook casebook() {
        return casebook;
    }

    /** The item instance at which a finding would show. */
    public Casebook.Instance at() {
        return at;
    }

    /** Whether it is noted what is looked at. */
    boolean isNoted() {
        return notes != null;
    }

    /** What is known from outside under this name; null when it is not the case. */
    public @Nullable String known(String name) {
        return known.get(name);
    }

    /** The value of an item in the current row, or in the row with the same keys; null when there is none. */
    @SuppressWarnings("unchecked")
    public <V> @Nullable V value(Item<?, V> item) {
        return (V) answer(item, row(item)).value();
    }

    /** The value of an item in this row. */
    @SuppressWarnings("unchecked")
    public <R extends Row, V> @Nullable V value(Item<R, V> item, R row) {
        return (V) answer(item, row).value();
    }

    /** A limit of the item at which a finding would show, here. */
    Bound bound(Item.Limit side) {
        Condition moves = at.item().moves(side);
        if (moves == null) {
            return at.item().bound(side);
        }
        moves.items().forEach(this::value);
        return moves.holds(at.row(), casebook) ? at.item().moved(side) : at.item().bound(side);
    }

    /** The current row if the item is in it, or the row with the same keys; null when there is none. */
    @Nullable Row row(Item<?, ?> item) {
        return item.rowType().isInstance(at.row()) ? at.row() : casebook.rowWithin(item.rowType(), at.row().keys());
    }

    /** The row of the item's form with these keys, of which each is a code or names a key of the current row. */
    @Nullable Row row(Item<?, ?> item, List<String> keys) {
        Map<String, String> here = at.row().keys();
        List<String> codes = keys.stream().map(key -> here.containsKey(key) ? at.row().code(key) : key).toList();
        for (Row row : casebook.rows(item)) {
            if (List.copyOf(row.keys().values()).equals(codes)) {
                return row;
            }
        }
        return null;
    }

    /** The row of the item's form that comes before the current one; null when there is none. */
    @Nullable Row rowBefore(Item<?, ?> item) {
        List<Row> rows = casebook.rows(item);
        int here = rows.indexOf(at.row());
        return here > 0 ? rows.get(here - 1) : null;
    }

    /** What a function says that sums up many answers: that is what is read, and not each of them. */
    public <T> @Nullable T sum(String name, Function<Evaluation, @Nullable T> function) {
        T sum = function.apply(notes == null ? this : new Evaluation(casebook, at, known, notes.within()));
        if (notes != null) {
            notes.reads().put(name, String.valueOf(sum));
        }
        return sum;
    }

    /** What a row holds; blank where there is no row. */
    public Answer<?> answer(Item<?, ?> item, @Nullable Row row) {
        if (row == null) {
            return Answer.blank();
        }
        Answer<?> answer = item.inAny(row);
        if (notes != null) {
            notes.reads().put(item.exportName(row), answer.missing() != null ? "!" + answer.missing().code()
                    : answer.value() == null ? "" : item.text(answer.value()));
            if (answer.value() != null) {
                notes.answers().add(item.exportName(row));
            }
        }
        return answer;
    }

    /** Whether an item of a row is asked, and neither a value nor a reason is entered yet; false where there is no row. */
    boolean isBlank(Item<?, ?> item, @Nullable Row row) {
        boolean blank = answer(item, row).isBlank() && row != null && item.isAsked(row, casebook);
        if (blank && notes != null) {
            notes.awaited().add(item.exportName(row));
        }
        return blank;
    }
}
