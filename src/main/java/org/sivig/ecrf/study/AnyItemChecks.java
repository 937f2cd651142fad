package org.sivig.ecrf.study;

import static org.sivig.ecrf.crf.Claim.not;
import static org.sivig.ecrf.crf.Claim.sure;
import static org.sivig.ecrf.crf.Reference.the;
import static org.sivig.ecrf.crf.Term.TODAY;
import static org.sivig.ecrf.crf.Term.VALUE;

import org.sivig.ecrf.crf.Claim;
import org.sivig.ecrf.crf.EditCheck;
import org.sivig.ecrf.crf.EditCheck.Any;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.Item.Limit;
import org.sivig.ecrf.crf.Term;
import org.sivig.ecrf.crf.Told;

/** The edit checks of any date and number, and of what is to be specified. */
final class AnyItemChecks {

    private static final Claim IMPOSSIBLE = VALUE.isLess(Term.bound(Limit.HARD_MIN))
            .or(VALUE.isMore(Term.bound(Limit.HARD_MAX)));
    private static final Claim UNLIKELY = VALUE.isLess(Term.bound(Limit.SOFT_MIN))
            .or(VALUE.isMore(Term.bound(Limit.SOFT_MAX)));

    static final EditCheck E01 = EditCheck.error("E01").at(Any.DATE, VALUE.isLess(Terms.BIRTH))
            .tells("value", Told.value());
    static final EditCheck E03 = EditCheck.error("E03").at(Any.DATE, VALUE.isMore(TODAY))
            .at(Any.YEAR, VALUE.isMore(Terms.year(TODAY))).tells("value", Told.value());

    static final EditCheck E82 = blank(EditCheck.warning("E82"), DiagnosisForm.OVERLAP_SPEC,
            DiagnosisForm.FLUO_OTHER_SPEC, DiagnosisForm.AB_OTHER_SPEC, IvigCourseForm.IND_L23_SPEC,
            IvigCourseForm.IND_L1_SPEC, IvigCourseForm.IND_CI_SPEC, IvigCourseForm.IND_RELAPSE_SPEC,
            IvigCourseForm.IND_OTH_SPEC, IvigCourseForm.DOSE_SPEC, IvigCourseForm.FREQ_SPEC,
            IvigCourseForm.STOP_AE_SPEC, IvigCourseForm.STOP_OTH_SPEC, ToleranceForm.MRX_OTHER_SPEC,
            ToleranceForm.SRX_OTHER_SPEC);

    static final EditCheck E90 = EditCheck.error("E90").at(Any.VALUE, IMPOSSIBLE).tells("value", Told.value())
            .tells("min", Told.bound(Limit.HARD_MIN)).tells("max", Told.bound(Limit.HARD_MAX));
    static final EditCheck E91 = EditCheck.warning("E91")
            .at(Any.VALUE, UNLIKELY.and(not(sure(IMPOSSIBLE)), not(Terms.UNIT_TRAP))).tells("value", Told.value());

    private AnyItemChecks() {
    }

    /** It shows at each of these items that is blank. */
    static EditCheck blank(EditCheck check, Item<?, ?>... items) {
        EditCheck all = check;
        for (Item<?, ?> item : items) {
            all = all.at(item, the(item).isBlank());
        }
        return all;
    }
}
