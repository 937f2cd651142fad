package org.sivig.ecrf.cohort;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.data.ColumnCondition;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.data.DataColumns;
import org.sivig.ecrf.data.DataFilter;
import org.sivig.ecrf.data.DataQuery;
import org.sivig.ecrf.study.CasebookRow;
import org.sivig.ecrf.study.IdentificationForm;
import org.sivig.ecrf.study.IvigCourseForm;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.Visit;
import org.sivig.ecrf.study.VisitForm;
import org.sivig.ecrf.study.VisitPlan;

/** The columns of the grid of patients that figures read, and what they ask of them. */
final class Columns {

    /** Found once: figures ask for each patient. */
    private static final Map<Item<?, ?>, Map<String, DataColumn>> FOUND = new ConcurrentHashMap<>();

    /** The grid that has one row for each patient. */
    static final Form<? extends CasebookRow> GRID = IdentificationForm.FORM;

    /** Everybody. */
    static final DataQuery ALL = DataQuery.of(GRID);

    static final List<String> VISITS = VisitPlan.VISITS.stream().map(VisitPlan::visit).toList();
    static final String M0 = VISITS.getFirst();
    static final List<String> FOLLOW_UP = VISITS.subList(1, VISITS.size());

    static final DataColumn NUMBER = column(DataColumns.NUMBER);
    static final DataColumn ELIGIBILITY = column("figure.eligibility");
    static final DataColumn TYPE = column("diagnosis.ssc_type");
    static final DataColumn START = of(IvigCourseForm.START, "1");
    static final DataColumn END = of(IvigCourseForm.END, "1");
    static final DataColumn ONGOING = of(IvigCourseForm.ONGO, "1");

    private Columns() {
    }

    /** @throws java.util.NoSuchElementException when there is none of this name */
    static DataColumn column(String id) {
        return DataColumns.find(GRID, id).orElseThrow();
    }

    /** An item of a row that is the same for all: of a visit, a course, a drug. */
    static DataColumn of(Item<?, ?> item, String rowKey) {
        return FOUND.computeIfAbsent(item, each -> new ConcurrentHashMap<>()).computeIfAbsent(rowKey,
                key -> column(formOf(item).name() + "." + item.name() + "@" + key));
    }

    /** An item of which each patient has one answer. */
    static DataColumn of(Item<?, ?> item) {
        Form<?> form = formOf(item);
        return column(form == GRID ? item.name() : form.name() + "." + item.name());
    }

    static DataColumn figure(String name) {
        return column("figure." + name);
    }

    static DataColumn figure(String name, String rowKey) {
        return column("figure." + name + "@" + rowKey);
    }

    private static Form<?> formOf(Item<?, ?> item) {
        return Study.FORMS.stream().filter(form -> form.items().contains(item)).findFirst().orElseThrow();
    }

    static @Nullable DataColumn comparator(Item<Visit, ?> item, String visit) {
        return VisitForm.COMPARATORS.containsKey(item) ? of(VisitForm.COMPARATORS.get(item), visit) : null;
    }

    static @Nullable PartialDate date(Member member, DataColumn column) {
        return member.value(column, PartialDate.class);
    }

    // --- what is asked of them --------------------------------------------------------------------------------------

    static DataFilter any(DataColumn column, String... codes) {
        return new DataFilter(column, new ColumnCondition.AnyOf(new LinkedHashSet<>(List.of(codes))));
    }

    static DataFilter none(DataColumn column, String... codes) {
        return new DataFilter(column, new ColumnCondition.NoneOf(new LinkedHashSet<>(List.of(codes))));
    }

    static DataFilter hasValue(DataColumn column) {
        return new DataFilter(column, new ColumnCondition.HasValue());
    }

    static DataFilter noValue(DataColumn column) {
        return new DataFilter(column, new ColumnCondition.NoValue());
    }

    static DataFilter blank(DataColumn column) {
        return new DataFilter(column, new ColumnCondition.Empty());
    }

    static DataFilter missing(DataColumn column, MissingReason reason) {
        return new DataFilter(column, new ColumnCondition.Missing(Set.of(reason)));
    }

    static DataFilter numbers(DataColumn column, @Nullable Integer from, @Nullable Integer to) {
        return new DataFilter(column, new ColumnCondition.Numbers(from == null ? null : new BigDecimal(from),
                to == null ? null : new BigDecimal(to)));
    }

    /** Without what is asked of a column. */
    static DataQuery without(DataQuery query, DataColumn column) {
        return query.withFilters(query.filters().stream().filter(filter -> !Objects.equals(filter.column(), column)).toList());
    }
}
