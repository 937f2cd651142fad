package org.sivig.ecrf.release;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.ItemType;
import org.sivig.ecrf.data.CasebookCells;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.data.DataColumns;
import org.sivig.ecrf.score.AcrEular2013;
import org.sivig.ecrf.study.CasebookRow;
import org.sivig.ecrf.study.ConcomitantTreatmentForm;
import org.sivig.ecrf.study.IdentificationForm;
import org.sivig.ecrf.study.IvigCourseForm;
import org.sivig.ecrf.study.PriorTreatmentForm;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.VisitForm;

/** The tables of a package, made of the columns of the grids. */
final class Tables {

    /** The grid whose rows are patients. */
    private static final Form<? extends CasebookRow> PATIENTS = IdentificationForm.FORM;

    private Tables() {
    }

    /** @param carries whether answers to an item are in the package */
    static List<Table> of(Predicate<Item<?, ?>> carries) {
        Predicate<DataColumn> carried = column -> column.item() == null || carries.test(column.item());
        List<Table> tables = new ArrayList<>();
        tables.add(new Table("patients", null, Stream.concat(
                DataColumns.available(PATIENTS).stream().filter(Tables::isOfPatient).filter(carried)
                        .flatMap(TableColumn::of), Stream.of(SCORE, DECIDING, REASONS)).toList()));
        tables.add(rows("courses", IvigCourseForm.FORM, carried));
        tables.add(rows("visits", VisitForm.FORM, carried));
        tables.add(rows("prior_treatments", PriorTreatmentForm.FORM, carried));
        tables.add(rows("concomitant_treatments", ConcomitantTreatmentForm.FORM, carried));
        tables.add(new Table("wide", null, DataColumns.available(PATIENTS).stream()
                .filter(column -> column.id().equals(DataColumns.NUMBER) || column instanceof DataColumn.Answers)
                .filter(carried).flatMap(TableColumn::of).toList()));
        return tables;
    }

    private static Table rows(String name, Form<? extends CasebookRow> form, Predicate<DataColumn> carried) {
        return new Table(name, form, Stream.concat(DataColumns.identifying(form).stream(),
                DataColumns.available(form).stream().filter(column -> column.form() == form && column.rowKey().isEmpty()
                        && !(column instanceof DataColumn.Count)).filter(carried)).flatMap(TableColumn::of).toList());
    }

    /** What belongs to the patient: the casebook, its items and figures that do not repeat. */
    private static boolean isOfPatient(DataColumn column) {
        return switch (column) {
            case DataColumn.OfPatient _ -> List.of("number", "site", "state").contains(column.name());
            case DataColumn.Answers _, DataColumn.Computed _ -> column.rowKey().isEmpty();
            case DataColumn.Key _, DataColumn.Count _, DataColumn.Change _ -> false;
        };
    }

    // --- what no grid shows -----------------------------------------------------------------------------------------

    private static final TableColumn SCORE = own("acr_score", ItemType.INTEGER, cells -> {
        AcrEular2013 score = Study.score(cells.casebook());
        return score.low() == score.high() ? new BigDecimal(score.low()) : null;
    });

    private static final TableColumn DECIDING = own("acr_deciding", ItemType.TEXT, cells -> {
        List<String> deciding = Study.score(cells.casebook()).deciding().stream()
                .map(criterion -> Study.CRITERIA.get(criterion).name()).toList();
        return deciding.isEmpty() ? null : String.join(" ", deciding);
    });

    private static final TableColumn REASONS = own("eligibility_reasons", ItemType.TEXT, cells -> {
        List<String> reasons = Study.eligibility(cells.casebook()).reasons().stream()
                .map(reason -> Study.ELIGIBILITY.get(reason).name()).toList();
        return reasons.isEmpty() ? null : String.join(" ", reasons);
    });

    private static TableColumn own(String name, ItemType type, Function<CasebookCells, @Nullable Object> value) {
        return new TableColumn(name, type, 0, "", type == ItemType.INTEGER, false, null,
                words -> words.of("package.column." + name), words -> Map.of(), (cells, row) -> value.apply(cells));
    }
}
