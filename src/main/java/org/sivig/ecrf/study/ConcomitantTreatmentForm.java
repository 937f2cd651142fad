package org.sivig.ecrf.study;

import static org.sivig.ecrf.crf.Condition.keyIn;
import static org.sivig.ecrf.crf.Condition.keyIs;
import static org.sivig.ecrf.crf.Condition.not;

import java.util.stream.Stream;
import org.sivig.ecrf.crf.Bound;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.YesNo;

/** Declares the rows of drugs of sections 6 and 7 of the paper form. */
public final class ConcomitantTreatmentForm {

    private static final Form.Builder<ConcomitantTreatment> F = Form.declareRepeating("concomitant_treatment", 6, ConcomitantTreatment.class,
            () -> Stream.of("1", "2").flatMap(course -> Drug.rowsWith(course)
                    .map(drug -> new ConcomitantTreatment(course, drug))).toList(),
            keys -> IvigCourse.isNumber(keys.get("course"))
                    && Drug.isRow(keys.get("drug"), Drug.rowsWith(keys.get("course")))
                            ? new ConcomitantTreatment(keys.get("course"), keys.get("drug")) : null)
            .columns("drug", "details", "start", "end");

    public static final Item<ConcomitantTreatment, YesNo> GIVEN =
            F.group("drug_rows").yesNo("given", ConcomitantTreatment::getGiven, ConcomitantTreatment::setGiven)
            .column("drug").exportedAs("c{course}_{drug}_given")
            .askedWhen(keyIs("course", "1").or(IvigCourseForm.DONE.has(YesNo.YES)).and(not(keyIn("drug", "oth"))))
            .added();
    public static final Item<ConcomitantTreatment, String> SPEC =
            F.text("spec", ConcomitantTreatment::getSpec, ConcomitantTreatment::setSpec)
            .column("drug").exportedAs("c{course}_{drug}_spec")
            .askedWhen(keyIs("course", "1").or(IvigCourseForm.DONE.has(YesNo.YES)).and(keyIn("drug", "oth")))
            .optional();
    public static final Item<ConcomitantTreatment, Integer> N =
            F.integer("n", ConcomitantTreatment::getN, ConcomitantTreatment::setN)
            .exportedAs("c{course}_{drug}_n").hard(Bound.of("1"), Bound.of("300"))
            .soft(Bound.of("1"), Bound.of("30"))
            .askedWhen(GIVEN.has(YesNo.YES).and(keyIn("drug", "mpiv", "cyciv", "rtx")));
    public static final Item<ConcomitantTreatment, String> FREQ =
            F.text("freq", ConcomitantTreatment::getFreq, ConcomitantTreatment::setFreq)
            .exportedAs("c{course}_{drug}_freq")
            .askedWhen(GIVEN.has(YesNo.YES).and(keyIn("drug", "mpiv", "cyciv", "rtx")));
    public static final Item<ConcomitantTreatment, String> DOSE =
            F.text("dose", ConcomitantTreatment::getDose, ConcomitantTreatment::setDose)
            .exportedAs("c{course}_{drug}_dose")
            .askedWhen(GIVEN.has(YesNo.YES).and(keyIn("drug", "ocs", "mtx", "aza", "mmf")));
    public static final Item<ConcomitantTreatment, PartialDate> START =
            F.partialDate("start", ConcomitantTreatment::getStart, ConcomitantTreatment::setStart)
            .column("start").exportedAs("c{course}_{drug}_start").hard(Landmarks.BIRTH_DATE, Bound.TODAY)
            .askedWhen(GIVEN.has(YesNo.YES).or(SPEC.isFilled()));
    public static final Item<ConcomitantTreatment, PartialDate> END =
            F.partialDate("end", ConcomitantTreatment::getEnd, ConcomitantTreatment::setEnd)
            .column("end").exportedAs("c{course}_{drug}_end")
            .hard(Bound.named("start"), Bound.TODAY)
            .askedWhen(() -> GIVEN.has(YesNo.YES).or(SPEC.isFilled())
                    .and(not(ConcomitantTreatmentForm.ONGO.has(YesNo.YES))));
    public static final Item<ConcomitantTreatment, YesNo> ONGO =
            F.yesNo("ongo", ConcomitantTreatment::getOngo, ConcomitantTreatment::setOngo)
            .column("end").exportedAs("c{course}_{drug}_ongo").askedWhen(GIVEN.has(YesNo.YES).or(SPEC.isFilled()))
            .optional().added();

    public static final Form<ConcomitantTreatment> FORM = F.build();

    private ConcomitantTreatmentForm() {
    }
}
