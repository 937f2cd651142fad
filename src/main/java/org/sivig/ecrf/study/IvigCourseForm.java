package org.sivig.ecrf.study;

import static org.sivig.ecrf.crf.Condition.keyIs;
import static org.sivig.ecrf.crf.Condition.not;

import java.math.BigDecimal;
import java.util.Set;
import java.util.stream.Stream;
import org.sivig.ecrf.crf.Bound;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.YesNo;
import org.sivig.ecrf.study.code.IvigDose;
import org.sivig.ecrf.study.code.IvigFrequency;
import org.sivig.ecrf.study.code.StopReason;

/** Declares sections 6 and 7 of the paper form. */
public final class IvigCourseForm {

    private static final Form.Builder<IvigCourse> F = Form.declareRepeating("ivig_course", 6, IvigCourse.class,
            () -> Stream.of("1", "2").map(IvigCourse::new).toList(),
            keys -> IvigCourse.isNumber(keys.get("course")) ? new IvigCourse(keys.get("course")) : null);

    public static final Item<IvigCourse, YesNo> DONE =
            F.group("gate").yesNo("done", IvigCourse::getDone, IvigCourse::setDone)
            .exportedAs("ivig{course}_done").askedWhen(keyIs("course", "2")).added();

    public static final Item<IvigCourse, YesNo> IND_L23 =
            F.group("indication").yesNo("ind_l23", IvigCourse::getIndL23, IvigCourse::setIndL23)
            .exportedAs("ivig{course}_ind_l23").askedWhen(keyIs("course", "1"));
    public static final Item<IvigCourse, String> IND_L23_SPEC =
            F.text("ind_l23_spec", IvigCourse::getIndL23Spec, IvigCourse::setIndL23Spec)
            .exportedAs("ivig{course}_ind_l23_spec").askedWhen(IND_L23.has(YesNo.YES));
    public static final Item<IvigCourse, YesNo> IND_L1 =
            F.yesNo("ind_l1", IvigCourse::getIndL1, IvigCourse::setIndL1)
            .exportedAs("ivig{course}_ind_l1").askedWhen(keyIs("course", "1"));
    public static final Item<IvigCourse, String> IND_L1_SPEC =
            F.text("ind_l1_spec", IvigCourse::getIndL1Spec, IvigCourse::setIndL1Spec)
            .exportedAs("ivig{course}_ind_l1_spec").askedWhen(IND_L1.has(YesNo.YES));
    public static final Item<IvigCourse, YesNo> IND_CI =
            F.yesNo("ind_ci", IvigCourse::getIndCi, IvigCourse::setIndCi)
            .exportedAs("ivig{course}_ind_ci").askedWhen(keyIs("course", "1"));
    public static final Item<IvigCourse, String> IND_CI_SPEC =
            F.text("ind_ci_spec", IvigCourse::getIndCiSpec, IvigCourse::setIndCiSpec)
            .exportedAs("ivig{course}_ind_ci_spec").askedWhen(IND_CI.has(YesNo.YES));
    public static final Item<IvigCourse, YesNo> IND_RELAPSE =
            F.yesNo("ind_relapse", IvigCourse::getIndRelapse, IvigCourse::setIndRelapse)
            .exportedAs("ivig{course}_ind_relapse")
            .askedWhen(keyIs("course", "2").and(DONE.has(YesNo.YES)));
    public static final Item<IvigCourse, String> IND_RELAPSE_SPEC =
            F.text("ind_relapse_spec", IvigCourse::getIndRelapseSpec, IvigCourse::setIndRelapseSpec)
            .exportedAs("ivig{course}_ind_relapse_spec").askedWhen(IND_RELAPSE.has(YesNo.YES));
    public static final Item<IvigCourse, YesNo> IND_OTH =
            F.yesNo("ind_oth", IvigCourse::getIndOth, IvigCourse::setIndOth)
            .exportedAs("ivig{course}_ind_oth").askedWhen(keyIs("course", "1").or(DONE.has(YesNo.YES)));
    public static final Item<IvigCourse, String> IND_OTH_SPEC =
            F.text("ind_oth_spec", IvigCourse::getIndOthSpec, IvigCourse::setIndOthSpec)
            .exportedAs("ivig{course}_ind_oth_spec").askedWhen(IND_OTH.has(YesNo.YES));

