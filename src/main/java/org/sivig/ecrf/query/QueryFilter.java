package org.sivig.ecrf.query;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Set;
import org.sivig.ecrf.casebook.Range;
import org.sivig.ecrf.crf.TypedText;
import org.sivig.ecrf.study.PatientNumber;
import org.sivig.ecrf.study.life.QueryOutcome;
import org.sivig.ecrf.study.life.QueryState;

/**
 * Which queries to list: those that meet all of it. An empty text or set and {@link Range#all} ask for nothing.
 *
 * @param name    contained in the name of the query, Q-118
 * @param patient contained in the number of the patient
 * @param items   names of items, whatever the row
 * @param text    contained in the text
 * @param by      contained in the user name of who raised it
 * @param raised  days on which they were raised, in the zone of the study
 * @param opened  days on which they were last opened; those that never were, are left out by any
 */
public record QueryFilter(String name, String patient, Set<String> sites, Set<String> forms, Set<String> items,
        Set<QueryState> states, String text, String by, Range<LocalDate> raised, Range<LocalDate> opened,
        Set<QueryOutcome> outcomes) implements Serializable {

    private static final QueryFilter ALL = new QueryFilter("", "", Set.of(), Set.of(), Set.of(), Set.of(), "", "",
            Range.all(), Range.all(), Set.of());

    public QueryFilter {
        name = TypedText.withHyphens(name);
        patient = PatientNumber.of(patient);
        sites = Set.copyOf(sites);
        forms = Set.copyOf(forms);
        items = Set.copyOf(items);
        states = Set.copyOf(states);
        text = TypedText.line(text);
        by = TypedText.line(by);
        outcomes = Set.copyOf(outcomes);
    }

    /** Every query and note. */
    public static QueryFilter all() {
        return ALL;
    }

    /** What waits for somebody. */
    public static QueryFilter pending() {
        return ALL.withStates(Set.of(QueryState.CANDIDATE, QueryState.OPEN, QueryState.ANSWERED));
    }

    public QueryFilter withName(String name) {
        return new QueryFilter(name, patient, sites, forms, items, states, text, by, raised, opened, outcomes);
    }

    public QueryFilter withPatient(String patient) {
        return new QueryFilter(name, patient, sites, forms, items, states, text, by, raised, opened, outcomes);
    }

    public QueryFilter withSites(Set<String> sites) {
        return new QueryFilter(name, patient, sites, forms, items, states, text, by, raised, opened, outcomes);
    }

    public QueryFilter withForms(Set<String> forms) {
        return new QueryFilter(name, patient, sites, forms, items, states, text, by, raised, opened, outcomes);
    }

    public QueryFilter withItems(Set<String> items) {
        return new QueryFilter(name, patient, sites, forms, items, states, text, by, raised, opened, outcomes);
    }

    public QueryFilter withStates(Set<QueryState> states) {
        return new QueryFilter(name, patient, sites, forms, items, states, text, by, raised, opened, outcomes);
    }

    public QueryFilter withText(String text) {
        return new QueryFilter(name, patient, sites, forms, items, states, text, by, raised, opened, outcomes);
    }

    public QueryFilter withBy(String by) {
        return new QueryFilter(name, patient, sites, forms, items, states, text, by, raised, opened, outcomes);
    }

    public QueryFilter withRaised(Range<LocalDate> raised) {
        return new QueryFilter(name, patient, sites, forms, items, states, text, by, raised, opened, outcomes);
    }

    public QueryFilter withOpened(Range<LocalDate> opened) {
        return new QueryFilter(name, patient, sites, forms, items, states, text, by, raised, opened, outcomes);
    }

    public QueryFilter withOutcomes(Set<QueryOutcome> outcomes) {
        return new QueryFilter(name, patient, sites, forms, items, states, text, by, raised, opened, outcomes);
    }
}
