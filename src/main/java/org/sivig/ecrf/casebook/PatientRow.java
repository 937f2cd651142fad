package org.sivig.ecrf.casebook;

import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Completeness;
import org.sivig.ecrf.score.AcrEular2013;
import org.sivig.ecrf.score.EligibilityStatus;
import org.sivig.ecrf.study.code.Sex;
import org.sivig.ecrf.study.code.SscType;
import org.sivig.ecrf.study.life.CasebookState;

/**
 * A patient in the list.
 *
 * @param acrLow    the ACR/EULAR score with every unknown criterion absent
 * @param acrHigh   with every unknown criterion present
 * @param asked     items that are asked
 * @param answered  how many of them hold a value or a reason
 * @param changedBy user name
 */
public record PatientRow(String number, String site, @Nullable Sex sex, @Nullable SscType sscType, int acrLow,
        int acrHigh, AcrEular2013.Verdict acrClass, EligibilityStatus.Status eligibility, CasebookState state, int asked,
        int answered, Instant changedAt, String changedBy) implements Serializable {

    /** Completeness in whole percent, as {@link Completeness#percent}. */
    public int percent() {
        return new Completeness(answered, 0, asked - answered).percent();
    }
}
