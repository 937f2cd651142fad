package org.sivig.ecrf.casebook;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.TypedText;
import org.sivig.ecrf.score.EligibilityStatus.Status;
import org.sivig.ecrf.study.PatientNumber;
import org.sivig.ecrf.study.code.Sex;
import org.sivig.ecrf.study.code.SscType;
import org.sivig.ecrf.study.life.CasebookState;

/**
 * Which patients to list: those who meet all of it. An empty text or set, a null or {@link Range#all} asks for nothing.
 *
 * @param search    contained in the number, whatever the case
 * @param number    contained in the number too
 * @param sites     codes of sites
 * @param score     meets the range from lowest to highest score: a patient with 5 to 14 points is among those with 9 to
 *                  12
 * @param states    of their casebooks
 * @param percent   completeness, as {@link PatientRow#percent}
 * @param changed   days of the last change, in the zone of the study
 * @param changedBy contained in the user name of who made it, whatever the case
 */
public record PatientFilter(String search, String number, Set<String> sites, @Nullable Sex sex, Set<SscType> sscTypes,
        Range<Integer> score, Set<Status> eligibility, Set<CasebookState> states, Range<Integer> percent, Range<LocalDate> changed,
        String changedBy) implements Serializable {

    private static final PatientFilter NONE = new PatientFilter("", "", Set.of(), null, Set.of(), Range.all(), Set.of(),
            Set.of(), Range.all(), Range.all(), "");

    public PatientFilter {
        search = PatientNumber.of(search);
        number = PatientNumber.of(number);
        sites = Set.copyOf(sites);
        sscTypes = Set.copyOf(sscTypes);
        eligibility = Set.copyOf(eligibility);
        states = Set.copyOf(states);
        changedBy = TypedText.line(changedBy);
    }

    /** Every patient. */
    public static PatientFilter none() {
        return NONE;
    }

    public boolean isNone() {
        return equals(NONE);
    }

    public PatientFilter withSearch(String search) {
        return new PatientFilter(search, number, sites, sex, sscTypes, score, eligibility, states, percent,
                changed, changedBy);
    }

    public PatientFilter withNumber(String number) {
        return new PatientFilter(search, number, sites, sex, sscTypes, score, eligibility, states, percent,
                changed, changedBy);
    }

    public PatientFilter withSites(Set<String> sites) {
        return new PatientFilter(search, number, sites, sex, sscTypes, score, eligibility, states, percent,
                changed, changedBy);
    }

    public PatientFilter withSex(@Nullable Sex sex) {
        return new PatientFilter(search, number, sites, sex, sscTypes, score, eligibility, states, percent,
                changed, changedBy);
    }

    public PatientFilter withSscTypes(Set<SscType> sscTypes) {
        return new PatientFilter(search, number, sites, sex, sscTypes, score, eligibility, states, percent,
                changed, changedBy);
    }

    public PatientFilter withScore(Range<Integer> score) {
        return new PatientFilter(search, number, sites, sex, sscTypes, score, eligibility, states, percent,
                changed, changedBy);
    }

    public PatientFilter withEligibility(Set<Status> eligibility) {
        return new PatientFilter(search, number, sites, sex, sscTypes, score, eligibility, states, percent,
                changed, changedBy);
    }

    public PatientFilter withStates(Set<CasebookState> states) {
        return new PatientFilter(search, number, sites, sex, sscTypes, score, eligibility, states, percent,
                changed, changedBy);
    }

    public PatientFilter withPercent(Range<Integer> percent) {
        return new PatientFilter(search, number, sites, sex, sscTypes, score, eligibility, states, percent,
                changed, changedBy);
    }

    public PatientFilter withChanged(Range<LocalDate> changed) {
        return new PatientFilter(search, number, sites, sex, sscTypes, score, eligibility, states, percent,
                changed, changedBy);
    }

    public PatientFilter withChangedBy(String changedBy) {
        return new PatientFilter(search, number, sites, sex, sscTypes, score, eligibility, states, percent,
                changed, changedBy);
    }
}
