package org.sivig.ecrf.list;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which rows to list: those that meet what is asked of each column.
 *
 * @param <R>    a row
 * @param values what is asked, by the keys of the columns of which something is
 */
public record Filter<R>(Map<String, Object> values) implements Serializable {

    public Filter {
        values = Map.copyOf(values);
    }

    /** Every row. */
    public static <R> Filter<R> all() {
        return new Filter<>(Map.of());
    }

    public boolean isAll() {
        return values.isEmpty();
    }

    /** What is asked of a column; what asks for nothing when nothing is. */
    @SuppressWarnings("unchecked")
    public <T extends @Nullable Object> T get(Column<R, T> column) {
        return values.containsKey(column.key()) ? (T) values.get(column.key()) : column.criterion().none();
    }

    /** The same filter with something else asked of a column. */
    public <T extends @Nullable Object> Filter<R> with(Column<R, T> column, T value) {
        Map<String, Object> changed = new HashMap<>(values);
        T asked = column.criterion().clean(value);
        if (asked == null || Objects.equals(asked, column.criterion().none())) {
            changed.remove(column.key());
        } else {
            changed.put(column.key(), asked);
        }
        return new Filter<>(changed);
    }
}
