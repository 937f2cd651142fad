package org.sivig.ecrf.study;

import static org.sivig.ecrf.crf.Condition.keyIn;
import static org.sivig.ecrf.crf.Condition.not;

import org.sivig.ecrf.crf.Bound;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.YesNo;

/** Declares the rows of drugs of section 5 of the paper form. */
public final class PriorTreatmentForm {

    private static final Form.Builder<PriorTreatment> F = Form.declareRepeating("prior_treatment", 5, PriorTreatment.class,
            () -> Drug.rowsBefore().map(PriorTreatment::new).toList(),
            keys -> Drug.isRow(keys.get("drug"), Drug.rowsBefore()) ? new PriorTreatment(keys.get("drug")) : null)
            .columns("drug", "details", "start", "end");

    public static final Item<PriorTreatment, YesNo> GIVEN =
            F.group("drug_rows").yesNo("given", PriorTreatment::getGiven, PriorTreatment::setGiven)
            .column("drug").exportedAs("pre_{drug}_given")
            .askedWhen(PriorTreatmentOverviewForm.ANY_PRIOR.has(YesNo.YES).and(not(keyIn("drug", "oth"))))
            .added();
    public static final Item<PriorTreatment, String> SPEC =
            F.text("spec", PriorTreatment::getSpec, PriorTreatment::setSpec)
            .column("drug").exportedAs("pre_{drug}_spec")
            .askedWhen(PriorTreatmentOverviewForm.ANY_PRIOR.has(YesNo.YES).and(keyIn("drug", "oth")))
            .optional();
    public static final Item<PriorTreatment, Integer> N =
            F.integer("n", PriorTreatment::getN, PriorTreatment::setN)
            .exportedAs("pre_{drug}_n").hard(Bound.of("1"), Bound.of("300"))
            .soft(Bound.of("1"), Bound.of("30"))
            .askedWhen(GIVEN.has(YesNo.YES).and(keyIn("drug", "mpiv", "cyciv", "rtx")));
    public static final Item<PriorTreatment, String> FREQ =
            F.text("freq", PriorTreatment::getFreq, PriorTreatment::setFreq)
            .exportedAs("pre_{drug}_freq")
            .askedWhen(GIVEN.has(YesNo.YES).and(keyIn("drug", "mpiv", "cyciv", "rtx")));
    public static final Item<PriorTreatment, String> DOSE =
            F.text("dose", PriorTreatment::getDose, PriorTreatment::setDose)
            .exportedAs("pre_{drug}_dose")
            .askedWhen(GIVEN.has(YesNo.YES).and(keyIn("drug", "ocs", "cycpo", "mtx", "aza", "mmf", "csa", "dpen")));
    public static final Item<PriorTreatment, String> TAPER =
            F.text("taper", PriorTreatment::getTaper, PriorTreatment::setTaper)
            .exportedAs("pre_{drug}_taper").askedWhen(GIVEN.has(YesNo.YES).and(keyIn("drug", "ocs")));
    public static final Item<PriorTreatment, PartialDate> START =
            F.partialDate("start", PriorTreatment::getStart, PriorTreatment::setStart)
            .column("start").exportedAs("pre_{drug}_start").hard(Landmarks.BIRTH_DATE, Bound.TODAY)
            .soft(Bound.NONE, Landmarks.IVIG1_START).askedWhen(GIVEN.has(YesNo.YES).or(SPEC.isFilled()));
    public static final Item<PriorTreatment, PartialDate> END =
            F.partialDate("end", PriorTreatment::getEnd, PriorTreatment::setEnd)
            .column("end").exportedAs("pre_{drug}_end")
            .hard(Bound.named("start"), Bound.TODAY)
            .askedWhen(() -> GIVEN.has(YesNo.YES).or(SPEC.isFilled())
                    .and(not(PriorTreatmentForm.ONGO.has(YesNo.YES))));
    public static final Item<PriorTreatment, YesNo> ONGO =
            F.yesNo("ongo", PriorTreatment::getOngo, PriorTreatment::setOngo)
            .column("end").exportedAs("pre_{drug}_ongo").askedWhen(GIVEN.has(YesNo.YES).or(SPEC.isFilled()))
            .optional();

    public static final Form<PriorTreatment> FORM = F.build();

    private PriorTreatmentForm() {
    }
}