    public static final Item<IvigCourse, PartialDate> START =
            F.group("modalities").partialDate("start", IvigCourse::getStart, IvigCourse::setStart)
            .exportedAs("ivig{course}_start").hard(Landmarks.BIRTH_DATE, Bound.TODAY)
            .askedWhen(keyIs("course", "1").or(DONE.has(YesNo.YES)));
    public static final Item<IvigCourse, PartialDate> END =
            F.partialDate("end", IvigCourse::getEnd, IvigCourse::setEnd)
            .exportedAs("ivig{course}_end")
            .hard(Bound.named("start"), Bound.TODAY)
            .askedWhen(() -> keyIs("course", "1").or(DONE.has(YesNo.YES))
                    .and(not(IvigCourseForm.ONGO.has(YesNo.YES))));
    public static final Item<IvigCourse, YesNo> ONGO =
            F.yesNo("ongo", IvigCourse::getOngo, IvigCourse::setOngo)
            .exportedAs("ivig{course}_ongo").askedWhen(keyIs("course", "1").or(DONE.has(YesNo.YES)))
            .optional().added();
    public static final Item<IvigCourse, Integer> N =
            F.integer("n", IvigCourse::getN, IvigCourse::setN)
            .exportedAs("ivig{course}_n").hard(Bound.of("1"), Bound.of("999"))
            .soft(Bound.of("1"), Bound.of("60")).askedWhen(keyIs("course", "1").or(DONE.has(YesNo.YES)));
    public static final Item<IvigCourse, Integer> DUR_MO =
            F.integer("dur_mo", IvigCourse::getDurMo, IvigCourse::setDurMo)
            .exportedAs("ivig{course}_dur_mo").unit("mois").hard(Bound.of("0"), Bound.of("240"))
            .soft(Bound.of("0"), Bound.of("99")).askedWhen(keyIs("course", "1").or(DONE.has(YesNo.YES)));
    public static final Item<IvigCourse, String> BRAND =
            F.text("brand", IvigCourse::getBrand, IvigCourse::setBrand)
            .exportedAs("ivig{course}_brand").askedWhen(keyIs("course", "1").or(DONE.has(YesNo.YES)))
            .suggested("Tégéline", "Endobuline", "Gammagard", "Octagam", "Sandoglobuline", "Privigen", "Clairyg", "Kiovig");
    public static final Item<IvigCourse, IvigDose> DOSE =
            F.choice("dose", IvigDose.LIST, IvigCourse::getDose, IvigCourse::setDose)
            .exportedAs("ivig{course}_dose").askedWhen(keyIs("course", "1").or(DONE.has(YesNo.YES)));
    public static final Item<IvigCourse, String> DOSE_SPEC =
            F.text("dose_spec", IvigCourse::getDoseSpec, IvigCourse::setDoseSpec)
            .exportedAs("ivig{course}_dose_spec").askedWhen(DOSE.has(IvigDose.OTHER));
    public static final Item<IvigCourse, BigDecimal> DOSE_GKG =
            F.decimal("dose_gkg", IvigCourse::getDoseGkg, IvigCourse::setDoseGkg)
            .exportedAs("ivig{course}_dose_gkg").unit("g/kg").decimals(2)
            .hard(Bound.of("0.05"), Bound.of("5")).soft(Bound.of("0.4"), Bound.of("2.5"))
            .askedWhen(DOSE.has(IvigDose.OTHER)).added();
    public static final Item<IvigCourse, IvigFrequency> FREQ =
            F.choice("freq", IvigFrequency.LIST, IvigCourse::getFreq, IvigCourse::setFreq)
            .exportedAs("ivig{course}_freq").askedWhen(keyIs("course", "1").or(DONE.has(YesNo.YES)));
    public static final Item<IvigCourse, String> FREQ_SPEC =
            F.text("freq_spec", IvigCourse::getFreqSpec, IvigCourse::setFreqSpec)
            .exportedAs("ivig{course}_freq_spec").askedWhen(FREQ.has(IvigFrequency.OTHER));

    public static final Item<IvigCourse, Set<StopReason>> STOP =
            F.group("stop").multiChoice("stop", StopReason.LIST, IvigCourse::getStop, IvigCourse::setStop)
            .exportedAs("ivig{course}_stop")
            .askedWhen(keyIs("course", "1").or(DONE.has(YesNo.YES)).and(not(ONGO.has(YesNo.YES))));
    public static final Item<IvigCourse, String> STOP_SUCCESS_SPEC =
            F.text("stop_success_spec", IvigCourse::getStopSuccessSpec, IvigCourse::setStopSuccessSpec)
            .exportedAs("ivig{course}_stop_success_spec").askedWhen(STOP.has(StopReason.SUCCESS))
            .optional();
    public static final Item<IvigCourse, String> STOP_FAILURE_SPEC =
            F.text("stop_failure_spec", IvigCourse::getStopFailureSpec, IvigCourse::setStopFailureSpec)
            .exportedAs("ivig{course}_stop_failure_spec").askedWhen(STOP.has(StopReason.FAILURE))
            .optional();
    public static final Item<IvigCourse, String> STOP_AE_SPEC =
            F.text("stop_ae_spec", IvigCourse::getStopAeSpec, IvigCourse::setStopAeSpec)
            .exportedAs("ivig{course}_stop_ae_spec").askedWhen(STOP.has(StopReason.AE));
    public static final Item<IvigCourse, String> STOP_OTH_SPEC =
            F.text("stop_oth_spec", IvigCourse::getStopOthSpec, IvigCourse::setStopOthSpec)
            .exportedAs("ivig{course}_stop_oth_spec").askedWhen(STOP.has(StopReason.OTH));

    public static final Form<IvigCourse> FORM = F.build();

    private IvigCourseForm() {
    }
}
