package org.sivig.ecrf.study;

import static org.sivig.ecrf.crf.Claim.keyIs;
import static org.sivig.ecrf.crf.Claim.keyIsNot;
import static org.sivig.ecrf.crf.Claim.not;
import static org.sivig.ecrf.crf.Reference.before;
import static org.sivig.ecrf.crf.Reference.the;
import static org.sivig.ecrf.crf.Term.abs;
import static org.sivig.ecrf.crf.Term.day;
import static org.sivig.ecrf.crf.Term.max;
import static org.sivig.ecrf.crf.Term.times;
import static org.sivig.ecrf.crf.YesNo.NO;
import static org.sivig.ecrf.crf.YesNo.YES;

import org.sivig.ecrf.crf.Claim;
import org.sivig.ecrf.crf.EditCheck;
import org.sivig.ecrf.crf.Reference;
import org.sivig.ecrf.crf.Term;
import org.sivig.ecrf.crf.Told;
import org.sivig.ecrf.study.code.IvigFrequency;
import org.sivig.ecrf.study.code.StopReason;

/** The edit checks of the courses of IVIG, sections 6 and 7. */
final class IvigCourseChecks {

    private static final Claim FIRST = keyIs("course", "1");
    private static final Claim NOT_FIRST = keyIsNot("course", "1");
    private static final Claim AGAIN = keyIs("course", "2");
    private static final Reference START = the(IvigCourseForm.START);
    private static final Reference END = the(IvigCourseForm.END);
    private static final Reference PREVIOUS_END = before(IvigCourseForm.END);
    private static final Reference IND_L23 = the(IvigCourseForm.IND_L23);
    private static final Reference IND_L1 = the(IvigCourseForm.IND_L1);
    private static final Reference IND_OTH = the(IvigCourseForm.IND_OTH);
    private static final Reference IND_RELAPSE = the(IvigCourseForm.IND_RELAPSE);
    private static final Reference FREQ = the(IvigCourseForm.FREQ);
    private static final Reference N = the(IvigCourseForm.N);
    private static final Reference STOP = the(IvigCourseForm.STOP);
    private static final Term AGE = Terms.age(Terms.BIRTH, START);
    private static final Term MONTHS = Terms.months(START, END);
    private static final Term PAUSE = Terms.days(PREVIOUS_END, START);

    static final EditCheck X22 = EditCheck.info("X22").at(IvigCourseForm.START,
            FIRST.and(START.isLess(day("2004-01-01")), Terms.meetsPeriod("1")));
    static final EditCheck E02 = EditCheck.warning("E02").at(IvigCourseForm.START,
            FIRST.and(AGE.isLess(18).or(AGE.isMore(90)))).tells("age", Terms.rounded(AGE, 0));
    static final EditCheck E36 = EditCheck.warning("E36").at(IvigCourseForm.IND_L23,
            IND_L23.is(YES).and(not(Terms.PRIOR_TREATED)));
    static final EditCheck E37 = EditCheck.warning("E37").at(IvigCourseForm.IND_L1,
            IND_L1.is(YES).and(IND_L23.is(YES).or(Terms.PRIOR_IMMUNOSUPPRESSED)));
    static final EditCheck E38 = EditCheck.error("E38").at(IvigCourseForm.IND_OTH,
            FIRST.and(IND_L23.is(NO), IND_L1.is(NO), the(IvigCourseForm.IND_CI).is(NO), IND_OTH.is(NO))
                    .or(AGAIN.and(IND_RELAPSE.is(NO), IND_OTH.is(NO))));
    static final EditCheck E39 = EditCheck.error("E39").at(IvigCourseForm.END, END.isLess(START));
    static final EditCheck E40 = EditCheck.warning("E40").at(IvigCourseForm.DUR_MO,
            abs(the(IvigCourseForm.DUR_MO).minus(MONTHS)).isMore(max(2, times(0.15, MONTHS))))
            .tells("value", Told.value()).tells("months", Terms.rounded(MONTHS, 1));
    static final EditCheck E41 = EditCheck.warning("E41").at(IvigCourseForm.FREQ,
            FREQ.is(IvigFrequency.SINGLE).and(N.isMore(1).or(Terms.days(START, END).isMore(7))));
    static final EditCheck E42 = EditCheck.warning("E42").at(IvigCourseForm.N,
            FREQ.is(IvigFrequency.MONTHLY)
                    .and(abs(N.minus(Terms.N_EXPECTED)).isMore(max(2, times(0.25, Terms.N_EXPECTED)))))
            .tells("n", Told.value()).tells("months", Terms.rounded(MONTHS, 1))
            .tells("computed", Terms.rounded(Terms.N_EXPECTED, 0));
    static final EditCheck E43 = EditCheck.warning("E43").at(IvigCourseForm.STOP,
            END.isFilled().and(STOP.isBlank()));
    static final EditCheck E44 = EditCheck.info("E44").at(IvigCourseForm.DOSE_GKG,
            the(IvigCourseForm.DOSE_GKG).isAtMost(1));
    static final EditCheck E45 = EditCheck.error("E45").at(IvigCourseForm.START,
            NOT_FIRST.and(START.isAtMost(PREVIOUS_END).or(before(IvigCourseForm.ONGO).is(YES)), START.isFilled()));
    static final EditCheck E46 = EditCheck.warning("E46").at(IvigCourseForm.START,
            NOT_FIRST.and(PAUSE.isMore(0), PAUSE.isLess(90))).tells("days", Terms.rounded(PAUSE, 0));
    static final EditCheck E47 = EditCheck.warning("E47").at(IvigCourseForm.IND_RELAPSE,
            IND_RELAPSE.is(YES).and(not(the(IvigCourseForm.STOP, "1").is(StopReason.SUCCESS))));
    static final EditCheck E48 = EditCheck.warning("E48").at(IvigCourseForm.STOP,
            STOP.is(StopReason.AE).and(the(ToleranceForm.MINOR_RX).is(NO), the(ToleranceForm.SEVERE_RX).is(NO)));
    static final EditCheck E49 = EditCheck.warning("E49").at(IvigCourseForm.STOP,
            STOP.is(StopReason.SUCCESS).and(STOP.is(StopReason.FAILURE)));
    static final EditCheck E58B = EditCheck.warning("E58b").at(IvigCourseForm.END,
            END.isMore(the(FollowUpForm.LAST_NEWS_DATE))).tells("value", Told.value());
    static final EditCheck E72 = EditCheck.warning("E72").at(IvigCourseForm.ONGO,
            the(IvigCourseForm.ONGO).is(YES).and(the(FollowUpForm.DEATH).is(YES)));

    private IvigCourseChecks() {
    }
}
