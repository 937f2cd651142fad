package org.sivig.ecrf.data;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.study.CasebookRow;

/**
 * Which rows of a form are shown, with which columns and in which order. As parameters of an address each filter stands
 * under the id of its column, several under one id as several values:
 *
 * <pre>
 * mrss=10..20  mrss=10..  mrss=7   numbers, or years      x=empty  x=value  x=no-value  nothing, a value, or none
 * visit_date=2009..2010-03         dates                  x=missing  x=missing:ND|NF  a missing reason
 * ssc_type=1|2  ab=any:centro      any of these codes     x=finding  x=query
 * ab=all:centro|topo1              all of these codes     x=since:2014-03-01          changed since
 * ab=none:centro                   none of these codes    x=no-finding  x=no-query
 * patient.number=rows:SIV-01-001/m3 these rows, ticked
 * mrss=lt:visit.mrss@m0            less than another column (gt: greater, eq: equal, ne: different)
 * event_txt=~fever                 the text after the ~   x=verified  x=unverified  x=to-verify
 * </pre>
 *
 * Names that begin with an underscore are no columns: {@code _cols} are the ids of the columns between bars, unless they
 * are those of {@link DataColumns#of}, and {@code _sort} the id of the column that sorts, after a minus downwards.
 *
 * @param filters all of which a row has to meet; those of one column stand together
 * @param sort    null for the order of patients and of the paper
 */
