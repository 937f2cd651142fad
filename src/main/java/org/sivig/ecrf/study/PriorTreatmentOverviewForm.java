package org.sivig.ecrf.study;

import org.sivig.ecrf.crf.Bound;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.YesNo;

/** Declares what section 5 of the paper form asks once. */
public final class PriorTreatmentOverviewForm {

    private static final Form.Builder<PriorTreatmentOverview> F = Form.declare("prior_treatment", 5, PriorTreatmentOverview.class, PriorTreatmentOverview::new);

    public static final Item<PriorTreatmentOverview, YesNo> ANY_PRIOR =
            F.group("overview").yesNo("any_prior", PriorTreatmentOverview::getAnyPrior,
                    PriorTreatmentOverview::setAnyPrior)
            .exportedAs("pre_any").added();
    public static final Item<PriorTreatmentOverview, PartialDate> FIRST_DATE =
            F.partialDate("first_date", PriorTreatmentOverview::getFirstDate, PriorTreatmentOverview::setFirstDate)
            .exportedAs("pre_first_date").hard(Landmarks.BIRTH_DATE, Bound.TODAY)
            .soft(Bound.NONE, Landmarks.IVIG1_START).askedWhen(ANY_PRIOR.has(YesNo.YES));

    public static final Form<PriorTreatmentOverview> FORM = F.build();

    private PriorTreatmentOverviewForm() {
    }
}
