package org.sivig.ecrf.ui.patient;

import com.vaadin.flow.router.QueryParameters;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.casebook.PatientFilter;
import org.sivig.ecrf.casebook.PatientSort;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.score.EligibilityStatus.Status;
import org.sivig.ecrf.study.PatientNumber;
import org.sivig.ecrf.study.code.Sex;
import org.sivig.ecrf.study.code.SscType;
import org.sivig.ecrf.study.life.CasebookState;
import org.sivig.ecrf.ui.AddressParameters;
import org.sivig.ecrf.ui.ListAddress;

/**
 * Which patients the page shows and in which order, as it stands in the address. What cannot be read there is ignored.
 *
 * @param sort null for the order of numbers
 */
record PatientsAddress(PatientFilter filter, @Nullable PatientSort sort, boolean descending)
        implements ListAddress<PatientFilter, PatientsAddress> {

    /** Anything else matches no number; it may be a name, and names do not belong in addresses. */
    private static final Pattern WHOLE_NUMBER = Pattern.compile("\\d{1,4}");

    /** Everyone, in the order of numbers. */
    static PatientsAddress start() {
        return new PatientsAddress(PatientFilter.none(), null, false);
    }

    /** @param knownSites codes; others are ignored too */
    static PatientsAddress of(QueryParameters parameters, Set<String> knownSites) {
        PatientFilter filter = PatientFilter.none()
                .withSearch(numberPart(parameters, "q"))
                .withNumber(numberPart(parameters, "number"))
                .withSites(parameters.getParameters("site").stream().filter(knownSites::contains)
                        .collect(Collectors.toSet()))
                .withSex(AddressParameters.read(parameters, "sex", Sex.LIST::get).findFirst().orElse(null))
                .withSscTypes(AddressParameters.read(parameters, "ssc", SscType.LIST::get).collect(Collectors.toSet()))
                .withScore(AddressParameters.range(parameters, "acr", PatientsAddress::wholeNumber))
                .withEligibility(AddressParameters.read(parameters, "eligibility", text -> Status.valueOf(upper(text)))
                        .collect(Collectors.toSet()))
                .withStates(AddressParameters.read(parameters, "state", text -> CasebookState.valueOf(upper(text)))
                        .collect(Collectors.toSet()))
                .withPercent(AddressParameters.range(parameters, "complete", PatientsAddress::wholeNumber))
                .withChanged(AddressParameters.range(parameters, "changed", LocalDate::parse))
                .withChangedBy(parameters.getSingleParameter("by").orElse(""));
        String key = parameters.getSingleParameter("sort").orElse("");
        boolean descending = key.startsWith("-");
        PatientSort sort = PatientSort.of(descending ? key.substring(1) : key).orElse(null);
        return new PatientsAddress(filter, sort, descending && sort != null);
    }

    @Override
    public @Nullable String sortKey() {
        return sort == null ? null : sort.key();
    }

    @Override
    public PatientsAddress with(PatientFilter filter) {
        return new PatientsAddress(filter, sort, descending);
    }

    @Override
    public PatientsAddress sortedBy(@Nullable String key, boolean descending) {
        return new PatientsAddress(filter, key == null ? null : PatientSort.of(key).orElseThrow(), descending);
    }

    @Override
    public QueryParameters parameters() {
        return new AddressParameters()
                .put("q", Stream.of(filter.search()).filter(PatientNumber::isPart))
                .put("number", Stream.of(filter.number()).filter(PatientNumber::isPart))
                .put("site", filter.sites().stream().sorted())
                .put("sex", Stream.ofNullable(filter.sex()).map(Code::code))
                .put("ssc", filter.sscTypes().stream().sorted().map(Code::code))
                .put("acr", filter.score())
                .put("eligibility", filter.eligibility().stream().sorted().map(PatientsAddress::lower))
                .put("state", filter.states().stream().sorted().map(PatientsAddress::lower))
                .put("complete", filter.percent())
                .put("changed", filter.changed())
                .put("by", Stream.of(filter.changedBy()).filter(text -> !text.isEmpty()))
                .put("sort", Stream.ofNullable(sort).map(by -> (descending ? "-" : "") + by.key()))
                .toQuery();
    }

    private static String numberPart(QueryParameters parameters, String name) {
        return parameters.getSingleParameter(name).map(PatientNumber::of).filter(PatientNumber::isPart).orElse("");
    }

    private static Integer wholeNumber(String text) {
        if (!WHOLE_NUMBER.matcher(text).matches()) {
            throw new NumberFormatException("Not a small whole number");
        }
        return Integer.valueOf(text);
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
