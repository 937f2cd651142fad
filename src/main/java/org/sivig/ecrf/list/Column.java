package org.sivig.ecrf.list;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A column of a list: how its rows are sorted by it, and what a filter may ask of it.
 *
 * @param <R>          a row
 * @param <T>          what a filter asks of it
 * @param key          its name: in the grid, its texts, and the order that stands in an address
 * @param parameter    the name of its filter in an address
 * @param terms        of the list's query, by which it is sorted; none when it is not
 * @param unknownLast  whether a term may be null; what is not known comes last in either direction
 */
public record Column<R, T extends @Nullable Object>(String key, String parameter, List<String> terms,
        boolean unknownLast, Criterion<T> criterion) {

    public boolean isSortable() {
        return !terms.isEmpty();
    }

    Stream<String> order(boolean ascending) {
        return terms.stream().map(term -> term + (ascending ? " asc" : " desc") + (unknownLast ? " nulls last" : ""));
    }

    Filter<R> usual(Filter<R> filter) {
        return filter.with(this, criterion.usual());
    }

    Filter<R> read(Map<String, List<String>> address, Filter<R> filter) {
        return filter.with(this, criterion.read(parameter, address));
    }

    void write(Filter<R> filter, Map<String, List<String>> address) {
        criterion.write(parameter, filter.get(this), address);
    }

    void narrow(Filter<R> filter, Conditions conditions) {
        if (filter.values().containsKey(key)) {
            criterion.narrow(conditions, filter.get(this));
        }
    }

    /** A column that is being declared. */
    public static final class Draft<R> {

        private final Columns<R> columns;
        private final String key;
        private String parameter;
        private List<String> terms = List.of();
        private boolean unknownLast;

        Draft(Columns<R> columns, String key) {
            this.columns = columns;
            this.key = key;
            this.parameter = key;
        }

        /** @param parameter the name of its filter in an address, where that is not its key */
        public Draft<R> in(String parameter) {
            this.parameter = parameter;
            return this;
        }

        public Draft<R> sorted(String... terms) {
            this.terms = List.of(terms);
            return this;
        }

        /** For a term that may be null: on its own, each database puts it elsewhere. */
        public Draft<R> unknownLast() {
            unknownLast = true;
            return this;
        }

        public <T extends @Nullable Object> Column<R, T> filtered(Criterion<T> criterion) {
            return columns.add(new Column<>(key, parameter, terms, unknownLast, criterion));
        }
    }
}
