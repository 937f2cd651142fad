package org.sivig.ecrf.casebook;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.audit.Act;
import org.sivig.ecrf.audit.AuditRecord;
import org.sivig.ecrf.study.Patient;
import org.sivig.ecrf.study.Section;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.life.CasebookState;
import org.sivig.ecrf.study.life.Completion;
import org.sivig.ecrf.study.life.QueryStep;
import org.sivig.ecrf.study.life.Transition;

/**
 * Where a casebook stands in its life.
 *
 * @param at        since when; null while it has been in progress from the start
 * @param by        by whose act
 * @param changedAt when an answer changed last
 * @param completed the sections that are complete, by their path
 * @param justifies whether who looks may say something about a finding now
 * @param raises    the step with which who looks may make a query now; null when they may not
 * @param steps     the steps that the state and the role of who looks allow
 */
public record Standing(CasebookState state, @Nullable Instant at, @Nullable String by, Instant changedAt,
        Map<String, Completion> completed, boolean justifies, @Nullable QueryStep raises,
        Set<Transition> steps) {

    static Standing of(Patient patient, AccessPolicy policy) {
        return new Standing(patient.getState(), patient.getStateAt(), patient.getStateBy(), patient.getChangedAt(),
                patient.getCompleted(),
                policy.enters(patient.getSite()) && patient.getState().allows(CasebookState.Work.FINDINGS),
                patient.getState().allows(CasebookState.Work.QUERIES) ? policy.raises(patient.getSite()) : null,
                Arrays.stream(Transition.values()).filter(patient::mayTake)
                .filter(step -> policy.takes(step, patient.getSite()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Transition.class))));
    }

    /**
     * Where a casebook stood, of which nobody makes anything now.
     *
     * @param acts what was done to its forms and to the whole of it until then, the oldest first
     */
    static Standing past(List<AuditRecord> acts, Instant at) {
        CasebookState state = CasebookState.IN_PROGRESS;
        AuditRecord last = null;
        Map<String, Completion> completed = new LinkedHashMap<>();
        for (AuditRecord record : acts) {
            Act act = Act.valueOf(Objects.requireNonNull(record.act()));
            if (act == Act.FORM_COMPLETED) {
                section(record).ifPresent(section -> completed.put(section.path(),
                        new Completion(record.at(), record.username())));
            } else if (act == Act.FORM_REOPENED) {
                section(record).ifPresent(section -> completed.remove(section.path()));
            } else {
                last = record;
                state = switch (act) {
                    case CASEBOOK_SIGNED -> CasebookState.SIGNED;
                    case CASEBOOK_UNSIGNED -> CasebookState.COMPLETE;
                    default -> CasebookState.valueOf(Objects.requireNonNull(record.newValue()));
                };
            }
        }
        return new Standing(state, last == null ? null : last.at(), last == null ? null : last.username(), at,
                completed, false, null, Set.of());
    }

    private static Optional<Section> section(AuditRecord record) {
        Act.Place place = new Act.Place(record.form(), record.rowKey(), record.item());
        return Study.allSections().filter(section -> Act.Place.of(section).equals(place)).findFirst();
    }

    /** Who said that a section is complete, and when; null while it is not. */
    public @Nullable Completion completion(Section section) {
        return completed.get(section.path());
    }
}
