package org.sivig.ecrf.score;

import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Code;

/**
 * How the skin has changed since M0 by the modified Rodnan skin score (0 to 51 points).
 * <p>
 * Source: Dobrota R et al., Prediction of improvement in skin fibrosis in diffuse systemic sclerosis: a EUSTAR
 * analysis. Ann Rheum Dis 2016;75:1743–8: a change of more than 5 points and at least 25 %, mirrored for progression.
 */
public enum SkinResponse implements Code {
    IMPROVED, STABLE, PROGRESSION;

    private static final int POINTS = 5;

    /**
     * Judges the change, in whole numbers. Every rise of more than 5 points from 0 is progression.
     *
     * @param baseline the skin score at M0
     * @param now      the skin score at the visit
     * @return null when one of them is missing
     */
    public static @Nullable SkinResponse of(@Nullable Integer baseline, @Nullable Integer now) {
        if (baseline == null || now == null) {
            return null;
        }
        long change = (long) now - baseline;
        if (change < -POINTS && 4 * change <= -baseline) {
            return IMPROVED;
        }
        return change > POINTS && 4 * change >= baseline ? PROGRESSION : STABLE;
    }
}
