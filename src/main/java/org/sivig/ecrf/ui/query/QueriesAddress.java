package org.sivig.ecrf.ui.query;

import com.vaadin.flow.router.QueryParameters;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.query.QueryFilter;
import org.sivig.ecrf.query.QuerySort;
import org.sivig.ecrf.study.life.QueryOutcome;
import org.sivig.ecrf.study.life.QueryState;
import org.sivig.ecrf.ui.AddressParameters;
import org.sivig.ecrf.ui.ListAddress;

/**
 * Which queries the page shows and in which order, as it stands in the address. What cannot be read there is ignored. An
 * address that names no state shows what waits for somebody.
 */
public record QueriesAddress(QueryFilter filter, @Nullable QuerySort sort, boolean descending)
        implements ListAddress<QueryFilter, QueriesAddress> {

    private static final String ANY = "any";

    static QueriesAddress start() {
        return new QueriesAddress(QueryFilter.pending(), null, false);
    }

    public static QueriesAddress of(QueryParameters parameters) {
        Set<QueryState> states = some(parameters, "state", text -> QueryState.valueOf(text.toUpperCase(Locale.ROOT)));
        boolean any = parameters.getParameters("state").contains(ANY);
        QueryFilter filter = QueryFilter.all()
                .withName(text(parameters, "name")).withPatient(text(parameters, "patient"))
                .withSites(some(parameters, "site", Function.identity()))
                .withForms(some(parameters, "form", Function.identity()))
                .withItems(some(parameters, "item", Function.identity()))
                .withStates(states.isEmpty() && !any ? QueryFilter.pending().states() : states)
                .withText(text(parameters, "text")).withBy(text(parameters, "by"))
                .withRaised(AddressParameters.range(parameters, "raised", LocalDate::parse))
                .withOpened(AddressParameters.range(parameters, "opened", LocalDate::parse))
                .withOutcomes(some(parameters, "outcome", text -> QueryOutcome.valueOf(text.toUpperCase(Locale.ROOT))));
        String key = text(parameters, "sort");
        boolean descending = key.startsWith("-");
        QuerySort sort = Arrays.stream(QuerySort.values())
                .filter(each -> key(each).equals(descending ? key.substring(1) : key)).findFirst().orElse(null);
        return new QueriesAddress(filter, sort, descending && sort != null);
    }

    private static String text(QueryParameters parameters, String name) {
        return parameters.getSingleParameter(name).orElse("");
    }

    private static <T> Set<T> some(QueryParameters parameters, String name, Function<String, T> reader) {
        return AddressParameters.read(parameters, name, reader).collect(Collectors.toSet());
    }

    static String key(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public @Nullable String sortKey() {
        return sort == null ? null : key(sort);
    }

    @Override
    public QueriesAddress with(QueryFilter filter) {
        return new QueriesAddress(filter, sort, descending);
    }

    @Override
    public QueriesAddress sortedBy(@Nullable String key, boolean descending) {
        return new QueriesAddress(filter, key == null ? null : QuerySort.valueOf(key.toUpperCase(Locale.ROOT)),
                descending);
    }

    @Override
    public QueryParameters parameters() {
        Stream<String> states = filter.states().isEmpty() ? Stream.of(ANY)
                : filter.states().equals(QueryFilter.pending().states()) ? Stream.empty()
                : filter.states().stream().sorted().map(QueriesAddress::key);
        return new AddressParameters()
                .put("name", some(filter.name())).put("patient", some(filter.patient()))
                .put("site", filter.sites().stream().sorted())
                .put("form", filter.forms().stream().sorted())
                .put("item", filter.items().stream().sorted())
                .put("state", states)
                .put("text", some(filter.text())).put("by", some(filter.by()))
                .put("raised", filter.raised()).put("opened", filter.opened())
                .put("outcome", filter.outcomes().stream().sorted().map(QueriesAddress::key))
                .put("sort", Stream.ofNullable(sort).map(by -> (descending ? "-" : "") + key(by)))
                .toQuery();
    }

    private static Stream<String> some(String text) {
        return Stream.of(text).filter(each -> !each.isEmpty());
    }
}