public record DataQuery(Form<? extends CasebookRow> form, List<DataColumn> columns, List<DataFilter> filters,
        @Nullable DataColumn sort, boolean descending) {

    /** The parameter that names the columns. */
    public static final String COLUMNS = "_cols";
    /** The parameter that names the column that sorts. */
    public static final String SORT = "_sort";

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,12}(\\.\\d{1,9})?");
    private static final String BETWEEN = "..";
    private static final String ANY = "any:";
    private static final String ALL = "all:";
    private static final String NONE = "none:";
    private static final String ROWS = "rows:";
    private static final String MISSING = "missing";
    private static final String SINCE = "since:";
    private static final Map<String, ColumnCondition.Relation> RELATIONS = Map.of("lt:", ColumnCondition.Relation.LESS,
            "gt:", ColumnCondition.Relation.GREATER, "eq:", ColumnCondition.Relation.EQUAL, "ne:", ColumnCondition.Relation.DIFFERENT);
    private static final Map<String, ColumnCondition> WORDS = Map.ofEntries(Map.entry("empty", new ColumnCondition.Empty()),
            Map.entry("value", new ColumnCondition.HasValue()), Map.entry("no-value", new ColumnCondition.NoValue()),
            Map.entry("without", new ColumnCondition.WithoutValue()), Map.entry(MISSING, new ColumnCondition.Missing(Set.of())),
            Map.entry("finding", new ColumnCondition.HasFinding()), Map.entry("query", new ColumnCondition.HasQuery()),
            Map.entry("no-finding", new ColumnCondition.NoFinding()), Map.entry("no-query", new ColumnCondition.NoQuery()),
            Map.entry("verified", new ColumnCondition.Verified()), Map.entry("unverified", new ColumnCondition.NotVerified()),
            Map.entry("to-verify", new ColumnCondition.ToVerify()));

    /**
     * A query that was read, and what of its text could not be.
     *
     * @param unread as {@code name=value}
     */
    public record Reading(DataQuery query, List<String> unread) {

        /** The same with these columns only: what was asked of others was not read. */
        Reading with(Predicate<DataColumn> seen) {
            List<DataColumn> columns = query.columns.stream().filter(seen).toList();
            DataQuery rest = new DataQuery(query.form,
                    columns.isEmpty() ? DataColumns.of(query.form).stream().filter(seen).toList() : columns,
                    query.filters.stream().filter(filter -> filter.columns().allMatch(seen)).toList(),
                    query.sort != null && seen.test(query.sort) ? query.sort : null, query.descending);
            Map<String, List<String>> read = rest.parameters();
            Stream<String> hidden = query.parameters().entrySet().stream().flatMap(asked -> asked.getValue().stream()
                    .filter(value -> !read.getOrDefault(asked.getKey(), List.of()).contains(value))
                    .map(value -> asked.getKey() + "=" + value));
            return new Reading(rest, Stream.concat(unread.stream(), hidden).toList());
        }

        /**
         * The query, if all of it could be read.
         *
         * @throws IllegalArgumentException otherwise
         */
        public DataQuery complete() {
            if (!unread.isEmpty()) {
                throw new IllegalArgumentException("Cannot read " + unread);
            }
            return query;
        }
    }

    public DataQuery {
        columns = List.copyOf(new LinkedHashSet<>(columns));
        filters = filters.stream().distinct().collect(Collectors.groupingBy(DataFilter::column, LinkedHashMap::new,
                Collectors.toList())).values().stream().flatMap(List::stream).toList();
        descending = descending && sort != null;
    }

    /** All rows, with the columns of the form itself. */
    public static DataQuery of(Form<? extends CasebookRow> form) {
        return new DataQuery(form, DataColumns.of(form), List.of(), null, false);
    }

    public DataQuery withColumns(List<DataColumn> columns) {
        return new DataQuery(form, columns, filters, sort, descending);
    }

    public DataQuery withFilters(List<DataFilter> filters) {
        return new DataQuery(form, columns, filters, sort, descending);
    }

    /** With one filter more. */
    public DataQuery with(DataColumn column, ColumnCondition test) {
        return withFilters(Stream.concat(filters.stream(), Stream.of(new DataFilter(column, test))).toList());
    }

    /** With these tests, and no others, of a column. */
    public DataQuery withTests(DataColumn column, List<ColumnCondition> tests) {
        return withFilters(Stream.concat(filters.stream().filter(filter -> !filter.column().equals(column)),
                tests.stream().map(test -> new DataFilter(column, test))).toList());
    }

    public DataQuery sortedBy(@Nullable DataColumn sort, boolean descending) {
        return new DataQuery(form, columns, filters, sort, descending);
    }

    /** The tests of a column. */
    public List<ColumnCondition> tests(DataColumn column) {
        return filters.stream().filter(filter -> filter.column().equals(column)).map(DataFilter::test).toList();
    }

    // --- as text ----------------------------------------------------------------------------------------------------

    /** The parameters of its address; those that are as ever are left out. */
    public Map<String, List<String>> parameters() {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (DataFilter filter : filters) {
            parameters.computeIfAbsent(filter.column().id(), id -> new ArrayList<>()).add(write(filter));
        }
        if (!columns.equals(DataColumns.of(form))) {
            parameters.put(COLUMNS, List.of(columns.stream().map(DataColumn::id).collect(joining("|"))));
        }
        if (sort != null) {
            parameters.put(SORT, List.of((descending ? "-" : "") + sort.id()));
        }
        return parameters;
    }

    /** The parameters in one text, as they stand in an address. */
    public String address() {
        return parameters().entrySet().stream().flatMap(parameter -> parameter.getValue().stream()
                .map(value -> encode(parameter.getKey()) + "=" + encode(value))).collect(joining("&"));
    }

    /** Reads the parameters of an address; names that begin with an underscore and are not known are passed over. */
    public static Reading read(Form<? extends CasebookRow> form, Map<String, List<String>> parameters) {
        List<String> unread = new ArrayList<>();
        List<DataFilter> filters = new ArrayList<>();
        List<DataColumn> columns = new ArrayList<>();
        DataColumn sort = null;
        boolean descending = false;
        for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
            String name = parameter.getKey();
            for (String value : parameter.getValue()) {
                boolean understood = true;
                if (name.equals(COLUMNS)) {
                    for (String id : value.split("\\|")) {
                        Optional<DataColumn> column = DataColumns.find(form, id);
                        column.ifPresent(columns::add);
                        understood &= column.isPresent();
                    }
                } else if (name.equals(SORT)) {
                    descending = value.startsWith("-");
                    sort = DataColumns.find(form, descending ? value.substring(1) : value).orElse(null);
                    understood = sort != null;
                } else if (!name.startsWith("_")) {
                    Optional<DataFilter> filter = DataColumns.find(form, name).flatMap(column -> filter(column, value));
                    filter.ifPresent(filters::add);
                    understood = filter.isPresent();
                }
                if (!understood) {
                    unread.add(name + "=" + value);
                }
            }
        }
        return new Reading(new DataQuery(form, columns.isEmpty() ? DataColumns.of(form) : columns, filters, sort,
                descending), List.copyOf(unread));
    }

    /** Reads the text of {@link #address}. */
    public static Reading read(Form<? extends CasebookRow> form, String address) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        List<String> unread = new ArrayList<>();
        for (String each : address.split("&")) {
            String[] parts = each.split("=", 2);
            try {
                if (parts.length == 2) {
                    parameters.computeIfAbsent(decode(parts[0]), name -> new ArrayList<>()).add(decode(parts[1]));
                } else if (!each.isEmpty()) {
                    unread.add(each);
                }
            } catch (IllegalArgumentException malformed) {
                unread.add(each);
            }
        }
        Reading reading = read(form, parameters);
        return new Reading(reading.query(), Stream.concat(reading.unread().stream(), unread.stream()).toList());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String write(DataFilter filter) {
        return switch (filter.test()) {
            case ColumnCondition.Contains contains -> "~" + contains.text();
            case ColumnCondition.Numbers range -> range(range.from(), range.to(), BigDecimal::toPlainString);
            case ColumnCondition.Dates range -> range(range.from(), range.to(), PartialDate::toString);
            case ColumnCondition.AnyOf any -> ANY.repeat(isPlain(any) ? 0 : 1) + String.join("|", any.codes());
            case ColumnCondition.NoneOf none -> NONE + String.join("|", none.codes());
            case ColumnCondition.Rows rows -> ROWS + String.join("|", rows.rows());
            case ColumnCondition.Compared compared -> RELATIONS.entrySet().stream().filter(each -> each.getValue()
                    == compared.relation()).map(Map.Entry::getKey).findFirst().orElseThrow() + compared.other().id();
            case ColumnCondition.AllOf all -> ALL + String.join("|", all.codes());
            case ColumnCondition.Missing missing when !missing.reasons().isEmpty() -> MISSING + ":"
                    + missing.reasons().stream().map(MissingReason::code).collect(joining("|"));
            case ColumnCondition.ChangedSince since -> SINCE + since.day();
            case ColumnCondition word -> WORDS.entrySet().stream().filter(each -> each.getValue().equals(word))
                    .map(Map.Entry::getKey).findFirst().orElseThrow();
        };
    }

    /** Whether the codes alone cannot be taken for anything else. */
    private static boolean isPlain(ColumnCondition.AnyOf any) {
        String first = any.codes().iterator().next();
        return !first.contains(":") && !(any.codes().size() == 1 && WORDS.containsKey(first));
    }

    private static <T> String range(@Nullable T from, @Nullable T to, Function<T, String> text) {
        return from != null && from.equals(to) ? text.apply(from)
                : (from == null ? "" : text.apply(from)) + BETWEEN + (to == null ? "" : text.apply(to));
    }

    /** The filter that a value stands for; empty when it cannot be read, or not be asked of this column. */
    static Optional<DataFilter> filter(DataColumn column, String value) {
        try {
            return Optional.ofNullable(test(column, value)).map(test -> new DataFilter(column, test));
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private static @Nullable ColumnCondition test(DataColumn column, String value) {
        if (value.startsWith("~")) {
            return new ColumnCondition.Contains(value.substring(1));
        }
        if (WORDS.containsKey(value)) {
            return WORDS.get(value);
        }
        if (value.startsWith(SINCE)) {
            return new ColumnCondition.ChangedSince(LocalDate.parse(value.substring(SINCE.length())));
        }
        if (value.startsWith(MISSING + ":")) {
            return new ColumnCondition.Missing(codes(value.substring(MISSING.length() + 1)).stream()
                    .map(MissingReason.LIST::get).collect(Collectors.toSet()));
        }
        if (value.startsWith(ROWS)) {
            return new ColumnCondition.Rows(codes(value.substring(ROWS.length())));
        }
        for (Map.Entry<String, ColumnCondition.Relation> relation : RELATIONS.entrySet()) {
            if (value.startsWith(relation.getKey())) {
                return DataColumns.find(DataColumns.form(column.grid()), value.substring(relation.getKey().length()))
                        .map(other -> new ColumnCondition.Compared(relation.getValue(), other)).orElse(null);
            }
        }
        return switch (column.type()) {
            case INTEGER, DECIMAL, YEAR -> {
                List<@Nullable BigDecimal> ends = ends(value, DataQuery::number);
                yield new ColumnCondition.Numbers(ends.getFirst(), ends.getLast());
            }
            case DATE, PARTIAL_DATE -> {
                List<@Nullable PartialDate> ends = ends(value, PartialDate::parse);
                yield new ColumnCondition.Dates(ends.getFirst(), ends.getLast());
            }
            case YES_NO, CHOICE, MULTI_CHOICE -> value.startsWith(NONE)
                    ? new ColumnCondition.NoneOf(known(column, codes(value.substring(NONE.length())))) : value.startsWith(ALL)
                    ? new ColumnCondition.AllOf(known(column, codes(value.substring(ALL.length()))))
                    : new ColumnCondition.AnyOf(known(column,
                            codes(value.startsWith(ANY) ? value.substring(ANY.length()) : value)));
            case TEXT, LONG_TEXT -> null;
        };
    }

    private static BigDecimal number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException("Not a number");
        }
        return new BigDecimal(text);
    }

    private static <T> List<@Nullable T> ends(String value, Function<String, T> read) {
        int between = value.indexOf(BETWEEN);
        String from = between < 0 ? value : value.substring(0, between);
        String to = between < 0 ? value : value.substring(between + BETWEEN.length());
        return Arrays.asList(from.isEmpty() ? null : read.apply(from), to.isEmpty() ? null : read.apply(to));
    }

    private static Set<String> codes(String text) {
        return new LinkedHashSet<>(Arrays.asList(text.split("\\|")));
    }

    /** @throws IllegalArgumentException when the column cannot have one of these codes */
    private static Set<String> known(DataColumn column, Set<String> codes) {
        if (!codes.stream().allMatch(column::mayHave)) {
            throw new IllegalArgumentException("No such code");
        }
        return codes;
    }
}
