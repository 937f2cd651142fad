package org.sivig.ecrf.audit;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.TypedText;
import org.sivig.ecrf.study.PatientNumber;

/**
 * Which records to list: those that meet all of it. An empty text or set and a null ask for nothing.
 *
 * @param from      first day, in the zone of the study
 * @param to        last day
 * @param user      contained in the user name or the name of the user, whatever the case
 * @param roles     names of roles
 * @param sites     codes of sites
 * @param patient   contained in the number
 * @param forms     names of forms
 * @param items     items as {@code form.item}
 * @param oldValue  what the value before looks like; never found in identity
 * @param newValue  the same of the value after
 * @param acts      names of acts; {@link #ANSWER} for changes of answers
 */
public record AuditFilter(@Nullable LocalDate from, @Nullable LocalDate to, String user, Set<String> roles,
        Set<String> sites, String patient, Set<String> forms, Set<String> items, Text oldValue, Text newValue,
        Text reason, Set<String> acts, @Nullable Long query) implements Serializable {

    public static final String ANSWER = "ANSWER";

    /**
     * A text that is looked for, with all that it may mean in what is stored.
     *
     * @param typed as it was typed; empty when nothing is looked for
     * @param parts any of these is contained
     * @param whole or it is one of these: missing reasons of a value, coded reasons of a change
     * @param codes or it is such a code of one of these items ({@code form.item})
     */
    public record Text(String typed, Set<String> parts, Set<String> whole, Map<String, Set<String>> codes)
            implements Serializable {

        public static final Text NONE = new Text("", Set.of(), Set.of(), Map.of());
    }

    private static final AuditFilter NONE = new AuditFilter(null, null, "", Set.of(), Set.of(), "", Set.of(), Set.of(),
            Text.NONE, Text.NONE, Text.NONE, Set.of(), null);

    public AuditFilter {
        user = TypedText.line(user);
        roles = Set.copyOf(roles);
        sites = Set.copyOf(sites);
        patient = PatientNumber.of(patient);
        forms = Set.copyOf(forms);
        items = Set.copyOf(items);
        acts = Set.copyOf(acts);
    }

    /** Every record. */
    public static AuditFilter none() {
        return NONE;
    }

    public boolean isNone() {
        return equals(NONE);
    }

    public AuditFilter withDays(@Nullable LocalDate from, @Nullable LocalDate to) {
        return new AuditFilter(from, to, user, roles, sites, patient, forms, items, oldValue, newValue, reason, acts, query);
    }

    public AuditFilter withUser(String user) {
        return new AuditFilter(from, to, user, roles, sites, patient, forms, items, oldValue, newValue, reason, acts, query);
    }

    public AuditFilter withRoles(Set<String> roles) {
        return new AuditFilter(from, to, user, roles, sites, patient, forms, items, oldValue, newValue, reason, acts, query);
    }

    public AuditFilter withSites(Set<String> sites) {
        return new AuditFilter(from, to, user, roles, sites, patient, forms, items, oldValue, newValue, reason, acts, query);
    }

    public AuditFilter withPatient(String patient) {
        return new AuditFilter(from, to, user, roles, sites, patient, forms, items, oldValue, newValue, reason, acts, query);
    }

    public AuditFilter withForms(Set<String> forms) {
        return new AuditFilter(from, to, user, roles, sites, patient, forms, items, oldValue, newValue, reason, acts, query);
    }

    public AuditFilter withItems(Set<String> items) {
        return new AuditFilter(from, to, user, roles, sites, patient, forms, items, oldValue, newValue, reason, acts, query);
    }

    public AuditFilter withOldValue(Text oldValue) {
        return new AuditFilter(from, to, user, roles, sites, patient, forms, items, oldValue, newValue, reason, acts, query);
    }

    public AuditFilter withNewValue(Text newValue) {
        return new AuditFilter(from, to, user, roles, sites, patient, forms, items, oldValue, newValue, reason, acts, query);
    }

    public AuditFilter withReason(Text reason) {
        return new AuditFilter(from, to, user, roles, sites, patient, forms, items, oldValue, newValue, reason, acts, query);
    }

    public AuditFilter withActs(Set<String> acts) {
        return new AuditFilter(from, to, user, roles, sites, patient, forms, items, oldValue, newValue, reason, acts, query);
    }

    public AuditFilter withQuery(@Nullable Long query) {
        return new AuditFilter(from, to, user, roles, sites, patient, forms, items, oldValue, newValue, reason, acts, query);
    }
}
