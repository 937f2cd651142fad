package org.sivig.ecrf.data;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.Condition;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.ItemType;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.Row;
import org.sivig.ecrf.crf.YesNo;
import org.sivig.ecrf.list.Conditions;
import org.sivig.ecrf.list.Said;
import org.sivig.ecrf.study.CasebookRow;
import org.sivig.ecrf.study.Figure;
import org.sivig.ecrf.study.Patient;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.Visit;
import org.sivig.ecrf.study.VisitForm;
import org.sivig.ecrf.study.VisitPlan;
import org.sivig.ecrf.study.life.CasebookState;

/**
 * Writes one statement over the rows of a form: {@code p} is the patient, {@code k} the keys of the row, and each table
 * is joined when something of it is first named. What users type goes into parameters, never into the text; names of
 * tables and columns, and codes of conditions, come from the declaration.
 * <p>
 * A row that the paper prints is there for every patient, whether anything of it is stored or not; a further one for
 * the patients who have it.
 */
public final class DataSql {

    /**
     * Rows of a form, as a statement knows them.
     *
     * @param keys   the SQL of each key
     * @param seen   the row, without answers, that goes with a row of the grid; null where there can be none
     * @param pinned whether it is the same row for all
     */
    private record Source(String alias, Form<? extends CasebookRow> form, Map<String, String> keys,
            Function<Row, @Nullable Row> seen, boolean pinned) {

        String rowKey() {
            return keys.isEmpty() ? "''" : String.join(" || ',' || ", keys.values());
        }
    }

    private final DataTables tables;
    private final Form<? extends CasebookRow> grid;
    private final List<CasebookRow> printed;
    private final List<CasebookRow> further;
    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private final Map<String, Source> sources = new LinkedHashMap<>();
    private final Map<String, Predicate<Row>> flags = new LinkedHashMap<>();
    private final List<String> conditions = new ArrayList<>();
    private Function<DataColumn, Optional<Set<String>>> due = column -> Optional.empty();

    /**
     * Of the patients who count.
     *
     * @param further the rows that the paper does not print and some patient has
     * @param sites   the sites whose patients are shown; empty for all
     */
    public DataSql(DataTables tables, Form<? extends CasebookRow> grid, List<CasebookRow> further,
            Optional<Set<String>> sites) {
        this.tables = tables;
        this.grid = grid;
        this.printed = List.copyOf(grid.printed().get());
        this.further = further;
        conditions.add(CasebookState.COUNTS);
        sites.ifPresent(visible -> conditions.add(in("p.site", visible)));
    }

    public Map<String, Object> parameters() {
        return parameters;
    }

    private String parameter(Object value) {
        String name = "p" + parameters.size();
        parameters.put(name, value);
        return ":" + name;
    }

    private String in(String value, Set<String> codes) {
        return codes.isEmpty() ? "false" : value + " in (" + parameter(List.copyOf(codes)) + ")";
    }

    // --- rows -------------------------------------------------------------------------------------------------------

    private boolean isRepeating() {
        return grid.isRepeating();
    }

    /** The key of the row. */
    public String rowKey() {
        return isRepeating() ? "k.row_key" : "''";
    }

