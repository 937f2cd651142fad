package org.sivig.ecrf.cohort;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.data.ColumnCondition;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.data.DataColumns;
import org.sivig.ecrf.data.DataFilter;
import org.sivig.ecrf.data.DataQuery;
import org.sivig.ecrf.score.MeanAndDeviation;
import org.sivig.ecrf.score.Quartiles;

/**
 * Some patients of a population, and the grid that shows just these: by filters where these can say it, otherwise by their numbers.
 */
final class Group {

    private final DataQuery query;
    private final List<Member> members;
    private final boolean listed;
    private final Set<DataColumn> shown;
    private @Nullable DataQuery rows;

    private Group(DataQuery query, List<Member> members, boolean listed, Set<DataColumn> shown) {
        this.query = query;
        this.members = members;
        this.listed = listed;
        this.shown = shown;
    }

    /** Everybody whom the query shows. */
    static Group all(DataQuery query, List<Member> members) {
        return new Group(query, members, false, Set.of());
    }

    List<Member> members() {
        return members;
    }

    int size() {
        return members.size();
    }

    /** Where a column stands in each of them. */
    Member.Place at(DataColumn column) {
        return Member.Place.of(column, members);
    }

    /** Those of them whom the filters let through. */
    Group where(DataFilter... filters) {
        List<Member> some = members;
        for (DataFilter filter : filters) {
            Member.Place place = at(filter.column());
            some = some.stream().filter(member -> Member.meets(place.cell(member), filter)).toList();
        }
        return filtered(some, filters);
    }

    /** Those of them of whom it is known that the filters let just these through. */
    Group filtered(List<Member> some, DataFilter... filters) {
        DataQuery narrower = query;
        Set<DataColumn> columns = new LinkedHashSet<>(shown);
        for (DataFilter filter : filters) {
            narrower = narrower.with(filter.column(), filter.test());
            columns.add(filter.column());
        }
        return new Group(narrower, some, listed, columns);
    }

    /** So many of them, of whom it is known that the filters let just these through: where nobody is listed, who they are need not be known. */
    Cell.Count count(int some, DataFilter... filters) {
        if (listed) {
            throw new IllegalStateException("Filters do not say who these are");
        }
        return new Cell.Count(some, some == 0 ? null : filtered(members, filters).rows());
    }

    /**
     * Those of them of whom this is true, whatever filters can say.
     *
     * @param why what a grid of them shows
     */
    Group chosen(Predicate<Member> holds, DataColumn... why) {
        return listed(members.stream().filter(holds).toList(), why);
    }

    /** These of them, in their order, whatever filters can say. */
    Group listed(List<Member> some, DataColumn... why) {
        Set<DataColumn> columns = new LinkedHashSet<>(shown);
        columns.addAll(List.of(why));
        return new Group(query, some, listed || some.size() < members.size(), columns);
    }

    /** The grid that shows just these; null when there are none. */
    @Nullable DataQuery rows() {
        if (rows == null && !members.isEmpty()) {
            rows = made();
        }
        return rows;
    }

    private DataQuery made() {
        List<DataColumn> columns = Stream.concat(DataColumns.identifying(Columns.GRID).stream(), shown.stream()).toList();
        return (listed ? Columns.ALL.with(Columns.NUMBER, new ColumnCondition.Rows(members.stream()
                .map(member -> ColumnCondition.Rows.name(member.number(), "")).collect(Collectors.toCollection(LinkedHashSet::new))))
                : query).withColumns(columns);
    }

    Cell.Count count() {
        return new Cell.Count(size(), rows());
    }

    /** So many of these. */
    Cell.Share share(Group some) {
        return share(some, List.of());
    }

    Cell.Share share(Group some, List<Cell.Part> why) {
        return new Cell.Share(some.size(), size(), some.rows(), rows(), why);
    }

    /** So many of them have one of these codes, of those who have an answer. */
    Cell.Share share(DataColumn column, String... codes) {
        Group answered = where(Columns.hasValue(column));
        return answered.share(answered.where(Columns.any(column, codes)));
    }

    /** The numbers of those who have one. */
    double[] numbers(DataColumn column) {
        Member.Place place = at(column);
        return members.stream().map(place::value).filter(Number.class::isInstance).mapToDouble(each -> ((Number) each).doubleValue()).toArray();
    }

    Cell median(DataColumn column) {
        Quartiles quartiles = Quartiles.of(numbers(column));
        return quartiles == null ? Cell.NONE : new Cell.Median(quartiles, column.decimals(), where(Columns.hasValue(column)).rows());
    }

    static Cell median(double[] numbers, int decimals, @Nullable DataQuery rows) {
        Quartiles quartiles = Quartiles.of(numbers);
        return quartiles == null ? Cell.NONE : new Cell.Median(quartiles, decimals, rows);
    }

    static Cell mean(double[] numbers, int decimals, @Nullable DataQuery rows) {
        MeanAndDeviation mean = MeanAndDeviation.of(numbers);
        return mean == null ? Cell.NONE : new Cell.Mean(mean, decimals, rows);
    }

    /** These by the codes of a column, in their order, then those without a value. */
    List<Group> by(DataColumn column) {
        List<Group> groups = new ArrayList<>();
        column.options().forEach(option -> groups.add(where(Columns.any(column, option.code()))));
        groups.add(where(Columns.noValue(column)));
        return groups;
    }
}
