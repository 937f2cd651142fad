package org.sivig.ecrf.casebook;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Set;
import org.sivig.ecrf.crf.Severity;
import org.sivig.ecrf.study.PatientNumber;

/**
 * Which findings to list: those that meet all of it. An empty text or set and {@link Range#all} ask for nothing.
 *
 * @param number contained in the number of the patient, whatever the case
 * @param sites  codes of sites
 * @param forms  names of forms
 * @param checks ids of checks
 * @param fired  days on which they fired, in the zone of the study
 */
public record FindingFilter(String number, Set<String> sites, Set<String> forms, Set<String> checks,
        Set<Severity> severities, Set<FindingState> states, Range<LocalDate> fired) implements Serializable {

    private static final FindingFilter ALL =
            new FindingFilter("", Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Range.all());

    public FindingFilter {
        number = PatientNumber.of(number);
        sites = Set.copyOf(sites);
        forms = Set.copyOf(forms);
        checks = Set.copyOf(checks);
        severities = Set.copyOf(severities);
        states = Set.copyOf(states);
    }

    /** Every finding, whatever became of it. */
    public static FindingFilter all() {
        return ALL;
    }

    /** What waits for somebody. */
    public static FindingFilter open() {
        return ALL.withStates(Set.of(FindingState.OPEN));
    }

    public FindingFilter withNumber(String number) {
        return new FindingFilter(number, sites, forms, checks, severities, states, fired);
    }

    public FindingFilter withSites(Set<String> sites) {
        return new FindingFilter(number, sites, forms, checks, severities, states, fired);
    }

    public FindingFilter withForms(Set<String> forms) {
        return new FindingFilter(number, sites, forms, checks, severities, states, fired);
    }

    public FindingFilter withChecks(Set<String> checks) {
        return new FindingFilter(number, sites, forms, checks, severities, states, fired);
    }

    public FindingFilter withSeverities(Set<Severity> severities) {
        return new FindingFilter(number, sites, forms, checks, severities, states, fired);
    }

    public FindingFilter withStates(Set<FindingState> states) {
        return new FindingFilter(number, sites, forms, checks, severities, states, fired);
    }

    public FindingFilter withFired(Range<LocalDate> fired) {
        return new FindingFilter(number, sites, forms, checks, severities, states, fired);
    }
}
