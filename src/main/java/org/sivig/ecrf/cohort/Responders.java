package org.sivig.ecrf.cohort;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.sivig.ecrf.data.ColumnCondition;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.data.DataFilter;
import org.sivig.ecrf.score.ChangeFromBaseline;
import org.sivig.ecrf.score.Evaluable;
import org.sivig.ecrf.score.LungProgression;
import org.sivig.ecrf.score.SkinResponse;
import org.sivig.ecrf.study.VisitForm;

/** Whose skin improved, whose lung got worse, and who needs no steroids any more, among those in whom it means something. */
final class Responders implements FigureSource {

    private static final DataColumn SKIN = Columns.figure("skin_evaluable");
    private static final DataColumn LUNG = Columns.figure("lung_evaluable");
    private static final DataColumn DOSE = Columns.of(VisitForm.CS_DOSE, Columns.M0);
    private static final BigDecimal LEAST_DOSE = BigDecimal.ONE.movePointLeft(VisitForm.CS_DOSE.decimals());

    private static DataColumn skin(String visit) {
        return Columns.figure("skin_response", visit);
    }

    private static DataColumn lung(String visit) {
        return Columns.figure("lung_progression", visit);
    }

    @Override
    public Collection<DataColumn> columns(Choice choice) {
        return Stream.concat(Stream.of(SKIN, LUNG, Columns.of(VisitForm.MRSS, Columns.M0), DOSE,
                Columns.of(VisitForm.MRSS, choice.visit())), Columns.FOLLOW_UP.stream().flatMap(visit -> Stream.of(skin(visit),
                        lung(visit), Columns.of(VisitForm.CS_DOSE, visit)))).toList();
    }

    @Override
    public Content content(Group all, Choice choice, Rows rows) {
        Group skin = all.where(Columns.any(SKIN, Evaluable.YES.code()));
        Group lung = all.where(Columns.any(LUNG, Evaluable.YES.code()));
        DataFilter some = new DataFilter(DOSE, new ColumnCondition.Numbers(LEAST_DOSE, null));
        DataFilter none = new DataFilter(DOSE, new ColumnCondition.Numbers(BigDecimal.ZERO, BigDecimal.ZERO));
        Group steroids = all.where(some);
        List<FigureTable.Line> ofSkin = new ArrayList<>();
        List<FigureTable.Line> ofLung = new ArrayList<>();
        List<FigureTable.Line> ofSteroids = new ArrayList<>();
        for (String visit : Columns.FOLLOW_UP) {
            Label label = Label.visit(visit);
            ofSkin.add(new FigureTable.Line(label, 0, responses(skin, skin(visit), SkinResponse.IMPROVED.code(),
                    SkinResponse.STABLE.code(), SkinResponse.PROGRESSION.code())));
            ofLung.add(new FigureTable.Line(label, 0, responses(lung, lung(visit), LungProgression.PROGRESSION.code(),
                    LungProgression.NO.code())));
            DataColumn dose = Columns.of(VisitForm.CS_DOSE, visit);
            Group known = steroids.where(Columns.hasValue(dose));
            Group free = known.where(new DataFilter(dose, none.test()));
            ofSteroids.add(new FigureTable.Line(label, 0, List.of(steroids.count(), known.count(), free.count(),
                    known.where(new DataFilter(dose, some.test())).count(), steroids.where(Columns.noValue(dose)).count(),
                    known.share(free), steroids.share(free))));
        }
        return new Content(List.of(
                table("responders.skin", ofSkin, "evaluable", "with_value", "improved", "stable", "progression", "no_value",
                        "improved_of_value", "improved_of_evaluable"),
                table("responders.lung", ofLung, "evaluable", "with_value", "progression", "no_progression", "no_value",
                        "progression_of_value", "progression_of_evaluable"),
                table("responders.steroids", ofSteroids, "on_steroids", "with_value", "free", "not_free", "no_value",
                        "free_of_value", "free_of_all")), waterfall(skin, choice.visit()),
                List.of(new Note("skin_unknown", all.where(Columns.noValue(SKIN)).count()),
                        new Note("lung_unknown", all.where(Columns.noValue(LUNG)).count())));
    }

    private static FigureTable table(String name, List<FigureTable.Line> lines, String... columns) {
        return new FigureTable(name, Stream.of(columns).map(column -> Label.key("column." + column)).toList(), lines);
    }

    /** How many are evaluable, have a value, have each; then the first of those with a value and of all. */
    private static List<Cell> responses(Group evaluable, DataColumn column, String... codes) {
        Group known = evaluable.where(Columns.hasValue(column));
        List<Cell> cells = new ArrayList<>(List.of(evaluable.count(), known.count()));
        Stream.of(codes).forEach(code -> cells.add(evaluable.where(Columns.any(column, code)).count()));
        Group first = evaluable.where(Columns.any(column, codes[0]));
        cells.addAll(List.of(evaluable.where(Columns.noValue(column)).count(), known.share(first), evaluable.share(first)));
        return cells;
    }

    private static Picture.Waterfall waterfall(Group evaluable, String visit) {
        List<Picture.Bar> bars = new ArrayList<>();
        Change change = new Change(VisitForm.MRSS, visit);
        for (Member member : evaluable.members()) {
            ChangeFromBaseline delta = change.of(member);
            if (delta != null) {
                bars.add(new Picture.Bar(member.number(), delta.delta().shown().intValueExact(),
                        Objects.requireNonNull(member.value(skin(visit), SkinResponse.class))));
            }
        }
        bars.sort(Comparator.comparingInt(Picture.Bar::delta).reversed().thenComparing(Picture.Bar::patient));
        return new Picture.Waterfall(visit, bars);
    }
}
