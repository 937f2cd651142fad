package org.sivig.ecrf.cohort;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.data.DataFilter;
import org.sivig.ecrf.study.Visit;
import org.sivig.ecrf.study.VisitForm;

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
        List<Attendance> attendances = ITEMS.stream().flatMap(item -> Columns.VISITS.stream().map(visit -> new Attendance(item, visit))).toList();
        byte[][] parts = Attendance.parts(attendances, all.members());
        List<FigureTable.Line> values = new ArrayList<>();
        List<FigureTable.Line> pairs = new ArrayList<>();
        for (int i = 0; i < ITEMS.size(); i++) {
            Item<Visit, ?> item = ITEMS.get(i);
            int m0 = i * Columns.VISITS.size();
            values.add(new FigureTable.Line(Label.item(item), 0, IntStream.range(m0, m0 + Columns.VISITS.size())
                    .<Cell>mapToObj(at -> attendances.get(at).share(all, parts[at])).toList()));
            if (MEASURED.contains(item) && StopContrast.isPaired(item)) {
                pairs.add(new FigureTable.Line(Label.item(item), 0, Stream.concat(
                        IntStream.range(1, Columns.VISITS.size()).mapToObj(visit -> pairs(all, item, Columns.VISITS.get(visit), parts[m0], parts[m0 + visit])),
                        Stream.of(new StopContrast.OfItem(item, choice, all).share())).toList()));
            }
        }
        return new Content(List.of(
                new FigureTable("values", Columns.VISITS.stream().map(Label::visit).toList(), values),
                new FigureTable("pairs", Stream.concat(Columns.FOLLOW_UP.stream().map(Label::visit),
                        Stream.of(Label.key("column.stop"))).toList(), pairs)), null, List.of());
    }

    /** How many have a value at M0 and at this visit that can be compared, of those who have an exact one at M0. */
    private static Cell pairs(Group all, Item<Visit, ?> item, String visit, byte[] then, byte[] now) {
        Change change = new Change(item, visit);
        int of = 0;
        int number = 0;
        for (int i = 0; i < then.length; i++) {
            if (Attendance.isExact(then[i])) {
                of++;
                if (Attendance.isExact(now[i]) && (item != VisitForm.BNP || change.of(all.members().get(i)) != null)) {
                    number++;
                }
            }
        }
        DataColumn comparator = Columns.comparator(item, Columns.M0);
        List<DataFilter> first = Stream.concat(Stream.of(Columns.hasValue(Columns.of(item, Columns.M0))),
                Stream.ofNullable(comparator).map(Columns::noValue)).toList();
        DataFilter second = Columns.hasValue(item.type().isNumber() ? Columns.column("figure." + item.name() + "_delta@" + visit)
                : Columns.of(item, visit));
        return new Cell.Share(number, of, all.count(number, Stream.concat(first.stream(), Stream.of(second)).toArray(DataFilter[]::new)).rows(),
                all.count(of, first.toArray(DataFilter[]::new)).rows(), List.of());
    }
}
