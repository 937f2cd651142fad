package org.sivig.ecrf.study;

import java.util.Set;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.YesNo;
import org.sivig.ecrf.study.code.MinorReaction;
import org.sivig.ecrf.study.code.ReactionCourse;
import org.sivig.ecrf.study.code.SevereReaction;

/** Declares section 9 of the paper form. */
public final class ToleranceForm {

    private static final Form.Builder<Tolerance> F = Form.declare("tolerance", 9, Tolerance.class, Tolerance::new);

    public static final Item<Tolerance, YesNo> MINOR_RX =
            F.group("minor").yesNo("minor_rx", Tolerance::getMinorRx, Tolerance::setMinorRx);
    public static final Item<Tolerance, Set<MinorReaction>> MRX =
            F.multiChoice("mrx", MinorReaction.LIST, Tolerance::getMrx, Tolerance::setMrx)
            .askedWhen(MINOR_RX.has(YesNo.YES));
    public static final Item<Tolerance, String> MRX_OTHER_SPEC =
            F.text("mrx_other_spec", Tolerance::getMrxOtherSpec, Tolerance::setMrxOtherSpec)
            .askedWhen(MRX.has(MinorReaction.OTHER));
    public static final Item<Tolerance, Set<ReactionCourse>> MRX_EVO =
            F.multiChoice("mrx_evo", ReactionCourse.LIST, Tolerance::getMrxEvo, Tolerance::setMrxEvo)
            .askedWhen(MINOR_RX.has(YesNo.YES));

    public static final Item<Tolerance, YesNo> SEVERE_RX =
            F.group("severe").yesNo("severe_rx", Tolerance::getSevereRx, Tolerance::setSevereRx);
    public static final Item<Tolerance, Set<SevereReaction>> SRX =
            F.multiChoice("srx", SevereReaction.LIST, Tolerance::getSrx, Tolerance::setSrx)
            .askedWhen(SEVERE_RX.has(YesNo.YES));
    public static final Item<Tolerance, String> SRX_OTHER_SPEC =
            F.text("srx_other_spec", Tolerance::getSrxOtherSpec, Tolerance::setSrxOtherSpec)
            .askedWhen(SRX.has(SevereReaction.OTHER));

    public static final Form<Tolerance> FORM = F.build();

    private ToleranceForm() {
    }
}
