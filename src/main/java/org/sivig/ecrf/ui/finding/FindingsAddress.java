package org.sivig.ecrf.ui.finding;

import com.vaadin.flow.router.QueryParameters;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.casebook.FindingFilter;
import org.sivig.ecrf.casebook.FindingSort;
import org.sivig.ecrf.casebook.FindingState;
import org.sivig.ecrf.crf.EditCheck;
import org.sivig.ecrf.crf.Severity;
import org.sivig.ecrf.study.Checks;
import org.sivig.ecrf.study.PatientNumber;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.ui.AddressParameters;
import org.sivig.ecrf.ui.ListAddress;

/**
 * Which findings the page shows and in which order, as it stands in the address. What cannot be read there is ignored. An
 * address that names no state shows what is open.
 *
 * @param sort null for what fired last first
 */
record FindingsAddress(FindingFilter filter, @Nullable FindingSort sort, boolean descending)
        implements ListAddress<FindingFilter, FindingsAddress> {

    private static final String ANY = "any";
    /** The id of a check that was made while the study runs. */
    private static final Pattern MADE = Pattern.compile("S[1-9]\\d{0,8}");

    static FindingsAddress start() {
        return new FindingsAddress(FindingFilter.open(), null, false);
    }

    /** @param knownSites codes; others are ignored */
    static FindingsAddress of(QueryParameters parameters, Set<String> knownSites) {
        Set<FindingState> states =
                some(parameters, "state", text -> FindingState.valueOf(text.toUpperCase(Locale.ROOT)));
        boolean any = parameters.getParameters("state").contains(ANY);
        FindingFilter filter = FindingFilter.all()
                .withNumber(parameters.getSingleParameter("number").orElse(""))
                .withSites(some(parameters, "site", site -> known(site, knownSites.contains(site))))
                .withForms(some(parameters, "form", name -> known(name,
                        Study.FORMS.stream().anyMatch(form -> form.name().equals(name)))))
                .withChecks(some(parameters, "check", id -> MADE.matcher(id).matches() ? id : Checks.find(id).id()))
                .withSeverities(some(parameters, "severity", text -> Severity.valueOf(text.toUpperCase(Locale.ROOT))))
                .withStates(states.isEmpty() && !any ? FindingFilter.open().states() : states)
                .withFired(AddressParameters.range(parameters, "fired", LocalDate::parse));
        String key = parameters.getSingleParameter("sort").orElse("");
        boolean descending = key.startsWith("-");
        FindingSort sort = Arrays.stream(FindingSort.values())
                .filter(each -> key(each).equals(descending ? key.substring(1) : key)).findFirst().orElse(null);
        return new FindingsAddress(filter, sort, descending && sort != null);
    }

    private static String known(String text, boolean known) {
        if (!known) {
            throw new IllegalArgumentException("Unknown");
        }
        return text;
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
    public FindingsAddress with(FindingFilter filter) {
        return new FindingsAddress(filter, sort, descending);
    }

    @Override
    public FindingsAddress sortedBy(@Nullable String key, boolean descending) {
        return new FindingsAddress(filter, key == null ? null : FindingSort.valueOf(key.toUpperCase(Locale.ROOT)),
                descending);
    }

    @Override
    public QueryParameters parameters() {
        Stream<String> states = filter.states().isEmpty() ? Stream.of(ANY)
                : filter.states().equals(FindingFilter.open().states()) ? Stream.empty()
                : filter.states().stream().sorted().map(FindingsAddress::key);
        return new AddressParameters()
                .put("number", Stream.of(filter.number()).filter(PatientNumber::isPart))
                .put("site", filter.sites().stream().sorted())
                .put("form", filter.forms().stream().sorted())
                .put("check", Stream.concat(Checks.ALL.stream().map(EditCheck::id).filter(filter.checks()::contains),
                        filter.checks().stream().filter(MADE.asMatchPredicate()).sorted()))
                .put("severity", filter.severities().stream().sorted().map(FindingsAddress::key))
                .put("state", states)
                .put("fired", filter.fired())
                .put("sort", Stream.ofNullable(sort).map(by -> (descending ? "-" : "") + key(by)))
                .toQuery();
    }
}
