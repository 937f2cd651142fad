package org.sivig.ecrf.score;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Code;

/**
 * Whether the patient meets the inclusion and exclusion criteria printed in section 2 of the SIVIG form. The
 * investigator's own validation counts, not the computed class.
 *
 * @param reasons when not eligible, the criteria that exclude, in paper order
 */
public record EligibilityStatus(Status status, List<Criterion> reasons) {

    public enum Status implements Code {
        ELIGIBLE, NOT_ELIGIBLE, UNDETERMINED
    }

    public enum Criterion {
        DIAGNOSIS_VALID, IVIG_IN_PERIOD, REPLACEMENT
    }

    /** Each answer may be null: unknown. */
    public static EligibilityStatus of(@Nullable Boolean diagnosisValid, @Nullable Boolean ivigInPeriod,
            @Nullable Boolean replacement) {
        List<Criterion> reasons = Stream.of(
                Boolean.FALSE.equals(diagnosisValid) ? Criterion.DIAGNOSIS_VALID : null,
                Boolean.FALSE.equals(ivigInPeriod) ? Criterion.IVIG_IN_PERIOD : null,
                Boolean.TRUE.equals(replacement) ? Criterion.REPLACEMENT : null).filter(Objects::nonNull).toList();
        if (!reasons.isEmpty()) {
            return new EligibilityStatus(Status.NOT_ELIGIBLE, reasons);
        }
        boolean known = diagnosisValid != null && ivigInPeriod != null && replacement != null;
        return new EligibilityStatus(known ? Status.ELIGIBLE : Status.UNDETERMINED, List.of());
    }
}
