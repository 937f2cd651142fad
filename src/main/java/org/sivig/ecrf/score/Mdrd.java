package org.sivig.ecrf.score;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Glomerular filtration rate estimated from creatinine, in ml/min/1.73 m², shown with one decimal. There is no factor
 * for ethnicity, which the study does not collect.
 * <p>
 * Source: the four-variable MDRD equation for creatinine traceable to IDMS. Levey AS et al., Using standardized serum
 * creatinine values in the modification of diet in renal disease study equation for estimating glomerular filtration
 * rate. Ann Intern Med 2006;145:247–54.
 */
public final class Mdrd {

    /** Creatinine in µmol/l that makes 1 mg/dl. */
    private static final double MICROMOL_PER_MG_DL = 88.4;

    private static final double FEMALE = 0.742;

    private static final int DECIMALS = 1;

    private Mdrd() {
    }

    /**
     * Estimates the filtration rate.
     *
     * @param creatinine in µmol/l
     * @param age        in completed years at the visit; when it is approximate, so is the rate
     * @param female     whether the patient is a woman
     * @return null when one of them is missing, or creatinine or age is not positive
     */
    public static @Nullable Quantity of(@Nullable BigDecimal creatinine, @Nullable Quantity age,
            @Nullable Boolean female) {
        if (creatinine == null || age == null || female == null || creatinine.signum() <= 0 || age.raw() <= 0) {
            return null;
        }
        double rate = 175 * Math.pow(creatinine.doubleValue() / MICROMOL_PER_MG_DL, -1.154)
                * Math.pow(age.raw(), -0.203) * (female ? FEMALE : 1);
        return new Quantity(rate, DECIMALS, age.approximate());
    }
}
