package org.sivig.ecrf.cohort;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.ItemType;
import org.sivig.ecrf.crf.Truth;
import org.sivig.ecrf.crf.YesNo;
import org.sivig.ecrf.data.ColumnCondition;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.data.DataColumns;
import org.sivig.ecrf.data.DataQuery;
import org.sivig.ecrf.data.DataRow;
import org.sivig.ecrf.study.CasebookRow;
import org.sivig.ecrf.study.DiagnosisForm;
import org.sivig.ecrf.study.Figure;
import org.sivig.ecrf.study.Figures;
import org.sivig.ecrf.study.IdentificationForm;
import org.sivig.ecrf.study.IvigCourse;
import org.sivig.ecrf.study.IvigCourseForm;
import org.sivig.ecrf.study.OrganHistoryForm;
import org.sivig.ecrf.study.PriorTherapy;
import org.sivig.ecrf.study.PriorTreatmentForm;
import org.sivig.ecrf.study.PriorTreatmentOverviewForm;
import org.sivig.ecrf.study.code.Ana;
import org.sivig.ecrf.study.code.Antibody;
import org.sivig.ecrf.study.code.IvigDose;
import org.sivig.ecrf.study.code.Sex;
import org.sivig.ecrf.study.code.SscType;

/** Who the patients are, all and by type of the disease. */
final class TableOne implements FigureSource {

    private static final String FIRST = "1";
    private static final String NONE = "none";
    private static final int GRAMS_PER_KG = 2;

    private static final List<Item<?, ?>> ORGANS = List.of(OrganHistoryForm.RP_HX, OrganHistoryForm.DU_HX,
            OrganHistoryForm.CALCINOSIS_HX, OrganHistoryForm.TELANG_HX, OrganHistoryForm.ILD_HX, OrganHistoryForm.PH,
            OrganHistoryForm.SRC_HX, OrganHistoryForm.HRT, OrganHistoryForm.GI, OrganHistoryForm.JNT, OrganHistoryForm.MUS);
    private static final List<Item<IvigCourse, YesNo>> INDICATIONS = List.of(IvigCourseForm.IND_L23, IvigCourseForm.IND_L1,
            IvigCourseForm.IND_CI, IvigCourseForm.IND_OTH);
    private static final List<String> DURATIONS = List.of("age_ivig1", "dis_dur_dx", "dis_dur_nonrp", "rp_dur");

    private static final DataColumn SEX = Columns.of(IdentificationForm.SEX);
    private static final DataColumn OVERLAP = Columns.of(DiagnosisForm.OVERLAP);
    private static final DataColumn ANA = Columns.of(DiagnosisForm.ANA);
    private static final DataColumn AB = Columns.of(DiagnosisForm.AB);
    private static final DataColumn CAPILLARO = Columns.of(DiagnosisForm.CAPILLARO);
    private static final DataColumn STAGE = Columns.of(DiagnosisForm.CAPILLARO_STAGE);
    private static final DataColumn ANY_PRIOR = Columns.of(PriorTreatmentOverviewForm.ANY_PRIOR);
    private static final DataColumn INFUSIONS = Columns.of(IvigCourseForm.N, FIRST);
    private static final DataColumn DOSE = Columns.of(IvigCourseForm.DOSE, FIRST);
    private static final DataColumn DOSE_GKG = Columns.of(IvigCourseForm.DOSE_GKG, FIRST);
    private static final DataColumn MONTHS = Columns.figure("dur_calc", FIRST);
    private static final DataColumn ACR = Columns.figure("acr_low");

    @Override
    public Collection<DataColumn> columns(Choice choice) {
        return Stream.of(Stream.of(Columns.TYPE, SEX, OVERLAP, ANA, AB, CAPILLARO, STAGE, ANY_PRIOR, INFUSIONS, DOSE, DOSE_GKG,
                MONTHS, ACR, Brand.COLUMN), DURATIONS.stream().map(Columns::figure), ORGANS.stream().map(Columns::of),
                INDICATIONS.stream().map(item -> Columns.of(item, FIRST))).flatMap(each -> each).toList();
    }

