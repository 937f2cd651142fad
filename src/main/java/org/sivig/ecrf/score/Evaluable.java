package org.sivig.ecrf.score;

import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Code;

/**
 * Whether a response means something for a patient. {@link SkinResponse} and {@link LungProgression} are computed for
 * everybody; whatever counts responders counts evaluable patients only.
 * <p>
 * Sources: Dobrota R et al., Ann Rheum Dis 2016;75:1743–8, for the skin (diffuse systemic sclerosis, a skin score of at
 * least 7 at the beginning, 12 ± 2 months); OMERACT CTD-ILD, Khanna D et al., J Rheumatol 2015;42:2168–71, for the lung
 * (interstitial lung disease).
 */
public enum Evaluable implements Code {
    YES, NO;

    private static final int LEAST_SKIN_SCORE = 7;

    /**
     * For the skin: a diffuse form with a skin score of at least 7 at M0.
     *
     * @param diffuse  whether the form is diffuse
     * @param baseline the skin score at M0
     * @return null when what is known excludes nobody and something is not known
     */
    public static @Nullable Evaluable ofSkin(@Nullable Boolean diffuse, @Nullable Integer baseline) {
        if (Boolean.FALSE.equals(diffuse) || baseline != null && baseline < LEAST_SKIN_SCORE) {
            return NO;
        }
        return diffuse == null || baseline == null ? null : YES;
    }

    /** For the lung: interstitial lung disease, whatever its extent; null when it is not known. */
    public static @Nullable Evaluable ofLung(@Nullable Boolean lungDisease) {
        return lungDisease == null ? null : lungDisease ? YES : NO;
    }
}
