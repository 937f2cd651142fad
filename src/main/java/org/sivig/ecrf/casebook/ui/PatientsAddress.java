package org.sivig.ecrf.casebook.ui;

import com.vaadin.flow.router.QueryParameters;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.casebook.PatientFilter;
import org.sivig.ecrf.casebook.PatientSort;
import org.sivig.ecrf.casebook.Range;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.score.EligibilityStatus.Status;
import org.sivig.ecrf.study.Sex;
import org.sivig.ecrf.study.SscType;

/**
 * Which patients the page shows and in which order, as it stands in the address. What cannot be read there is ignored.
 *
 * @param sort null for the order of numbers
 */
record PatientsAddress(PatientFilter filter, @Nullable PatientSort sort, boolean descending) implements Serializable {

    /** Anything else matches no number; it may be a name, and names do not belong in addresses. */
    private static final Pattern PART_OF_NUMBER = Pattern.compile("(?i)[siv0-9-]{1,20}");
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
                .withSex(read(parameters, "sex", Sex.LIST::get).findFirst().orElse(null))
                .withSscTypes(read(parameters, "ssc", SscType.LIST::get).collect(Collectors.toSet()))
                .withScore(range(parameters, "acr", PatientsAddress::wholeNumber))
                .withEligibility(read(parameters, "eligibility", text -> Status.valueOf(upper(text)))
                        .collect(Collectors.toSet()))
                .withPercent(range(parameters, "complete", PatientsAddress::wholeNumber))
                .withChanged(range(parameters, "changed", LocalDate::parse))
                .withChangedBy(parameters.getSingleParameter("by").orElse(""));
        String key = parameters.getSingleParameter("sort").orElse("");
        boolean descending = key.startsWith("-");
        PatientSort sort = PatientSort.of(descending ? key.substring(1) : key).orElse(null);
        return new PatientsAddress(filter, sort, descending && sort != null);
    }

    PatientsAddress with(PatientFilter filter) {
        return new PatientsAddress(filter, sort, descending);
    }

    PatientsAddress sortedBy(@Nullable PatientSort sort, boolean descending) {
        return new PatientsAddress(filter, sort, descending);
    }

    QueryParameters parameters() {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        put(parameters, "q", Stream.of(filter.search()).filter(PART_OF_NUMBER.asMatchPredicate()));
        put(parameters, "number", Stream.of(filter.number()).filter(PART_OF_NUMBER.asMatchPredicate()));
        put(parameters, "site", filter.sites().stream().sorted());
        put(parameters, "sex", Stream.ofNullable(filter.sex()).map(Code::code));
        put(parameters, "ssc", filter.sscTypes().stream().sorted().map(Code::code));
        put(parameters, "acr", filter.score());
        put(parameters, "eligibility", filter.eligibility().stream().sorted().map(PatientsAddress::lower));
        put(parameters, "complete", filter.percent());
        put(parameters, "changed", filter.changed());
        put(parameters, "by", Stream.of(filter.changedBy()).filter(text -> !text.isEmpty()));
        put(parameters, "sort", Stream.ofNullable(sort).map(by -> (descending ? "-" : "") + by.key()));
        return new QueryParameters(parameters);
    }

    private static String numberPart(QueryParameters parameters, String name) {
        return parameters.getSingleParameter(name).filter(PART_OF_NUMBER.asMatchPredicate()).orElse("");
    }

    private static <T extends Comparable<? super T> & Serializable> Range<T> range(QueryParameters parameters,
            String name, Function<String, T> reader) {
        T from = read(parameters, name + "_from", reader).findFirst().orElse(null);
        T to = read(parameters, name + "_to", reader).findFirst().orElse(null);
        return from != null && to != null && from.compareTo(to) > 0 ? Range.all() : new Range<>(from, to);
    }

    private static <T> Stream<T> read(QueryParameters parameters, String name, Function<String, T> reader) {
        return parameters.getParameters(name).stream().flatMap(text -> {
            try {
                return Stream.of(reader.apply(text));
            } catch (RuntimeException unreadable) {
                return Stream.empty();
            }
        });
    }

    private static Integer wholeNumber(String text) {
        if (!WHOLE_NUMBER.matcher(text).matches()) {
            throw new NumberFormatException("Not a small whole number");
        }
        return Integer.valueOf(text);
    }

    private static void put(Map<String, List<String>> parameters, String name, Range<?> range) {
        put(parameters, name + "_from", Stream.ofNullable(range.from()).map(Object::toString));
        put(parameters, name + "_to", Stream.ofNullable(range.to()).map(Object::toString));
    }

    private static void put(Map<String, List<String>> parameters, String name, Stream<String> values) {
        List<String> list = values.toList();
        if (!list.isEmpty()) {
            parameters.put(name, list);
        }
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
