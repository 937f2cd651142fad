package org.sivig.ecrf.study;

import static org.sivig.ecrf.crf.Reference.the;
import static org.sivig.ecrf.crf.YesNo.YES;

import org.sivig.ecrf.crf.EditCheck;
import org.sivig.ecrf.crf.Reference;
import org.sivig.ecrf.study.code.ReactionCourse;

/** The edit checks of section 9. */
final class ToleranceChecks {

    private static final Reference EVOLUTION = the(ToleranceForm.MRX_EVO);

    static final EditCheck E80 = EditCheck.error("E80")
            .at(ToleranceForm.MRX, the(ToleranceForm.MINOR_RX).is(YES).and(the(ToleranceForm.MRX).isBlank()))
            .at(ToleranceForm.SRX, the(ToleranceForm.SEVERE_RX).is(YES).and(the(ToleranceForm.SRX).isBlank()));
    static final EditCheck E81 = EditCheck.warning("E81").at(ToleranceForm.MRX_EVO,
            EVOLUTION.is(ReactionCourse.FIRST).and(EVOLUTION.is(ReactionCourse.RATE, ReactionCourse.PREMED)));

    private ToleranceChecks() {
    }
}
