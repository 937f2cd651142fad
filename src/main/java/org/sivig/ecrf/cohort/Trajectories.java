package org.sivig.ecrf.cohort;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.data.DataCell;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.score.Durations;
import org.sivig.ecrf.score.Evaluable;
import org.sivig.ecrf.score.LungProgression;
import org.sivig.ecrf.score.Quantity;
import org.sivig.ecrf.score.Quartiles;
import org.sivig.ecrf.score.SkinResponse;
import org.sivig.ecrf.study.Visit;
import org.sivig.ecrf.study.VisitForm;
import org.sivig.ecrf.study.VisitPlan;
import org.sivig.ecrf.study.code.BnpType;
import org.sivig.ecrf.study.code.SscType;

/** How a measurement goes with time: a line for each patient, and median and quartiles at the nominal months. */
public final class Trajectories implements FigureSource {

    private static final String ALL = "all";

    /**
     * What is drawn at a time.
     *
     * @param assay the assay of the values; null where there is only one
     */
    private record Panel(Item<Visit, ?> item, boolean log, @Nullable BnpType assay) {
    }

    private static final Map<String, Panel> BY_NAME = panels();

    /** The names of what can be drawn, in order. */
    public static final List<String> PANELS = List.copyOf(BY_NAME.keySet());

    private static final int YEAR = 12;

    /** Whether it is within a year of the months in which there are visits: a date that is years off would push all others together. */
    public static boolean isNear(double months) {
        return months >= VisitPlan.VISITS.getFirst().month() - YEAR && months <= VisitPlan.VISITS.getLast().month() + YEAR;
    }

    private static Map<String, Panel> panels() {
        Map<String, Panel> panels = new LinkedHashMap<>();
        for (Item<Visit, ?> item : List.of(VisitForm.MRSS, VisitForm.FVC, VisitForm.DLCO, VisitForm.CS_DOSE)) {
            panels.put(item.name(), new Panel(item, false, null));
        }
        for (Item<Visit, ?> item : List.of(VisitForm.CPK, VisitForm.CRP)) {
            panels.put(item.name(), new Panel(item, true, null));
        }
        panels.put("bnp", new Panel(VisitForm.BNP, true, BnpType.BNP));
        panels.put("nt_probnp", new Panel(VisitForm.BNP, true, BnpType.NT_PROBNP));
        return panels;
    }

    private static Panel panel(Choice choice) {
        return BY_NAME.getOrDefault(Objects.requireNonNullElse(choice.subject(), ""), BY_NAME.get(PANELS.getFirst()));
    }

    @Override
    public Collection<DataColumn> columns(Choice choice) {
        Panel panel = panel(choice);
        return Stream.concat(Stream.of(Columns.START, Columns.TYPE), Columns.VISITS.stream().flatMap(visit -> Stream.of(
                new Attendance(panel.item(), visit).columns(),
                Stream.of(Columns.of(VisitForm.VISIT_DATE, visit), Columns.of(VisitForm.BNP_TYPE, visit),
                        Columns.figure("skin_response", visit), Columns.figure("lung_progression", visit)))
                .flatMap(each -> each))).toList();
    }

    private static boolean isShown(Panel panel, Member member, String visit) {
        return member.value(Columns.of(panel.item(), visit)) != null && (panel.assay() == null
                || member.value(Columns.of(VisitForm.BNP_TYPE, visit)) == panel.assay());
    }

    private static boolean isExact(Panel panel, Member member, String visit) {
        return isShown(panel, member, visit) && new Attendance(panel.item(), visit).hasExact(member);
    }

    private static Group exact(Group group, Panel panel, String visit) {
        DataColumn column = Columns.of(panel.item(), visit);
        DataColumn comparator = Columns.comparator(panel.item(), visit);
        Group some = comparator == null ? group.where(Columns.hasValue(column))
                : group.where(Columns.hasValue(column), Columns.noValue(comparator));
        return panel.assay() == null ? some
                : some.where(Columns.any(Columns.of(VisitForm.BNP_TYPE, visit), panel.assay().code()));
    }

    private static @Nullable Quantity months(Member member, String visit) {
        return Durations.monthsApart(Columns.date(member, Columns.START),
                Columns.date(member, Columns.of(VisitForm.VISIT_DATE, visit)));
    }