    @Override
    public Content content(Group all, Choice choice, Rows rows) {
        Map<Label, Group> columns = new LinkedHashMap<>();
        columns.put(Label.key("column.all"), all);
        SscType.LIST.codes().forEach(type -> columns.put(Label.code(SscType.LIST, type.code()),
                all.where(Columns.any(Columns.TYPE, type.code()))));
        columns.put(Label.key("facet.unknown"), all.where(Columns.noValue(Columns.TYPE)));
        Lines lines = new Lines(columns);
        lines.add(Label.key("table1.patients"), 0, Group::count);
        lines.add(Label.key("table1.women"), 0, group -> group.share(SEX, Sex.FEMALE.code()));
        DURATIONS.forEach(name -> lines.add(figure(name), 0, group -> group.median(Columns.figure(name))));
        lines.add(Label.item(DiagnosisForm.OVERLAP), 0, group -> group.share(OVERLAP, YesNo.YES.code()));
        lines.add(Label.item(DiagnosisForm.ANA), 0, group -> group.share(ANA, Ana.POSITIVE.code()));
        Map<Group, Group> sought = new HashMap<>();
        columns.values().forEach(group -> sought.put(group,
                group.chosen(member -> member.value(ANA) == Ana.NEGATIVE || member.value(AB) != null, ANA, AB)));
        Antibody.LIST.codes().forEach(antibody -> lines.add(Label.option(Antibody.LIST, antibody.code()), 1,
                group -> Objects.requireNonNull(sought.get(group)).share(group.where(Columns.any(AB, antibody.code())))));
        lines.add(Label.item(DiagnosisForm.CAPILLARO), 0, group -> group.share(CAPILLARO, YesNo.YES.code()));
        options(lines, STAGE);
        ORGANS.forEach(item -> organ(lines, item));
        lines.add(figure("acr_low"), 0, group -> group.median(ACR));
        prior(all, lines, rows);
        DataColumn[] indications = INDICATIONS.stream().map(item -> Columns.of(item, FIRST)).toArray(DataColumn[]::new);
        lines.add(Label.key("table1.indications"), 0, group -> group.chosen(member ->
                Stream.of(indications).anyMatch(each -> member.value(each) != null), indications).count());
        INDICATIONS.forEach(item -> lines.add(Label.item(item), 1, group -> group.share(Columns.of(item, FIRST), YesNo.YES.code())));
        lines.add(Label.item(IvigCourseForm.N), 0, group -> group.median(INFUSIONS));
        lines.add(figure("dur_calc"), 0, group -> group.median(MONTHS));
        lines.add(Label.key("table1.two_grams"), 0, TableOne::twoGrams);
        lines.add(Label.item(IvigCourseForm.BRAND), 0, group -> group.where(Columns.hasValue(Brand.COLUMN)).count());
        Brand brands = new Brand(all);
        brands.all().forEach(brand -> lines.add(brand, 1, group -> {
            Group known = group.where(Columns.hasValue(Brand.COLUMN));
            return known.share(brands.having(known, brand));
        }));
        return new Content(List.of(new FigureTable("table1", List.copyOf(columns.keySet()), lines.all)), null,
                List.of(new Note("approximate", all.chosen(member -> DURATIONS.stream()
                        .anyMatch(name -> member.cell(Columns.figure(name)).approximate()),
                        DURATIONS.stream().map(Columns::figure).toArray(DataColumn[]::new)).count())));
    }

    /** Lines that are made column by column. */
    private record Lines(Map<Label, Group> columns, List<FigureTable.Line> all) {

        Lines(Map<Label, Group> columns) {
            this(columns, new ArrayList<>());
        }

        void add(Label label, int depth, Function<Group, Cell> cell) {
            all.add(new FigureTable.Line(label, depth, columns.values().stream().map(cell).toList()));
        }
    }

