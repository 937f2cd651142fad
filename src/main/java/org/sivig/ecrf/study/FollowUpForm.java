package org.sivig.ecrf.study;

import org.sivig.ecrf.crf.Bound;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.YesNo;

/** Declares what the paper lacks: death and last news. */
public final class FollowUpForm {

    private static final Form.Builder<FollowUp> F = Form.declare("follow_up", 9, FollowUp.class, FollowUp::new);

    public static final Item<FollowUp, YesNo> DEATH =
            F.group("vital_status").yesNo("death", FollowUp::getDeath, FollowUp::setDeath)
            .added();
    public static final Item<FollowUp, PartialDate> DEATH_DATE =
            F.partialDate("death_date", FollowUp::getDeathDate, FollowUp::setDeathDate)
            .hard(Landmarks.BIRTH_DATE, Bound.TODAY).askedWhen(DEATH.has(YesNo.YES)).added();
    public static final Item<FollowUp, PartialDate> LAST_NEWS_DATE =
            F.partialDate("last_news_date", FollowUp::getLastNewsDate, FollowUp::setLastNewsDate)
            .hard(Landmarks.BIRTH_DATE, Bound.TODAY).added();

    public static final Form<FollowUp> FORM = F.build();

    private FollowUpForm() {
    }
}
