package org.sivig.ecrf.cohort;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.data.ColumnCondition;
import org.sivig.ecrf.data.DataCell;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.data.DataFilter;

/**
 * A patient of a population, as the grid shows them.
 *
 * @param places where each column stands among the cells
 */
record Member(String number, Map<DataColumn, Integer> places, List<DataCell> cells) {

    /** A column of a population, looked up once for all its members. */
    record Place(int at) {

        /** @param members all of one population */
        static Place of(DataColumn column, List<Member> members) {
            return new Place(members.isEmpty() ? 0 : members.getFirst().place(column));
        }

        DataCell cell(Member member) {
            return member.cells.get(at);
        }

        /** What the column shows; null where there is no value. */
        @Nullable Object value(Member member) {
            return cell(member).value();
        }
    }

    private int place(DataColumn column) {
        return Objects.requireNonNull(places.get(column), column::id);
    }

    DataCell cell(DataColumn column) {
        return cells.get(place(column));
    }

    /** What a column shows; null where there is no value. */
    @Nullable Object value(DataColumn column) {
        return cell(column).value();
    }

    /** A value of the type that the column has. */
    <T> @Nullable T value(DataColumn column, Class<T> type) {
        return type.cast(value(column));
    }

    @Nullable Double number(DataColumn column) {
        return value(column) instanceof Number number ? number.doubleValue() : null;
    }

    /** With its decimals, so that differences are what they are on paper. */
    @Nullable BigDecimal exact(DataColumn column) {
        Object value = value(column);
        return value instanceof BigDecimal number ? number : value instanceof Integer number ? new BigDecimal(number) : null;
    }

    /** Whether a grid would show a patient who has this cell in the column of a filter. */
    static boolean meets(DataCell cell, DataFilter filter) {
        return switch (filter.test()) {
            case ColumnCondition.NoValue _ -> cell.value() == null;
            case ColumnCondition.HasValue _ -> cell.asked() && cell.value() != null;
            default -> cell.asked() && filter.test().holds(new Answer<>(cell.value(), cell.missing()));
        };
    }
}
