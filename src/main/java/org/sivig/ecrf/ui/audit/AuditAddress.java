package org.sivig.ecrf.ui.audit;

import com.vaadin.flow.router.QueryParameters;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.audit.AuditFilter;
import org.sivig.ecrf.casebook.Range;
import org.sivig.ecrf.ui.AddressParameters;
import org.sivig.ecrf.ui.ListAddress;

/**
 * Which records the page shows and in which order, as it stands in the address. What cannot be read there is ignored.
 *
 * @param oldestFirst otherwise the newest
 */
record AuditAddress(AuditFilter filter, boolean oldestFirst) implements ListAddress<AuditFilter, AuditAddress> {

    private static final String AT = "at";

    /** Everything, the newest first. */
    static AuditAddress start() {
        return new AuditAddress(AuditFilter.none(), false);
    }

    /** The choices that a filter may name; others are ignored. */
    record Known(Set<String> roles, Set<String> sites, Set<String> forms, Set<String> items, Set<String> acts)
            implements Serializable {
    }

    static AuditAddress of(QueryParameters parameters, Known known, SoughtText sought) {
        Range<LocalDate> days = AddressParameters.range(parameters, "day", LocalDate::parse);
        AuditFilter filter = AuditFilter.none().withDays(days.from(), days.to())
                .withUser(one(parameters, "user"))
                .withRoles(some(parameters, "role", known.roles()))
                .withSites(some(parameters, "site", known.sites()))
                .withPatient(one(parameters, "patient"))
                .withForms(some(parameters, "form", known.forms()))
                .withItems(some(parameters, "item", known.items()))
                .withOldValue(sought.inValues(one(parameters, "old")))
                .withNewValue(sought.inValues(one(parameters, "new")))
                .withReason(sought.inReasons(one(parameters, "reason")))
                .withActs(some(parameters, "act", known.acts()))
                .withQuery(AddressParameters.read(parameters, "query", Long::valueOf).findFirst().orElse(null));
        return new AuditAddress(filter, one(parameters, "sort").equals(AT));
    }

    @Override
    public String sortKey() {
        return AT;
    }

    @Override
    public boolean descending() {
        return !oldestFirst;
    }

    @Override
    public AuditAddress with(AuditFilter filter) {
        return new AuditAddress(filter, oldestFirst);
    }

    @Override
    public AuditAddress sortedBy(@Nullable String key, boolean descending) {
        return new AuditAddress(filter, key != null && !descending);
    }

    @Override
    public QueryParameters parameters() {
        return new AddressParameters()
                .put("day", new Range<>(filter.from(), filter.to()))
                .put("user", text(filter.user()))
                .put("role", filter.roles().stream().sorted())
                .put("site", filter.sites().stream().sorted())
                .put("patient", text(filter.patient()))
                .put("form", filter.forms().stream().sorted())
                .put("item", filter.items().stream().sorted())
                .put("old", text(filter.oldValue().typed()))
                .put("new", text(filter.newValue().typed()))
                .put("reason", text(filter.reason().typed()))
                .put("act", filter.acts().stream().sorted())
                .put("query", Stream.ofNullable(filter.query()).map(Object::toString))
                .put("sort", Stream.of(AT).filter(sort -> oldestFirst))
                .toQuery();
    }

    private static String one(QueryParameters parameters, String name) {
        return parameters.getSingleParameter(name).orElse("");
    }

    private static Set<String> some(QueryParameters parameters, String name, Collection<String> known) {
        return AddressParameters.read(parameters, name, Function.identity()).filter(known::contains)
                .collect(Collectors.toSet());
    }

    private static Stream<String> text(String text) {
        return Stream.of(text).filter(each -> !each.isEmpty());
    }
}
