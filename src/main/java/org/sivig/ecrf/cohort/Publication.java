package org.sivig.ecrf.cohort;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.YesNo;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.study.ToleranceForm;
import org.sivig.ecrf.study.Visit;
import org.sivig.ecrf.study.VisitForm;

/**
 * The numbers that were published beside those of these patients, paired as {@link StopContrast} pairs them. Sanges S et al., Autoimmun
 * Rev 2017;16:377–84.
 */
final class Publication implements FigureSource {

    /** @param deviation null for a percentage */
    private record Published(Item<Visit, ?> item, double start, @Nullable Double startDeviation, double stop,
            @Nullable Double stopDeviation, int decimals) {
    }

    private static final int PATIENTS = 46;
    private static final int SEVERE = 2;
    private static final DataColumn SEVERE_COLUMN = Columns.of(ToleranceForm.SEVERE_RX);

    private static final List<Published> PUBLISHED = List.of(
            new Published(VisitForm.MYALGIA, 74, null, 20, null, 0),
            new Published(VisitForm.WEAK_LT3, 45, null, 21, null, 0),
            new Published(VisitForm.ARTHRALGIA, 44, null, 19, null, 0),
            new Published(VisitForm.CPK, 1069, 1552.0, 288, 449.0, 0),
            new Published(VisitForm.CRP, 13.1, 17.6, 9.2, 16.6, 1),
            new Published(VisitForm.GERD, 68, null, 53, null, 0),
            new Published(VisitForm.TRANSIT, 42, null, 27, null, 0),
            new Published(VisitForm.CS_DOSE, 13.0, 11.6, 8.9, 10.4, 1));

    @Override
    public Collection<DataColumn> columns(Choice choice) {
        return Stream.concat(StopContrast.columns(PUBLISHED.stream().<Item<Visit, ?>>map(Published::item).toList(), choice),
                Stream.of(SEVERE_COLUMN)).toList();
    }

    @Override
    public Content content(Group all, Choice choice, Rows rows) {
        List<FigureTable.Line> lines = new ArrayList<>();
        lines.add(new FigureTable.Line(Label.key("publication.patients"), 0, List.of(Cell.NONE,
                new Cell.Published(PATIENTS, null, 0, false), Cell.NONE, all.count(), Cell.NONE)));
        for (Published each : PUBLISHED) {
            StopContrast.OfItem contrast = new StopContrast.OfItem(each.item(), choice, all);
            List<Cell> live = StopContrast.startAndStop(contrast);
            boolean percent = each.startDeviation() == null;
            lines.add(new FigureTable.Line(Label.item(each.item()), 0, List.of(
                    new Cell.Published(each.start(), each.startDeviation(), each.decimals(), percent),
                    new Cell.Published(each.stop(), each.stopDeviation(), each.decimals(), percent), live.getFirst(), live.getLast(),
                    contrast.share())));
        }
        lines.add(new FigureTable.Line(Label.key("publication.severe"), 0, List.of(Cell.NONE,
                new Cell.Published(SEVERE, null, 0, false), Cell.NONE, all.share(SEVERE_COLUMN, YesNo.YES.code()), Cell.NONE)));
        return new Content(List.of(new FigureTable("publication", Stream.of("published_start", "published_stop", "live_start",
                "live_stop", "pairs").map(column -> Label.key("column." + column)).toList(), lines)), null, List.of());
    }
}
