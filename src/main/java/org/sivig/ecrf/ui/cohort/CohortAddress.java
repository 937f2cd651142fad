package org.sivig.ecrf.ui.cohort;

import com.vaadin.flow.router.QueryParameters;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.cohort.Choice;
import org.sivig.ecrf.cohort.Cohort;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.data.DataFilter;
import org.sivig.ecrf.data.DataQuery;
import org.sivig.ecrf.study.IdentificationForm;

/**
 * What a page of the cohort shows, as it stands in the address: the filters as those of the grid of section 1, where
 * eligible patients are meant unless {@code _population=all} says otherwise; what of the figure is looked at, as
 * {@link Choice} writes it; {@code _beside=…} are the filters of a second picture beside it, {@code _lit=SIV-01-001|…} the
 * patients whose lines are lit, {@code _table=shown}, {@code _sites=all} the numbers of the whole study, and {@code _at=…} what was
 * opened last.
 */
record CohortAddress(DataQuery query, Choice choice, @Nullable DataQuery beside, Set<String> lit, boolean table, boolean study,
        @Nullable String at) implements Serializable {

    static final String ROUTE = "cohort";
    private static final DataFilter ELIGIBLE = Cohort.start().filters().getFirst();
    static final DataColumn ELIGIBILITY = ELIGIBLE.column();

    private static final String POPULATION = "_population";
    private static final String ALL = "all";
    private static final String BESIDE = "_beside";
    private static final String LIT = "_lit";
    private static final String TABLE = "_table";
    private static final String SHOWN = "shown";
    private static final String SITES = "_sites";
    private static final String AT = "_at";
    private static final int MOST_LIT = 100;

    /**
     * An address that was read.
     *
     * @param unread what of it was not understood, as {@code name=value}
     */
    record Read(CohortAddress address, List<String> unread) {
    }

    CohortAddress {
        lit = new LinkedHashSet<>(lit);
    }

    /** The eligible patients. */
    static final CohortAddress START = new CohortAddress(Cohort.start(), Choice.START, null, Set.of(), false, false, null);

    /** @param seen leaves out what the reader does not see */
    static Read read(Map<String, List<String>> parameters, UnaryOperator<DataQuery.Reading> seen) {
        DataQuery.Reading reading = seen.apply(DataQuery.read(IdentificationForm.FORM, parameters));
        List<String> unread = new ArrayList<>(reading.unread());
        DataQuery query = DataQuery.of(IdentificationForm.FORM).withFilters(reading.query().filters());
        boolean everybody = first(parameters, POPULATION).equals(ALL);
        if (!everybody && query.tests(ELIGIBILITY).isEmpty()) {
            query = query.withFilters(Stream.concat(Stream.of(ELIGIBLE), query.filters().stream()).toList());
        }
        DataQuery beside = null;
        if (parameters.containsKey(BESIDE)) {
            DataQuery.Reading other = seen.apply(DataQuery.read(IdentificationForm.FORM, first(parameters, BESIDE)));
            beside = DataQuery.of(IdentificationForm.FORM).withFilters(other.query().filters());
            other.unread().forEach(each -> unread.add(each));
        }
        Set<String> lit = new LinkedHashSet<>(Arrays.stream(first(parameters, LIT).split("\\|"))
                .filter(each -> each.matches("[A-Z]{1,10}-[0-9A-Z]{1,10}-\\d{1,6}")).limit(MOST_LIT).toList());
        CohortAddress address = new CohortAddress(query, Choice.read(parameters), beside, lit, first(parameters, TABLE).equals(SHOWN),
                first(parameters, SITES).equals(ALL),
                first(parameters, AT).isEmpty() ? null : first(parameters, AT));
        Map<String, List<String>> understood = address.parameters().getParameters();
        parameters.forEach((name, values) -> {
            if (name.startsWith("_") && !understood.containsKey(name) && !values.equals(List.of(""))
                    && !(name.equals(DataQuery.COLUMNS) || name.equals(DataQuery.SORT))) {
                values.forEach(value -> unread.add(name + "=" + value));
            }
        });
        return new Read(address, unread);
    }

    private static String first(Map<String, List<String>> parameters, String name) {
        return parameters.getOrDefault(name, List.of()).stream().findFirst().orElse("");
    }

    QueryParameters parameters() {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        boolean asEver = query.tests(ELIGIBILITY).equals(List.of(ELIGIBLE.test()));
        parameters.putAll(asEver ? query.withTests(ELIGIBILITY, List.of()).parameters() : query.parameters());
        if (query.tests(ELIGIBILITY).isEmpty()) {
            parameters.put(POPULATION, List.of(ALL));
        }
        parameters.putAll(choice.parameters());
        if (beside != null) {
            parameters.put(BESIDE, List.of(beside.address()));
        }
        if (!lit.isEmpty()) {
            parameters.put(LIT, List.of(String.join("|", lit)));
        }
        if (table) {
            parameters.put(TABLE, List.of(SHOWN));
        }
        if (study) {
            parameters.put(SITES, List.of(ALL));
        }
        if (at != null) {
            parameters.put(AT, List.of(at));
        }
        return new QueryParameters(parameters);
    }

    /** What goes on from one figure to the next: whom it is about. */
    CohortAddress ofPatients() {
        return new CohortAddress(query, Choice.START, beside, lit, false, study, null);
    }

    CohortAddress with(DataQuery query) {
        return new CohortAddress(query, choice, beside, lit, table, study, null);
    }

    CohortAddress beside(@Nullable DataQuery beside) {
        return new CohortAddress(query, choice, beside, lit, table, study, null);
    }

    CohortAddress with(Choice choice) {
        return new CohortAddress(query, choice, beside, lit, table, study, null);
    }

    CohortAddress lit(Set<String> lit) {
        return new CohortAddress(query, choice, beside, lit, table, study, null);
    }

    CohortAddress table(boolean table) {
        return new CohortAddress(query, choice, beside, lit, table, study, null);
    }

    CohortAddress study(boolean study) {
        return new CohortAddress(query, choice, beside, Set.of(), table, study, null);
    }
}