    private static Label figure(String name) {
        Figure<?> figure = Figures.find(name).orElseThrow();
        return new Label.OfFigure(figure);
    }

    private static void options(Lines lines, DataColumn column) {
        column.options().stream().filter(option -> !option.code().equals(NONE)).forEach(option -> lines.add(
                Label.option(Objects.requireNonNull(column.codes()), option.code()), 1,
                group -> group.share(column, option.code())));
    }

    /** Whether the organ is involved, of those of whom it is known, and how. */
    private static void organ(Lines lines, Item<?, ?> item) {
        DataColumn column = Columns.of(item);
        if (item.type() == ItemType.YES_NO) {
            lines.add(Label.item(item), 0, group -> group.share(column, YesNo.YES.code()));
            return;
        }
        String not = item.type() == ItemType.MULTI_CHOICE ? NONE : YesNo.NO.code();
        lines.add(Label.item(item), 0, group -> {
            Group known = group.where(Columns.hasValue(column));
            return known.share(known.where(Columns.none(column, not)));
        });
        column.options().stream().filter(option -> !option.code().equals(not)).forEach(option -> lines.add(
                Label.option(Objects.requireNonNull(column.codes()), option.code()), 1,
                group -> group.share(column, option.code())));
    }

    private static Cell twoGrams(Group group) {
        Group known = group.chosen(member -> member.value(DOSE) != null && (member.value(DOSE) != IvigDose.OTHER
                || member.value(DOSE_GKG) != null), DOSE, DOSE_GKG);
        return known.share(known.chosen(member -> member.value(DOSE) != IvigDose.OTHER || new BigDecimal(GRAMS_PER_KG)
                .compareTo(Objects.requireNonNull(member.exact(DOSE_GKG))) == 0, DOSE, DOSE_GKG));
    }

    // --- treatment before -------------------------------------------------------------------------------------------

    /** Which treatments there were, as the edit checks know them: from all rows, also those that the paper does not print. */
    private static void prior(Group all, Lines lines, Rows rows) {
        Form<? extends CasebookRow> form = PriorTreatmentForm.FORM;
        DataColumn given = column(form, PriorTreatmentForm.GIVEN.name());
        DataColumn spec = column(form, PriorTreatmentForm.SPEC.name());
        DataQuery answered = DataQuery.of(form).withColumns(List.of(given, spec));
        Map<String, List<PriorTherapy>> told = new HashMap<>();
        for (DataColumn column : List.of(given, spec)) {
            for (DataRow row : rows.of(answered.with(column, new ColumnCondition.HasValue()))) {
                told.computeIfAbsent(row.patient(), number -> new ArrayList<>()).add(new PriorTherapy(row.key(),
                        (YesNo) row.cells().getFirst().value(), row.cells().getLast().value() != null));
            }
        }
        Map<String, Truth> treated = new HashMap<>();
        Map<String, Truth> suppressed = new HashMap<>();
        for (Member member : all.members()) {
            YesNo any = member.value(ANY_PRIOR, YesNo.class);
            List<PriorTherapy> known = told.getOrDefault(member.number(), List.of());
            treated.put(member.number(), PriorTherapy.given(any, known, drug -> true));
            suppressed.put(member.number(), PriorTherapy.given(any, known, PriorTherapy::isImmunosuppressant));
        }
        line(lines, "table1.prior", treated::get);
        line(lines, "table1.prior_steroids_only", number -> treated.get(number).and(suppressed.get(number).not()));
        line(lines, "table1.prior_immunosuppressant", suppressed::get);
    }

    private static void line(Lines lines, String key, Function<String, Truth> truth) {
        lines.add(Label.key(key), 0, group -> {
            Group known = group.chosen(member -> truth.apply(member.number()) != Truth.UNKNOWN, ANY_PRIOR);
            return known.share(known.chosen(member -> truth.apply(member.number()).isTrue(), ANY_PRIOR));
        });
    }

    private static DataColumn column(Form<? extends CasebookRow> form, String id) {
        return DataColumns.find(form, id).orElseThrow();
    }
}
