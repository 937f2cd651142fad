package org.sivig.ecrf.cohort;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.data.DataFilter;
import org.sivig.ecrf.score.ChangeFromBaseline;
import org.sivig.ecrf.score.ChangeFromBaseline.Measurement;
import org.sivig.ecrf.study.Visit;
import org.sivig.ecrf.study.VisitForm;
import org.sivig.ecrf.study.code.BnpType;

/** Of what there are values: each item at each visit, with why there is none, and how many pairs can be compared. */
final class Availability implements FigureSource {

    /** What is due at some visit that is done, in paper order. */
    private static final List<Item<Visit, ?>> ITEMS = VisitForm.FORM.items().stream().<Item<Visit, ?>>map(item -> item)
            .filter(item -> Columns.VISITS.stream().anyMatch(visit -> VisitForm.isDueWhenDone(item, new Visit(visit)))).toList();

    /** These without the date: what can be compared. */
    private static final List<Item<Visit, ?>> MEASURED = ITEMS.stream().filter(VisitForm.DATA::contains).toList();

    @Override
    public Collection<DataColumn> columns(Choice choice) {
        return Stream.of(ITEMS.stream().flatMap(item -> Columns.VISITS.stream().flatMap(visit ->
                                new Attendance(item, visit).columns())),
                        Columns.VISITS.stream().map(visit -> Columns.of(VisitForm.BNP_TYPE, visit)),
                        StopContrast.columns(MEASURED, choice))
                .flatMap(each -> each).toList();
    }

    @Override
    public Content content(Group all, Choice choice, Rows rows) {
        List<FigureTable.Line> values = new ArrayList<>();
        for (Item<Visit, ?> item : ITEMS) {
            values.add(new FigureTable.Line(Label.item(item), 0, Columns.VISITS.stream()
                    .<Cell>map(visit -> new Attendance(item, visit).share(all)).toList()));
        }
        List<FigureTable.Line> pairs = new ArrayList<>();
        for (Item<Visit, ?> item : MEASURED) {
            if (StopContrast.isPaired(item)) {
                DataColumn then = Columns.of(item, Columns.M0);
                DataColumn comparator = Columns.comparator(item, Columns.M0);
                Group first = comparator == null ? all.where(Columns.hasValue(then))
                        : all.where(Columns.hasValue(then), Columns.noValue(comparator));
                pairs.add(new FigureTable.Line(Label.item(item), 0, Stream.concat(
                        Columns.FOLLOW_UP.stream().map(visit -> pairs(first, item, visit)),
                        Stream.of(new StopContrast.OfItem(item, choice).share(all))).toList()));
            }
        }
        return new Content(List.of(
                new FigureTable("values", Columns.VISITS.stream().map(Label::visit).toList(), values),
                new FigureTable("pairs", Stream.concat(Columns.FOLLOW_UP.stream().map(Label::visit),
                        Stream.of(Label.key("column.stop"))).toList(), pairs)), null, List.of());
    }

    /** How many have a value at M0 and at this visit that can be compared, of those who have an exact one at M0. */
    private static Cell pairs(Group first, Item<Visit, ?> item, String visit) {
        DataColumn now = Columns.of(item, visit);
        if (!item.type().isNumber()) {
            return first.share(first.where(Columns.hasValue(now)));
        }
        DataFilter changed = Columns.hasValue(Columns.column("figure." + item.name() + "_delta@" + visit));
        return first.share(first.filtered(first.members().stream()
                .filter(member -> change(member, item, visit) != null).toList(), changed));
    }

    /** The change since M0; null where there is none. */
    static @Nullable ChangeFromBaseline change(Member member, Item<Visit, ?> item, String visit) {
        return ChangeFromBaseline.of(measured(member, item, Columns.M0), measured(member, item, visit), item.decimals());
    }

    static Measurement measured(Member member, Item<Visit, ?> item, String visit) {
        DataColumn comparator = Columns.comparator(item, visit);
        BnpType assay = item == VisitForm.BNP ? member.value(Columns.of(VisitForm.BNP_TYPE, visit), BnpType.class) : null;
        return new Measurement((Number) member.value(Columns.of(item, visit)),
                comparator != null && member.value(comparator) != null,
                Objects.toString(assay, null));
    }
}