    @Override
    public Content content(Group all, Choice choice, Rows rows) {
        Panel panel = panel(choice);
        String name = BY_NAME.entrySet().stream().filter(each -> each.getValue() == panel).findFirst().orElseThrow().getKey();
        Map<Label, Group> facets = new LinkedHashMap<>();
        facets.put(Label.key("facet.all"), all);
        SscType.LIST.codes().forEach(type -> facets.put(Label.code(SscType.LIST, type.code()),
                all.where(Columns.any(Columns.TYPE, type.code()))));
        facets.put(Label.key("facet.unknown"), all.where(Columns.noValue(Columns.TYPE)));
        List<FigureTable.Line> medians = new ArrayList<>();
        List<FigureTable.Line> available = new ArrayList<>();
        List<Picture.Band> bands = new ArrayList<>();
        facets.forEach((label, facet) -> {
            List<Cell> cells = new ArrayList<>();
            List<Cell> before = new ArrayList<>();
            List<Picture.BandPoint> points = new ArrayList<>();
            for (VisitPlan plan : VisitPlan.VISITS) {
                Group some = exact(facet, panel, plan.visit());
                if (choice.same() && !plan.visit().equals(Columns.M0)) {
                    some = exact(some, panel, Columns.M0);
                }
                DataColumn column = Columns.of(panel.item(), plan.visit());
                Quartiles quartiles = Quartiles.of(some.numbers(column));
                cells.add(Group.median(some.numbers(column), column.decimals(), some.rows()));
                before.add(Group.median(some.numbers(Columns.of(panel.item(), Columns.M0)), column.decimals(), some.rows()));
                if (quartiles != null) {
                    points.add(new Picture.BandPoint(plan.visit(), plan.month(), quartiles));
                }
            }
            bands.add(new Picture.Band(label == facets.keySet().iterator().next() ? ALL : label.code().replace("facet.", ""), points));
            medians.add(new FigureTable.Line(label, 0, cells));
            if (choice.same()) {
                medians.add(new FigureTable.Line(Label.key("trajectories.same_at_m0"), 1, before));
            }
            available.add(new FigureTable.Line(label, 0, Columns.VISITS.stream()
                    .<Cell>map(visit -> new Attendance(panel.item(), visit).share(facet)).toList()));
        });
        List<Label> visits = Columns.VISITS.stream().map(Label::visit).toList();
        List<Picture.Path> lines = all.members().stream().map(member -> path(panel, member))
                .filter(path -> !path.runs().isEmpty()).toList();
        return new Content(List.of(new FigureTable("trajectories", visits, medians),
                new FigureTable("trajectories.available", visits, available)),
                new Picture.Paths(name, panel.item(), panel.log(), lines, bands), notes(all, panel));
    }

    private static Picture.Path path(Panel panel, Member member) {
        List<List<Picture.Point>> runs = new ArrayList<>();
        List<Picture.Point> run = new ArrayList<>();
        boolean improved = false;
        boolean worse = false;
        for (String visit : Columns.VISITS) {
            Picture.Point point = point(panel, member, visit);
            if (point != null) {
                run.add(point);
            } else if (!run.isEmpty()) {
                runs.add(List.copyOf(run));
                run.clear();
            }
            DataCell skin = member.cell(Columns.figure("skin_response", visit));
            DataCell lung = member.cell(Columns.figure("lung_progression", visit));
            improved |= skin.evaluable() == Evaluable.YES && skin.value() == SkinResponse.IMPROVED;
            worse |= skin.evaluable() == Evaluable.YES && skin.value() == SkinResponse.PROGRESSION
                    || lung.evaluable() == Evaluable.YES && lung.value() == LungProgression.PROGRESSION;
        }
        if (!run.isEmpty()) {
            runs.add(List.copyOf(run));
        }
        return new Picture.Path(member.number(), Picture.facet(member.value(Columns.TYPE, SscType.class)), List.copyOf(runs), improved,
                worse);
    }

    /** What is drawn of a visit; null where there is no value, or no date of it or of the first infusion. */
    private static Picture.@Nullable Point point(Panel panel, Member member, String visit) {
        Quantity months = months(member, visit);
        Double value = member.number(Columns.of(panel.item(), visit));
        return months == null || value == null || !isShown(panel, member, visit) ? null
                : new Picture.Point(visit, months.raw(), value, new Attendance(panel.item(), visit).isCensored(member),
                        months.approximate());
    }

    /** How many patients have a value that is only a limit, is not drawn for want of a date, or is drawn at the middle of one. */
    private static List<Note> notes(Group all, Panel panel) {
        DataColumn[] dates = Columns.VISITS.stream().map(visit -> Columns.of(VisitForm.VISIT_DATE, visit)).toArray(DataColumn[]::new);
        List<Note> notes = new ArrayList<>();
        if (VisitForm.COMPARATORS.containsKey(panel.item())) {
            notes.add(new Note("censored", at(all, (member, visit) -> isShown(panel, member, visit)
                    && !isExact(panel, member, visit), panel).count()));
        }
        notes.add(new Note("undated", at(all, (member, visit) -> isShown(panel, member, visit)
                && months(member, visit) == null, panel).count()));
        notes.add(new Note("far", at(all, (member, visit) -> {
            Quantity months = months(member, visit);
            return months != null && !isNear(months.raw()) && isShown(panel, member, visit);
        }, panel).count()));
        notes.add(new Note("approximate", all.chosen(member -> Columns.VISITS.stream().anyMatch(visit -> {
            Quantity months = months(member, visit);
            return months != null && months.approximate() && isShown(panel, member, visit);
        }), dates).count()));
        if (panel.assay() != null) {
            notes.add(new Note("assay_unknown", at(all, (member, visit) -> member.value(Columns.of(panel.item(), visit)) != null
                    && member.value(Columns.of(VisitForm.BNP_TYPE, visit)) == null, panel).count()));
        }
        if (panel.log()) {
            notes.add(new Note("zero", at(all, (member, visit) -> isShown(panel, member, visit)
                    && Objects.requireNonNull(member.number(Columns.of(panel.item(), visit))) <= 0, panel).count()));
        }
        return notes;
    }

    private interface AtVisit {
        boolean holds(Member member, String visit);
    }

    /** Those of whom it holds at some visit. */
    private static Group at(Group all, AtVisit holds, Panel panel) {
        return all.chosen(member -> Columns.VISITS.stream().anyMatch(visit -> holds.holds(member, visit)),
                Columns.VISITS.stream().map(visit -> Columns.of(panel.item(), visit)).toArray(DataColumn[]::new));
    }
}
