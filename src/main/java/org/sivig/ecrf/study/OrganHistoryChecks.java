package org.sivig.ecrf.study;

import static org.sivig.ecrf.crf.Reference.the;

import java.util.List;
import java.util.function.Function;
import org.sivig.ecrf.crf.Claim;
import org.sivig.ecrf.crf.EditCheck;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.Reference;
import org.sivig.ecrf.crf.Told;
import org.sivig.ecrf.study.code.Ild;

/** The edit checks of section 4. */
final class OrganHistoryChecks {

    /** When organs became involved, in paper order. */
    private static final List<Item<OrganHistory, PartialDate>> ONSETS = List.of(OrganHistoryForm.RP_HX_DATE,
            OrganHistoryForm.DU_HX_DATE, OrganHistoryForm.ILD_HX_DATE, OrganHistoryForm.PH_HX_DATE,
            OrganHistoryForm.SRC_HX_DATE, OrganHistoryForm.HRT_DATE, OrganHistoryForm.GI_DATE,
            OrganHistoryForm.JNT_DATE, OrganHistoryForm.MUS_DATE);

    static final EditCheck E13 = EditCheck.warning("E13").at(OrganHistoryForm.RP_HX_DATE,
            Terms.year(the(OrganHistoryForm.RP_HX_DATE)).isNot(the(DiagnosisForm.RAYNAUD_YEAR)));
    static final EditCheck E15 = atOnsets(EditCheck.warning("E15"), ONSETS.subList(1, ONSETS.size()),
            onset -> Terms.year(onset).isLess(the(DiagnosisForm.FIRST_NONRP_YEAR))).tells("value", Told.value());
    static final EditCheck E16 = atOnsets(EditCheck.warning("E16"), ONSETS,
            onset -> onset.isMore(Terms.FIRST_INFUSION)).tells("value", Told.value());
    static final EditCheck E18 = atOnsets(EditCheck.warning("E18"), ONSETS, Reference::isBlank);
    static final EditCheck E28 = EditCheck.info("E28").at(OrganHistoryForm.ILD_HX,
            the(OrganHistoryForm.ILD_HX).is(Ild.LIMITED).and(the(VisitForm.FVC, "m0").isLess(70)));

    private OrganHistoryChecks() {
    }

    private static EditCheck atOnsets(EditCheck check, List<Item<OrganHistory, PartialDate>> onsets,
            Function<Reference, Claim> claim) {
        EditCheck all = check;
        for (Item<OrganHistory, PartialDate> onset : onsets) {
            all = all.at(onset, claim.apply(the(onset)));
        }
        return all;
    }
}
