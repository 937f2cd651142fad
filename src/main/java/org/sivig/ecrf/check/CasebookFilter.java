package org.sivig.ecrf.check;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Claim;
import org.sivig.ecrf.crf.EditCheck;
import org.sivig.ecrf.crf.Evaluation;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.Row;
import org.sivig.ecrf.crf.Truth;
import org.sivig.ecrf.crf.YesNo;
import org.sivig.ecrf.data.CasebookCells;
import org.sivig.ecrf.data.ColumnCondition;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.data.DataColumns;
import org.sivig.ecrf.data.DataFilter;
import org.sivig.ecrf.data.DataQuery;
import org.sivig.ecrf.study.CasebookRow;
import org.sivig.ecrf.study.IdentificationForm;
import org.sivig.ecrf.study.Visit;
import org.sivig.ecrf.study.VisitForm;

/**
 * The filters of a grid, asked of one casebook in memory. They hold where the grid shows the row, except that a date has
 * to lie within the ends surely, where the grid is content that it may.
 */
public final class CasebookFilter {

    private CasebookFilter() {
    }

    /**
     * Whether a filter speaks of answers that everybody sees, so that it holds or not whoever looks and whatever is done
     * about them.
     */
    public static boolean isOfAnswers(DataFilter filter) {
        return filter.test().isOfContent() && filter.columns().allMatch(column -> !isProfessional(column) && switch (column) {
            case DataColumn.Answers _, DataColumn.Computed _, DataColumn.Change _, DataColumn.Key _ -> true;
            case DataColumn.OfPatient _, DataColumn.Count _ -> false;
        });
    }

    /** Whether a check can show at a column of the grid: at an item of its own rows that is entered. */
    static boolean canShowAt(DataColumn column, DataQuery query) {
        return column.isAnswer() && !isProfessional(column) && column.form() == query.form() && column.rowKey().isEmpty();
    }

    /** Whether not everybody sees it to whom a finding shows. */
    private static boolean isProfessional(DataColumn column) {
        return column.item() != null && column.item().isProfessional();
    }

    /** A check that fires at an item of the rows that meet all filters. */
    public static EditCheck check(EditCheck words, DataQuery query, DataColumn column) {
        Set<Item<?, ?>> items = new LinkedHashSet<>();
        query.filters().stream().flatMap(DataFilter::columns).map(DataColumn::item).filter(Objects::nonNull).forEach(items::add);
        return words.at(Objects.requireNonNull(column.item()), Claim.computed(query.address(), items,
                evaluation -> Truth.of(holds(query.filters(), evaluation))));
    }

    /** All of them are looked at, so that the same answers are read whatever they say. */
    private static boolean holds(List<DataFilter> filters, Evaluation evaluation) {
        boolean all = true;
        for (DataFilter filter : filters) {
            all &= holds(filter, evaluation);
        }
        return all;
    }

    private static boolean holds(DataFilter filter, Evaluation evaluation) {
        Row row = row(filter.column(), evaluation);
        if (filter.test() instanceof ColumnCondition.Compared compared) {
            Object one = known(filter.column(), evaluation);
            Object other = known(compared.other(), evaluation);
            return one != null && other != null && (one instanceof PartialDate date
                    ? compared.relation().holds(date, (PartialDate) other) : compared.relation().holds(
                            new BigDecimal(one.toString()).compareTo(new BigDecimal(other.toString()))));
        }
        return switch (filter.column()) {
            case DataColumn.Answers answers -> {
                Answer<?> answer = evaluation.answer(answers.item(), row);
                boolean asked = row != null && answers.item().isAsked(row, evaluation.casebook());
                yield filter.test() instanceof ColumnCondition.NoValue ? !asked || answer.value() == null : row != null && (asked
                        || filter.test() instanceof ColumnCondition.WithoutValue && isLost(answers.item(), row, evaluation))
                        && filter.test().holds(answer);
            }
            case DataColumn.Computed computed -> filter.test().holds(Answer.of(evaluation.sum(computed.id(),
                    each -> figure(computed, row, each.casebook()))));
            case DataColumn.Change change -> filter.test().holds(Answer.of(evaluation.sum(change.id(),
                    each -> row instanceof Visit visit ? CasebookCells.change(change, visit, each.casebook()) : null)));
            case DataColumn.Key key -> switch (filter.test()) {
                case ColumnCondition.AnyOf any -> key.isAnyOf(any.codes(), evaluation.at().row());
                case ColumnCondition.NoneOf none -> !key.isAnyOf(none.codes(), evaluation.at().row());
                default -> true;
            };
            case DataColumn.OfPatient _, DataColumn.Count _ ->
                    throw new IllegalArgumentException("Not of answers: " + filter);
        };
    }

    /** What a column shows in the row; null where it is not asked or there is no value. */
    private static @Nullable Object known(DataColumn column, Evaluation evaluation) {
        Row row = row(column, evaluation);
        return switch (column) {
            case DataColumn.Answers answers -> {
                Object value = evaluation.answer(answers.item(), row).value();
                yield row != null && answers.item().isAsked(row, evaluation.casebook()) ? value : null;
            }
            case DataColumn.Computed computed -> evaluation.sum(computed.id(), each -> figure(computed, row, each.casebook()));
            case DataColumn.Change change -> evaluation.sum(change.id(),
                    each -> row instanceof Visit visit ? CasebookCells.change(change, visit, each.casebook()) : null);
            case DataColumn.Key _, DataColumn.OfPatient _, DataColumn.Count _ ->
                    throw new IllegalArgumentException("Not compared: " + column);
        };
    }

    /** Whether an item would be asked if its visit had been done. */
    private static boolean isLost(Item<?, ?> item, Row row, Evaluation evaluation) {
        return VisitForm.isDueWhenDone(item, row)
                && evaluation.answer(VisitForm.VISIT_DONE, row).value() == YesNo.NO;
    }

    // --- rows and figures -------------------------------------------------------------------------------------------

    /** The row in which a column stands, seen from that of the grid; an empty one where there could be one. */
    private static @Nullable Row row(DataColumn column, Evaluation evaluation) {
        Form<? extends CasebookRow> form = column.form();
        Row here = evaluation.at().row();
        if (form == null || column.rowKey().isEmpty() && form.rowType().isInstance(here)) {
            return here;
        }
        String key = !column.rowKey().isEmpty() ? column.rowKey() : DataColumns.keyNames(form).stream()
                .map(name -> here.keys().getOrDefault(name, "")).collect(Collectors.joining(","));
        for (Row row : evaluation.casebook().rows(form)) {
            if (row.key().equals(key)) {
                return row;
            }
        }
        return form.rowAt(key);
    }

    private static @Nullable Object figure(DataColumn.Computed column, @Nullable Row row, Casebook casebook) {
        return CasebookCells.figure(column, column.form() == null
                ? casebook.row(IdentificationForm.FORM).getPatient() : row, casebook);
    }
}
