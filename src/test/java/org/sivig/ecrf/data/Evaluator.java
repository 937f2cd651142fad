package org.sivig.ecrf.data;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.Row;
import org.sivig.ecrf.crf.YesNo;
import org.sivig.ecrf.list.Said;
import org.sivig.ecrf.score.ChangeFromBaseline;
import org.sivig.ecrf.score.Evaluable;
import org.sivig.ecrf.study.Figure;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.Visit;
import org.sivig.ecrf.study.VisitForm;

/** The grid over casebooks in memory, from the answers alone. */
final class Evaluator {

    /** A row of the grid, and what is known of its patient beside the casebook. */
    record Line(String patient, Casebook casebook, Row row) {
    }

    /** Whether something is marked at a place {@code form/row/item} of a patient. */
    interface Marks {
        boolean at(DataMarks mark, String patient, String place);
    }

    private final Map<String, Casebook> casebooks;
    private final Marks marks;

    Evaluator(Map<String, Casebook> casebooks, Marks marks) {
        this.casebooks = new TreeMap<>(casebooks);
        this.marks = marks;
    }

    List<Line> lines(DataQuery query) {
        List<Line> lines = new ArrayList<>();
        casebooks.forEach((number, casebook) -> casebook.rows(query.form())
                .forEach(row -> lines.add(new Line(number, casebook, row))));
        lines.removeIf(line -> !query.filters().stream().allMatch(filter -> meets(line, filter)));
        if (query.sort() != null) {
            Comparator<Object> order = Evaluator::compare;
            lines.sort(Comparator.comparing(line -> sorted(line, query.sort(), query.form()),
                    Comparator.nullsLast(query.descending() ? order.reversed() : order)));
        }
        return lines;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static int compare(Object one, Object other) {
        return ((Comparable) one).compareTo(other);
    }

    private @Nullable Object sorted(Line line, DataColumn column, Form<?> grid) {
        if (column instanceof DataColumn.Key) {
            return line.row().place() != 0 ? line.row().place() : line.casebook().rows(grid).indexOf(line.row());
        }
        return switch (value(line, column)) {
            case Code code -> column.options().indexOf(code);
            case Set<?> chosen -> Objects.requireNonNull(column.item()).text(chosen);
            case Object value -> value;
            case null -> null;
        };
    }

    private @Nullable Row row(Line line, DataColumn column) {
        Form<?> form = Objects.requireNonNull(column.form());
        String key = column.rowKey();
        for (Row row : line.casebook().rows(form)) {
            if (key.isEmpty() ? row == line.row() || row.getClass() != line.row().getClass()
                    && line.row().keys().entrySet().containsAll(row.keys().entrySet()) : row.key().equals(key)) {
                return row;
            }
        }
        return form.rowAt(!key.isEmpty() ? key : DataColumns.keyNames(form).stream()
                .map(name -> line.row().keys().get(name)).collect(Collectors.joining(",")));
    }

    /** Whether what a column shows means something for the patient. */
    boolean isMeant(Line line, DataColumn column) {
        return column.meantFor() == null || column.meantFor().value().apply(null, line.casebook()) instanceof Figure.Value value
                && value.shown() == Evaluable.YES;
    }

    boolean asked(Line line, DataColumn column) {
        return column.item() == null || column.item().isAsked(row(line, column), line.casebook());
    }

    Answer<?> answer(Line line, DataColumn column) {
        return column.item() == null ? Answer.of(value(line, column)) : column.item().inAny(row(line, column));
    }

    @Nullable Object value(Line line, DataColumn column) {
        return switch (column) {
            case DataColumn.Answers answers -> answers.item().isFixed() ? line.patient().substring(4, 6)
                    : answer(line, column).value();
            case DataColumn.Computed _ -> figure(line, column);
            case DataColumn.Change _ -> change(line, column);
            case DataColumn.OfPatient _ -> switch (column.id()) {
                case "patient.number" -> line.patient();
                case "patient.site" -> line.patient().substring(4, 6);
                case "patient.state" -> org.sivig.ecrf.study.life.CasebookState.IN_PROGRESS;
                default -> throw new IllegalArgumentException(column.id());
            };
            case DataColumn.Key _ -> line.row().keys().get(column.id().substring(4));
            case DataColumn.Count _ -> ofRow(line, column.id());
        };
    }

    private static int ofRow(Line line, String counted) {
        return (int) line.casebook().instances().stream().filter(instance -> instance.row() == line.row()
                && !instance.item().isOptional() && !instance.item().isFixed() && !instance.item().isIdentity()
                && (line.casebook().isAsked(instance) || counted.equals("row.without") && lost(line.row(), instance.item()))
                && switch (counted) {
                    case "row.missing" -> instance.answer().missing() != null;
                    case "row.blank" -> instance.answer().isBlank();
                    case "row.without" -> instance.answer().value() == null
                            && instance.answer().missing() != MissingReason.NAP;
                    default -> throw new IllegalArgumentException(counted);
                }).count();
    }

    private @Nullable Object figure(Line line, DataColumn column) {
        @SuppressWarnings("unchecked")
        Figure<Object> figure = (Figure<Object>) column.figure();
        Row row = column.form() == null ? null : row(line, column);
        Figure.Value value = figure.value().apply(row, line.casebook());
        return value == null ? null : value.shown();
    }

    private @Nullable Object change(Line line, DataColumn column) {
        Visit now = (Visit) row(line, column);
        Visit then = line.casebook().rows(VisitForm.FORM).getFirst();
        if (now == then) {
            return null;
        }
        ChangeFromBaseline change = ChangeFromBaseline.of(measured(then, column.subject()),
                measured(now, column.subject()), column.subject().decimals());
        if (change == null) {
            return null;
        }
        return column.labelKey().endsWith("delta") ? plain(change.delta().shown(), column)
                : change.percent() == null ? null : change.percent().shown();
    }

    private static Object plain(BigDecimal number, DataColumn column) {
        return column.decimals() == 0 ? (Object) number.intValueExact() : number;
    }

    private static ChangeFromBaseline.Measurement measured(Visit visit, Item<?, ?> item) {
        Item<?, ?> comparator = VisitForm.COMPARATORS.get(item);
        return new ChangeFromBaseline.Measurement((Number) item.inAny(visit).value(),
                comparator != null && comparator.inAny(visit).value() != null,
                item.name().equals("bnp") && visit.getBnpType() != null ? visit.getBnpType().code() : null);
    }

    boolean has(DataMarks mark, Line line, DataColumn column) {
        return column.isAnswer() && marks.at(mark, line.patient(), column.form().name() + "/"
                + row(line, column).key() + "/" + column.item().name());
    }

    private boolean meets(Line line, DataFilter filter) {
        DataColumn column = filter.column();
        if (filter.test() instanceof ColumnCondition.NoValue) {
            return !asked(line, column) || value(line, column) == null;
        }
        if (!asked(line, column) && !(filter.test() instanceof ColumnCondition.WithoutValue && lost(row(line, column), column.item()))) {
            return false;
        }
        Answer<?> answer = column.item() != null && column.item().isFixed() ? Answer.of(value(line, column))
                : answer(line, column);
        Object value = answer.value();
        return switch (filter.test()) {
            case ColumnCondition.Empty empty -> answer.isBlank();
            case ColumnCondition.HasValue has -> value != null;
            case ColumnCondition.NoValue none -> value == null;
            case ColumnCondition.WithoutValue without -> value == null && answer.missing() != MissingReason.NAP;
            case ColumnCondition.Missing missing -> answer.missing() != null
                    && (missing.reasons().isEmpty() || missing.reasons().contains(answer.missing()));
            case ColumnCondition.Contains contains -> value != null
                    && Said.text(value.toString()).contains(Said.text(contains.text()));
            case ColumnCondition.Numbers range -> value != null && within(new BigDecimal(value.toString()), range);
            case ColumnCondition.Dates range -> value instanceof PartialDate date
                    && (range.from() == null || !date.last().isBefore(range.from().first()))
                    && (range.to() == null || !date.first().isAfter(range.to().last()));
            case ColumnCondition.AnyOf any -> column instanceof DataColumn.Key
                    ? any.codes().contains(value) || any.codes().contains(line.row().code(column.id().substring(4)))
                    : codes(value).stream().anyMatch(any.codes()::contains);
            case ColumnCondition.NoneOf none -> column instanceof DataColumn.Key
                    ? !none.codes().contains(value) && !none.codes().contains(line.row().code(column.id().substring(4)))
                    : value != null && codes(value).stream().noneMatch(none.codes()::contains);
            case ColumnCondition.Compared compared -> asked(line, compared.other())
                    && compares(value, compared.relation().name(), answer(line, compared.other()).value());
            case ColumnCondition.Rows rows -> rows.rows().contains(line.patient() + "/" + line.row().key());
            case ColumnCondition.AllOf all -> codes(value).containsAll(all.codes());
            case ColumnCondition.HasFinding finding -> has(DataMarks.FINDING, line, column);
            case ColumnCondition.ChangedSince since -> !answer.isBlank() && !since.day().isAfter(LocalDate.now(Study.ZONE).plusDays(1));
            case ColumnCondition.NoFinding none -> !has(DataMarks.FINDING, line, column);
            case ColumnCondition.NoQuery none -> !has(DataMarks.QUERY, line, column);
            case ColumnCondition.HasQuery query -> has(DataMarks.QUERY, line, column);
            case ColumnCondition.Verified verified -> has(DataMarks.VERIFIED, line, column);
            case ColumnCondition.NotVerified _, ColumnCondition.ToVerify _ -> !answer.isBlank() && !has(DataMarks.VERIFIED, line, column);
        };
    }

    /** Of dates, whatever their unknown days are. */
    private static boolean compares(@Nullable Object one, String relation, @Nullable Object other) {
        if (one == null || other == null) {
            return false;
        }
        if (one instanceof PartialDate date) {
            PartialDate beside = (PartialDate) other;
            return date.first().datesUntil(date.last().plusDays(1)).allMatch(day -> switch (relation) {
                case "LESS" -> day.isBefore(beside.first());
                case "GREATER" -> day.isAfter(beside.last());
                case "EQUAL" -> day.equals(beside.first()) && day.equals(beside.last());
                default -> day.isBefore(beside.first()) || day.isAfter(beside.last());
            });
        }
        int difference = new BigDecimal(one.toString()).compareTo(new BigDecimal(other.toString()));
        return switch (relation) {
            case "LESS" -> difference < 0;
            case "GREATER" -> difference > 0;
            case "EQUAL" -> difference == 0;
            default -> difference != 0;
        };
    }

    /** Of a visit that was not done: signs of the lung are asked at M0, what became of them at the other visits. */
    private static boolean lost(@Nullable Row row, @Nullable Item<?, ?> item) {
        return item != null && row instanceof Visit visit && visit.getVisitDone() == YesNo.NO && !item.isOptional()
                && !Set.of("visit_done", "visit_missing_reason").contains(item.name())
                && (visit.key().equals("m0") ? !item.name().endsWith("_chg")
                        : !Set.of("ggo", "fibrosis").contains(item.name()));
    }

    private static boolean within(BigDecimal number, ColumnCondition.Numbers range) {
        return (range.from() == null || number.compareTo(range.from()) >= 0)
                && (range.to() == null || number.compareTo(range.to()) <= 0);
    }

    private static List<String> codes(@Nullable Object value) {
        return switch (value) {
            case null -> List.of();
            case Code code -> List.of(code.code());
            case Set<?> chosen -> chosen.stream().map(each -> ((Code) each).code()).toList();
            case Object text -> List.of(text.toString());
        };
    }
}
