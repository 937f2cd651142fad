package org.sivig.ecrf.cohort;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.CodeList;
import org.sivig.ecrf.crf.YesNo;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.study.IvigCourseForm;
import org.sivig.ecrf.study.ToleranceForm;
import org.sivig.ecrf.study.code.IvigDose;
import org.sivig.ecrf.study.code.MinorReaction;
import org.sivig.ecrf.study.code.ReactionCourse;
import org.sivig.ecrf.study.code.SevereReaction;
import org.sivig.ecrf.study.code.StopReason;

/** How many patients had reactions; the form asks once, so that nothing is known of infusions. */
final class Tolerances implements FigureSource {

    private static final DataColumn MINOR = Columns.of(ToleranceForm.MINOR_RX);
    private static final DataColumn NATURE = Columns.of(ToleranceForm.MRX);
    private static final DataColumn EVOLUTION = Columns.of(ToleranceForm.MRX_EVO);
    private static final DataColumn SEVERE = Columns.of(ToleranceForm.SEVERE_RX);
    private static final DataColumn TYPE = Columns.of(ToleranceForm.SRX);
    private static final DataColumn STOP = Columns.of(IvigCourseForm.STOP, "1");
    private static final DataColumn DOSE = Columns.of(IvigCourseForm.DOSE, "1");
    private static final DataColumn SECOND = Columns.of(IvigCourseForm.START, "2");

    @Override
    public Collection<DataColumn> columns(Choice choice) {
        return List.of(MINOR, NATURE, EVOLUTION, SEVERE, TYPE, STOP, DOSE, SECOND, Brand.COLUMN);
    }

    @Override
    public Content content(Group all, Choice choice, Rows rows) {
        Map<Label, Group> columns = new LinkedHashMap<>();
        columns.put(Label.key("column.all"), all);
        Brand brands = new Brand(all);
        brands.all().forEach(brand -> columns.put(brand, brands.having(all, brand)));
        IvigDose.LIST.codes().forEach(dose -> columns.put(Label.option(IvigDose.LIST, dose.code()),
                all.where(Columns.any(DOSE, dose.code()))));
        List<FigureTable.Line> lines = new ArrayList<>();
        lines.add(line(Label.item(ToleranceForm.MINOR_RX), 0, columns, group -> group.share(MINOR, YesNo.YES.code())));
        options(lines, MinorReaction.LIST, columns, (group, code) -> known(group, MINOR, NATURE, code));
        options(lines, ReactionCourse.LIST, columns, (group, code) -> group.share(EVOLUTION, code));
        lines.add(line(Label.item(ToleranceForm.SEVERE_RX), 0, columns, group -> group.share(SEVERE, YesNo.YES.code())));
        options(lines, SevereReaction.LIST, columns, (group, code) -> known(group, SEVERE, TYPE, code));
        lines.add(line(Label.key("tolerance.stopped"), 0, columns, group -> group.share(STOP, StopReason.AE.code())));
        List<FigureTable.Line> list = all.where(Columns.any(SEVERE, YesNo.YES.code())).members().stream().map(member ->
                new FigureTable.Line(new Label.Verbatim(member.number()), 0, severe(all, member))).toList();
        return new Content(List.of(new FigureTable("tolerance", List.copyOf(columns.keySet()), lines),
                new FigureTable("tolerance.severe", Stream.of("types", "brand", "dose", "courses", "stop").map(column ->
                        Label.key("column." + column)).toList(), list, true)), null,
                List.of(new Note("patients_not_infusions", Cell.NONE)));
    }

    private interface OfOption {
        Cell of(Group group, String code);
    }

    private static void options(List<FigureTable.Line> lines, CodeList<?> list, Map<Label, Group> columns, OfOption cell) {
        list.codes().forEach(code -> lines.add(line(Label.option(list, code.code()), 1, columns, group -> cell.of(group, code.code()))));
    }

    private static FigureTable.Line line(Label label, int depth, Map<Label, Group> columns, Function<Group, Cell> cell) {
        return new FigureTable.Line(label, depth, columns.values().stream().map(cell).toList());
    }

    /** Who has an option, of those of whom it is known: who had no such reaction had none of any kind. */
    private static Cell.Share known(Group group, DataColumn any, DataColumn which, String code) {
        Group known = group.chosen(member -> member.value(any) == YesNo.NO || member.value(which) != null, any, which);
        return known.share(known.where(Columns.any(which, code)));
    }

    private static List<Cell> severe(Group all, Member member) {
        Group one = all.listed(List.of(member), SEVERE, TYPE, STOP);
        return List.of(text(one, codes(SevereReaction.LIST, member.value(TYPE))),
                text(one, member.value(Brand.COLUMN) instanceof String brand ? List.of(new Label.Verbatim(brand)) : List.of()),
                text(one, codes(IvigDose.LIST, member.value(DOSE))),
                text(one, List.of(new Label.Verbatim(member.value(SECOND) == null ? "1" : "2"))),
                text(one, codes(StopReason.LIST, member.value(STOP))));
    }

    private static Cell text(Group one, List<Label> labels) {
        return labels.isEmpty() ? Cell.NONE : new Cell.Text(labels, one.rows());
    }

    private static List<Label> codes(CodeList<?> list, @Nullable Object value) {
        return (value instanceof Set<?> chosen ? chosen.stream() : Stream.ofNullable(value))
                .<Label>map(code -> Label.option(list, ((Code) code).code())).toList();
    }
}
