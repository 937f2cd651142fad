package org.sivig.ecrf.study;

import static org.sivig.ecrf.crf.Claim.keyIn;
import static org.sivig.ecrf.crf.Reference.the;
import static org.sivig.ecrf.crf.YesNo.NO;
import static org.sivig.ecrf.crf.YesNo.YES;

import org.sivig.ecrf.crf.EditCheck;
import org.sivig.ecrf.crf.Reference;
import org.sivig.ecrf.crf.Term;
import org.sivig.ecrf.crf.Told;

/** The edit checks of the drugs of sections 5, 6 and 7. */
final class TreatmentChecks {

    private static final Reference PRIOR_START = the(PriorTreatmentForm.START);
    private static final Reference PRIOR_END = the(PriorTreatmentForm.END);
    private static final Reference START = the(ConcomitantTreatmentForm.START);
    private static final Reference END = the(ConcomitantTreatmentForm.END);
    private static final Reference FIRST_DATE = the(PriorTreatmentOverviewForm.FIRST_DATE);
    private static final Term MONTH = Terms.month(FIRST_DATE);
    private static final Term EARLIEST_MONTH = Terms.month(Terms.EARLIEST_PRIOR_START);

    static final EditCheck E30 = EditCheck.error("E30")
            .at(PriorTreatmentForm.END, PRIOR_END.isLess(PRIOR_START))
            .at(ConcomitantTreatmentForm.END, END.isLess(START)).tells("value", Told.value());
    static final EditCheck E32 = EditCheck.warning("E32")
            .at(PriorTreatmentForm.START, PRIOR_START.isMore(Terms.FIRST_INFUSION))
            .at(PriorTreatmentOverviewForm.FIRST_DATE, FIRST_DATE.isMore(Terms.FIRST_INFUSION))
            .tells("value", Told.value());
    static final EditCheck E33 = EditCheck.warning("E33").at(PriorTreatmentOverviewForm.FIRST_DATE,
            MONTH.isMore(EARLIEST_MONTH).or(MONTH.isLess(EARLIEST_MONTH).and(Terms.PRIOR_STARTS_COMPLETE)))
            .tells("date", Told.date(Terms.EARLIEST_PRIOR_START));
    static final EditCheck E34 = EditCheck.warning("E34").at(PriorTreatmentForm.START,
            keyIn("drug", "mpiv", "ocs", "cyciv", "mtx", "aza", "mmf", "rtx")
                    .and(the(PriorTreatmentForm.ONGO).is(YES).or(PRIOR_END.isMore(Terms.FIRST_INFUSION)),
                            the(ConcomitantTreatmentForm.GIVEN, "1", "drug").is(NO)));
    static final EditCheck E35 = EditCheck.warning("E35").at(ConcomitantTreatmentForm.START,
            START.isMore(the(IvigCourseForm.END)).or(END.isLess(the(IvigCourseForm.START))));

    private TreatmentChecks() {
    }
}