    /** Tables, joins and conditions: to be written when all is named. */
    public String from() {
        String joins = sources.values().stream().map(source -> " left join " + source.form().table() + " "
                + source.alias() + " on " + source.alias() + ".patient_id = p.id" + source.keys().entrySet().stream()
                        .map(key -> " and " + source.alias() + "." + key.getKey() + " = " + key.getValue())
                        .collect(joining())).collect(joining());
        return " from patient p" + frame() + joins
                + (conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions));
    }

    private String frame() {
        if (!isRepeating()) {
            return "";
        }
        List<CasebookRow> rows = Stream.concat(printed.stream(), further.stream())
                .sorted(Comparator.comparingInt(Row::place)).toList();
        Set<String> names = DataColumns.keyNames(grid);
        String columns = Stream.of(Stream.of("row_key", "ord"), names.stream().map(name -> "k_" + name),
                flags.keySet().stream()).flatMap(each -> each).collect(joining(", "));
        if (further.isEmpty()) {
            return " cross join " + values(rows, printed) + " k(" + columns + ")";
        }
        String selected = Stream.of(columns.split(", ")).map(column -> "v." + column).collect(joining(", "));
        return " join (select q.id as patient_id, " + selected + " from patient q cross join " + values(rows, printed)
                + " v(" + columns + ") union all select s.patient_id, " + selected + " from " + grid.table()
                + " s join " + values(rows, further) + " v(" + columns + ") on "
                + names.stream().map(name -> "v.k_" + name + " = s." + name).collect(joining(" and "))
                + ") k on k.patient_id = p.id";
    }

    private String values(List<CasebookRow> all, List<CasebookRow> which) {
        return which.stream().map(row -> Stream.of(
                Stream.of(literal(row.key()), "" + all.indexOf(row)),
                row.keys().values().stream().map(DataSql::literal),
                flags.values().stream().map(flag -> "" + flag.test(row))).flatMap(each -> each)
                .collect(joining(", ", "(", ")"))).collect(joining(", ", "(values ", ")"));
    }

    /** A code of the declaration. */
    private static String literal(String code) {
        if (!code.matches("[\\w,]+")) {
            throw new IllegalStateException("Not a code: " + code);
        }
        return "'" + code + "'";
    }

    /** Whether this holds for the row, as a column of its keys unless it holds for all. */
    private String flag(Predicate<Row> holds) {
        if (Stream.concat(printed.stream(), further.stream()).allMatch(holds)) {
            return "true";
        }
        String name = "f" + flags.size();
        flags.put(name, holds);
        return "k." + name;
    }

    // --- tables -----------------------------------------------------------------------------------------------------

    private Source source(Form<? extends CasebookRow> form, String rowKey) {
        if (!rowKey.isEmpty()) {
            return pinned(form, Objects.requireNonNull(form.rowAt(rowKey)));
        }
        Map<String, String> keys = new LinkedHashMap<>();
        DataColumns.keyNames(form).forEach(name -> keys.put(name, "k.k_" + name));
        return join(form, keys, form == grid ? row -> row : row -> form.rowAt(keys.keySet().stream()
                .map(name -> row.keys().get(name)).collect(joining(","))), false);
    }

    private Source pinned(Form<? extends CasebookRow> form, Row row) {
        Map<String, String> keys = new LinkedHashMap<>();
        row.keys().forEach((name, key) -> keys.put(name, literal(key)));
        return join(form, keys, any -> row, true);
    }

    private Source join(Form<? extends CasebookRow> form, Map<String, String> keys,
            Function<Row, @Nullable Row> seen, boolean pinned) {
        return sources.computeIfAbsent(form.table() + keys,
                each -> new Source("t" + sources.size(), form, keys, seen, pinned));
    }

    /** The rows in which an item stands that a condition in the rows of a form names; null when there are none. */
    private @Nullable Source source(Item<?, ?> item, Source from) {
        Form<? extends CasebookRow> form = DataColumns.formOf(item);
        if (form.equals(from.form())) {
            return from;
        }
        Set<String> names = DataColumns.keyNames(form);
        if (!from.keys().keySet().containsAll(names)) {
            return null;
        }
        if (!from.pinned() || names.isEmpty()) {
            return source(form, "");
        }
        Map<String, String> keys = Objects.requireNonNull(from.seen().apply(printed.getFirst())).keys();
        Row row = form.rowAt(names.stream().map(keys::get).collect(joining(",")));
        return row == null ? null : pinned(form, row);
    }

    private String column(Source source, Item<?, ?> item) {
        return item.isFixed() ? "p.site" : source.alias() + "." + tables.column(source.form(), item);
    }

    // --- cells ------------------------------------------------------------------------------------------------------

    private Source source(DataColumn column) {
        return source(Objects.requireNonNull(column.form()), column.rowKey());
    }

    /** What a column shows, as it is stored. */
    public String value(DataColumn column) {
        return switch (column) {
            case DataColumn.Answers answers -> column(source(column), answers.item());
            case DataColumn.Computed computed -> figure(computed, computed.figure());
            case DataColumn.Change change -> change(change);
            case DataColumn.OfPatient patient -> switch (patient.name()) {
                case "state" -> "lower(p.state)";
                case "created" -> "to_char(p.created_at at time zone '" + Study.ZONE + "', 'YYYY-MM-DD')";
                case "completeness" -> "case when p.asked = 0 then 100 else p.answered * 100 / p.asked end";
                default -> "p." + patient.name();
            };
            case DataColumn.Key key -> "k.k_" + key.name();
            case DataColumn.Count count -> ofRow(count.id());
        };
    }

    private String figure(DataColumn column, Figure<?> figure) {
        return figure.subject() != null ? atStop(figure)
                : figure.rowType() != Patient.class ? source(column).alias() + "." + figure.name()
                : figure.keep() != null || column.type() != ItemType.CHOICE ? "p." + figure.name()
                : "lower(p." + figure.name() + ")";
    }

    /** How many items of the row that may not stay blank have a missing reason, are blank, or are without a value. */
    private String ofRow(String counted) {
        return DataColumns.of(grid).stream()
                .filter(column -> column.isAnswer() && !Objects.requireNonNull(column.item()).isOptional())
                .map(column -> " + case when " + switch (counted) {
                    case DataColumns.MISSING -> reason(column, null) + " > 0";
                    case DataColumns.BLANK -> blank(column);
                    default -> withoutValue(column);
                } + " then 1 else 0 end").collect(joining("", "(0", ")"));
    }

    private String withoutValue(DataColumn column) {
        String due = due(column);
        return (due == null ? "" : due + " and ") + value(column) + " is null and "
                + reason(column, MissingReason.NAP) + " = 0";
    }

    private String blank(DataColumn column) {
        String asked = asked(column);
        return (asked == null ? "" : asked + " and ") + value(column) + " is null and " + reason(column, null) + " = 0";
    }

    private String change(DataColumn.Change column) {
        Source now = source(column);
        Source then = pinned(now.form(), Objects.requireNonNull(now.form().rowAt(DataChange.BASELINE)));
        return DataChange.of(column.subject(), column.isPercent(),
                now.pinned() ? "true" : now.rowKey() + " <> " + literal(DataChange.BASELINE),
                name -> column(now, now.form().item(name)), name -> column(then, then.form().item(name)));
    }

    /** The value of an item at the visit kept for it, or that visit. */
    private String atStop(Figure<?> figure) {
        Item<Visit, ?> item = Objects.requireNonNull(figure.subject());
        return VisitPlan.VISITS.stream().map(VisitPlan::visit).filter(visit -> !visit.equals(DataChange.BASELINE))
                .map(visit -> " when position('|" + item.name() + "=" + visit + "|' in p.stop_visits) > 0 then "
                        + (figure.codes() == VisitPlan.LIST ? literal(visit) : column(pinned(VisitForm.FORM,
                                Objects.requireNonNull(VisitForm.FORM.rowAt(visit))), item)))
                .collect(joining("", "case", " end"));
    }

    /** Whether the values of a column mean something for the patient; null when they do for all. */
    @Nullable String evaluable(DataColumn column) {
        return column.meantFor() == null ? null : "p." + column.meantFor().name();
    }

    /** The missing reasons of the row in which a column stands; null for what has none. */
    public @Nullable String missing(DataColumn column) {
        return column.isAnswer() ? source(column).alias() + ".missing" : null;
    }

    /** The key of the row in which an item stands; null for what is no item, and where it is that of the column in every row. */
    @Nullable String rowKeyOf(DataColumn column) {
        return column.isAnswer() && !source(column).pinned() && !source(column).keys().isEmpty() ? source(column).rowKey() : null;
    }

    /** The figures of the row in which a column stands that are approximate; null for what is never. */
    @Nullable String approximate(DataColumn column) {
        return column.figure() == null || !column.figure().dated() ? null
                : (column.figure().rowType() == Patient.class ? "p" : source(column).alias()) + ".approximate";
    }

    /** Whether the protocol asks the item; null for what is always asked. */
    public @Nullable String asked(DataColumn column) {
        if (column.item() == null || column.item().asked() instanceof Condition.And and && and.parts().isEmpty()) {
            return null;
        }
        return holds(column.item().asked(), source(column));
    }

    /** Whether the protocol asks the item, or would if the visit had been done; null for what is always asked. */
    private @Nullable String due(DataColumn column) {
        String asked = asked(column);
        Item<?, ?> item = column.item();
        if (asked == null || item == null || !VisitForm.FORM.equals(column.form())) {
            return asked;
        }
        Source from = source(column);
        return "(" + asked + " or " + holds(VisitForm.VISIT_DONE.has(YesNo.NO), from) + " and "
                + flag(from, visit -> visit != null && VisitForm.isDueWhenDone(item, visit)) + ")";
    }

    /** A condition for the rows of a source. Two-valued, like the condition itself. */
    private String holds(Condition condition, Source from) {
        return switch (condition) {
            case Condition.Has has -> {
                Source source = source(has.item(), from);
                yield source == null ? "false" : has(column(source, has.item()), has);
            }
            case Condition.Filled filled -> {
                Source source = source(filled.item(), from);
                yield source == null ? "false" : column(source, filled.item()) + " is not null";
            }
            case Condition.Key key -> key(key, from);
            case Condition.Not not -> "not (" + holds(not.condition(), from) + ")";
            case Condition.And and -> and.parts().isEmpty() ? "true"
                    : and.parts().stream().map(part -> holds(part, from)).collect(joining(" and ", "(", ")"));
            case Condition.Or or -> or.parts().isEmpty() ? "false"
                    : or.parts().stream().map(part -> holds(part, from)).collect(joining(" or ", "(", ")"));
        };
    }

    private static String has(String value, Condition.Has has) {
        Stream<String> codes = has.ordered().stream().map(Code::code);
        return "(" + value + " is not null and " + (has.item().type() == ItemType.MULTI_CHOICE
                ? codes.map(code -> "position('|" + code + "|' in " + value + ") > 0").collect(joining(" or ", "(", ")"))
                : value + " in (" + codes.map(DataSql::literal).collect(joining(", ")) + ")") + ")";
    }

    private String key(Condition.Key key, Source from) {
        return flag(from, seen -> key.operator().equals("!=")
                != (seen != null && key.codes().stream().anyMatch(code -> seen.isAt(key.name(), code))));
    }

    /** Whether this holds for the row of a source. */
    private String flag(Source from, Predicate<@Nullable Row> holds) {
        Predicate<Row> seen = row -> holds.test(from.seen().apply(row));
        return from.pinned() || !isRepeating() ? "" + seen.test(printed.getFirst()) : flag(seen);
    }

    // --- filters and order ------------------------------------------------------------------------------------------

    /** Knows of whom the answers in a column should be verified, by number; without, of all. */
    DataSql verifying(Function<DataColumn, Optional<Set<String>>> due) {
        this.due = due;
        return this;
    }

    /** Lets through the rows that meet a filter. */
    void filter(DataFilter filter) {
        DataColumn column = filter.column();
        String asked = filter.test() instanceof ColumnCondition.WithoutValue
                || filter.test() instanceof ColumnCondition.NoValue ? null : asked(column);
        conditions.add("(" + (asked == null ? "" : asked + " and ") + test(column, filter.test()) + ")");
    }

    private String test(DataColumn column, ColumnCondition test) {
        return switch (test) {
            case ColumnCondition.Contains contains -> Conditions.says(value(column), parameter(Said.pattern(contains.text())));
            case ColumnCondition.Numbers range -> between(value(column), range.from(), range.to());
            case ColumnCondition.Dates range -> meets(value(column), range.from(), range.to());
            case ColumnCondition.AnyOf any -> switch (column) {
                case DataColumn.Key key -> flag(row -> key.isAnyOf(any.codes(), row));
                case DataColumn.Answers _, DataColumn.Computed _, DataColumn.Change _, DataColumn.OfPatient _,
                        DataColumn.Count _ -> anyOf(column, any.codes());
            };
            case ColumnCondition.NoneOf none -> "(" + value(column) + " is not null and not "
                    + test(column, new ColumnCondition.AnyOf(none.codes())) + ")";
            case ColumnCondition.Rows rows -> in("p.number || '/' || " + rowKey(), rows.rows());
            case ColumnCondition.Compared compared -> compared(column, compared.relation(), compared.other());
            case ColumnCondition.AllOf all -> all.codes().stream().allMatch(column::mayHave)
                    ? all.codes().stream().map(code -> chosen(column, code)).collect(joining(" and ", "(", ")"))
                    : "false";
            case ColumnCondition.HasValue value -> value(column) + " is not null";
            case ColumnCondition.NoValue _ -> value(column) + " is null";
            case ColumnCondition.WithoutValue without -> withoutValue(column);
            case ColumnCondition.Empty empty -> value(column) + " is null"
                    + (column.isAnswer() ? " and " + reason(column, null) + " = 0" : "");
            case ColumnCondition.Missing missing -> missing.reasons().isEmpty() ? reason(column, null) + " > 0"
                    : missing.reasons().stream().map(reason -> reason(column, reason) + " > 0")
                            .collect(joining(" or ", "(", ")"));
            case ColumnCondition.HasFinding finding -> marked(column, DataMarks.FINDING);
            case ColumnCondition.NoFinding none -> "not " + marked(column, DataMarks.FINDING);
            case ColumnCondition.NoQuery none -> "not " + marked(column, DataMarks.QUERY);
            case ColumnCondition.HasQuery query -> marked(column, DataMarks.QUERY);
            case ColumnCondition.Verified verified -> marked(column, DataMarks.VERIFIED);
            case ColumnCondition.NotVerified open -> "(" + value(column) + " is not null or " + reason(column, null)
                    + " > 0) and not " + marked(column, DataMarks.VERIFIED);
            case ColumnCondition.ToVerify _ -> test(column, new ColumnCondition.NotVerified()) + due.apply(column)
                    .map(patients -> " and " + in("p.number", patients)).orElse("");
            case ColumnCondition.ChangedSince since -> changedSince(column, since.day());
        };
    }

    private String compared(DataColumn column, ColumnCondition.Relation relation, DataColumn other) {
        String one = value(column);
        String two = value(other);
        String asked = asked(other);
        String known = asked == null ? "" : asked + " and ";
        if (column.type().isNumber()) {
            return "(" + known + one + " " + relation.sign() + " " + two + ")";
        }
        String before = last(one) + " < " + first(two);
        String after = first(one) + " > " + last(two);
        return "(" + known + switch (relation) {
            case LESS -> before;
            case GREATER -> after;
            case EQUAL -> one + " = " + two + " and char_length(" + one + ") = " + PartialDate.of(LocalDate.EPOCH).toString().length();
            case DIFFERENT -> "(" + before + " or " + after + ")";
        } + ")";
    }

    /** The first day that a date may be. */
    private static String first(String date) {
        return "(" + date + " || substring('0000-01-01' from char_length(" + date + ") + 1))";
    }

    /** A text that comes after all days that a date may be, and before all others that do. */
    private static String last(String date) {
        return "(" + date + " || substring('0000-12-31' from char_length(" + date + ") + 1))";
    }

    private String between(String value, @Nullable Object from, @Nullable Object to) {
        return Stream.of(from == null ? null : value + " >= " + parameter(from),
                to == null ? null : value + " <= " + parameter(to)).filter(Objects::nonNull).collect(joining(" and "));
    }

    /** Whether the days that a date may be meet a range: it may begin by its end, and end from its beginning. */
    private String meets(String value, @Nullable PartialDate from, @Nullable PartialDate to) {
        List<String> ends = new ArrayList<>();
        if (to != null) {
            ends.add(value + " <= " + parameter(to.last().toString()));
        }
        if (from != null) {
            LocalDate first = from.first();
            ends.add("(" + value + " >= " + parameter(first.toString()) + " or " + value + " in ("
                    + parameter(List.of(first.toString().substring(0, 4), first.toString().substring(0, 7))) + "))");
        }
        return String.join(" and ", ends);
    }

    private String anyOf(DataColumn column, Set<String> codes) {
        Stream<String> known = codes.stream().filter(column::mayHave);
        if (column.type() == ItemType.MULTI_CHOICE) {
            return known.map(code -> chosen(column, code)).reduce((one, other) -> one + " or " + other)
                    .map(any -> "(" + any + ")").orElse("false");
        }
        return in(value(column), known.filter(code -> column.hasAllCodes() || code.length() == 2)
                .collect(toSet()));
    }

    private String chosen(DataColumn column, String code) {
        return "position(" + parameter("|" + code + "|") + " in " + value(column) + ") > 0";
    }

    /** Where in the missing reasons of the row that of the item stands; 0 when there is none. */
    private String reason(DataColumn column, @Nullable MissingReason reason) {
        return "coalesce(position('|" + Objects.requireNonNull(column.item()).name() + "="
                + (reason == null ? "" : reason.code() + "|") + "' in " + missing(column) + "), 0)";
    }

    private String marked(DataColumn column, DataMarks mark) {
        return exists(column, mark.from());
    }

    /** Who is on record since then is looked up once: H2 would look through all records of the item again for each row. */
    private String changedSince(DataColumn column, LocalDate day) {
        Source source = source(column);
        return "(p.id, " + source.rowKey() + ") in (select x.patient_id, x.row_key from audit_record x where x.act is null and x.at >= "
                + parameter(day.atStartOfDay(Study.ZONE).toOffsetDateTime()) + " and x.form = " + literal(source.form().name())
                + " and x.item = " + literal(Objects.requireNonNull(column.item()).name()) + ")";
    }

    private String exists(DataColumn column, String from) {
        Source source = source(column);
        return "exists (select 1 " + from + " and x.patient_id = p.id and x.form = " + literal(source.form().name())
                + " and x.row_key = " + source.rowKey() + " and x.item = "
                + literal(Objects.requireNonNull(column.item()).name()) + ")";
    }

    /** The order of the rows; no two are alike in it. What is not known comes last in either direction. */
    String orderBy(@Nullable DataColumn column, boolean descending) {
        return " order by " + (column == null ? "" : sorted(column) + (descending ? " desc" : "") + " nulls last, ")
                + "p.number" + (isRepeating() ? ", k.ord" : "");
    }

    private String sorted(DataColumn column) {
        return switch (column) {
            case DataColumn.Key _ -> "k.ord";
            case DataColumn.Answers _, DataColumn.Computed _, DataColumn.Change _, DataColumn.OfPatient _,
                    DataColumn.Count _ -> sorted(column, value(column));
        };
    }

    private static String sorted(DataColumn column, String value) {
        List<? extends Code> options = column.options();
        return switch (column.type()) {
            case TEXT, LONG_TEXT -> Conditions.said(value);
            case YES_NO, CHOICE -> options.isEmpty() ? value : IntStream.range(0, options.size())
                    .mapToObj(i -> " when " + literal(options.get(i).code()) + " then " + i)
                    .collect(joining("", "case " + value, " end"));
            default -> value;
        };
    }
}
