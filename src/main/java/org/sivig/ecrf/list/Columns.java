package org.sivig.ecrf.list;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;

/**
 * The columns of a list, and the order in which it comes. From them alone it is filtered and sorted, and what it shows
 * is written to an address and read from it. A column is declared once, by {@link #column}.
 *
 * @param <R> a row
 */
public final class Columns<R> {

    private static final String SORT = "sort";

    private final List<String> ties;
    private final boolean descending;
    private final Map<String, Column<R, ?>> columns = new LinkedHashMap<>();
    private boolean mirrored;
    private @Nullable String first;

    private Columns(boolean descending, String... ties) {
        this.ties = List.of(ties);
        this.descending = descending;
    }

    /** @param terms what orders the list, and rows that are alike in the order that is asked for */
    public static <R> Columns<R> ascending(String... terms) {
        return new Columns<>(false, terms);
    }

    /** @param terms what orders the list, and rows that are alike in the order that is asked for */
    public static <R> Columns<R> descending(String... terms) {
        return new Columns<>(true, terms);
    }

    /** Rows that are alike turn round too when a column is sorted downwards. */
    public Columns<R> mirrored() {
        mirrored = true;
        return this;
    }

    /** @param key of the column by which it is sorted when it comes */
    public Columns<R> first(String key) {
        first = key;
        return this;
    }

    /** Declares a column. */
    public Column.Draft<R> column(String key) {
        return new Column.Draft<>(this, key);
    }

    <T extends @Nullable Object> Column<R, T> add(Column<R, T> column) {
        if (columns.put(column.key(), column) != null) {
            throw new IllegalStateException("Declared twice: " + column.key());
        }
        return column;
    }

    public List<Column<R, ?>> all() {
        return List.copyOf(columns.values());
    }

    /** What the list shows when nothing is asked for. */
    public Listing<R> start() {
        Filter<R> filter = Filter.all();
        for (Column<R, ?> column : columns.values()) {
            filter = column.usual(filter);
        }
        return new Listing<>(filter, first, first != null && descending);
    }

    /** What an address asks for. What cannot be read there is ignored. */
    public Listing<R> read(Map<String, List<String>> address) {
        Filter<R> filter = Filter.all();
        for (Column<R, ?> column : columns.values()) {
            filter = column.read(address, filter);
        }
        String sort = address.getOrDefault(SORT, List.of("")).getFirst();
        boolean down = sort.startsWith("-");
        return sortable(down ? sort.substring(1) : sort).map(column -> start().sortedBy(column.key(), down))
                .orElseGet(this::start).with(filter);
    }

    /** What of an address means nothing to this list, as {@code name=text}. */
    public List<String> unread(Map<String, List<String>> address) {
        Set<String> known = columns.values().stream().flatMap(column -> column.criterion().parameters(column.parameter())
                .stream()).collect(Collectors.toSet());
        Stream<String> others = address.entrySet().stream().filter(each -> !known.contains(each.getKey()))
                .flatMap(each -> each.getValue().stream().filter(text -> !text.isEmpty()
                        && !(each.getKey().equals(SORT) && sortable(text.replaceFirst("^-", "")).isPresent()))
                        .map(text -> each.getKey() + "=" + text));
        return Stream.concat(columns.values().stream().flatMap(column -> column.criterion()
                .unread(column.parameter(), address).stream()), others).toList();
    }

    /** How it stands in an address: what is usual needs no word. */
    public Map<String, List<String>> write(Listing<R> listing) {
        Map<String, List<String>> address = new LinkedHashMap<>();
        columns.values().forEach(column -> column.write(listing.filter(), address));
        if (listing.sort() != null && !listing.order().equals(start().order())) {
            address.put(SORT, List.of((listing.descending() ? "-" : "") + listing.sort()));
        }
        return address;
    }

    /** @throws IllegalArgumentException when something is asked of what is no column of this list */
    public Conditions conditions(Filter<R> filter) {
        Conditions conditions = new Conditions();
        filter.values().keySet().stream().filter(key -> !columns.containsKey(key)).findFirst().ifPresent(key -> {
            throw new IllegalArgumentException("No column of this list: " + key);
        });
        columns.values().forEach(column -> column.narrow(filter, conditions));
        return conditions;
    }

    /**
     * The end of a query that puts its rows into an order.
     *
     * @param sort by keys of columns
     * @throws IllegalArgumentException when it is by anything else
     */
    public String orderBy(Sort sort) {
        List<String> order = new ArrayList<>();
        List<String> terms = new ArrayList<>();
        sort.forEach(by -> {
            Column<R, ?> column = sortable(by.getProperty()).orElseThrow(
                    () -> new IllegalArgumentException("This list is not sorted by " + by.getProperty()));
            column.order(by.isAscending()).forEach(order::add);
            terms.addAll(column.terms());
        });
        boolean turned = mirrored && sort.stream().anyMatch(Sort.Order::isDescending);
        String direction = descending == turned ? " asc" : " desc";
        return Stream.concat(order.stream(), ties.stream().filter(tie -> !terms.contains(tie)).map(tie -> tie + direction))
                .collect(Collectors.joining(", ", " order by ", ""));
    }

    private Optional<Column<R, ?>> sortable(String key) {
        return Optional.<Column<R, ?>>ofNullable(columns.get(key)).filter(Column::isSortable);
    }
}
