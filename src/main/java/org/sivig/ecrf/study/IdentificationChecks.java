package org.sivig.ecrf.study;

import static org.sivig.ecrf.crf.Reference.the;

import org.sivig.ecrf.crf.Claim;
import org.sivig.ecrf.crf.EditCheck;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.Told;

/** The edit checks of section 1. */
final class IdentificationChecks {

    static final String SAME_SITE = "duplicate(same_site)";
    static final String OTHER_SITE = "duplicate(other_site)";

    private static final Item<?, ?>[] WHO = {IdentificationForm.LAST_NAME3, IdentificationForm.FIRST_NAME3,
            IdentificationForm.BIRTH_DATE, IdentificationForm.SEX};

    static final EditCheck E04A = EditCheck.error("E04a").at(IdentificationForm.LAST_NAME3,
            Claim.known(SAME_SITE, WHO)).tells("patient", Told.known(SAME_SITE));
    static final EditCheck E04B = EditCheck.warning("E04b").at(IdentificationForm.LAST_NAME3,
            Claim.known(OTHER_SITE, WHO));
    static final EditCheck E05 = EditCheck.warning("E05")
            .at(IdentificationForm.LAST_NAME3, the(IdentificationForm.LAST_NAME3).length().isLess(3))
            .at(IdentificationForm.FIRST_NAME3, the(IdentificationForm.FIRST_NAME3).length().isLess(3));

    private IdentificationChecks() {
    }
}
