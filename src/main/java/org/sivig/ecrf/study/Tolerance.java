package org.sivig.ecrf.study;

import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.YesNo;
import org.sivig.ecrf.study.code.MinorReaction;
import org.sivig.ecrf.study.code.ReactionCourse;
import org.sivig.ecrf.study.code.SevereReaction;

/** Section 9 of the paper form: tolerance of IVIG. */
@Entity
public class Tolerance extends CasebookRow {

    @Enumerated(EnumType.STRING)
    private @Nullable YesNo minorRx;

    @Convert(converter = MinorReaction.Codes.class)
    private @Nullable Set<MinorReaction> mrx;

    private @Nullable String mrxOtherSpec;

    @Convert(converter = ReactionCourse.Codes.class)
    private @Nullable Set<ReactionCourse> mrxEvo;

    @Enumerated(EnumType.STRING)
    private @Nullable YesNo severeRx;

    @Convert(converter = SevereReaction.Codes.class)
    private @Nullable Set<SevereReaction> srx;

    private @Nullable String srxOtherSpec;

    public @Nullable YesNo getMinorRx() {
        return minorRx;
    }

    public void setMinorRx(@Nullable YesNo minorRx) {
        this.minorRx = minorRx;
    }

    public @Nullable Set<MinorReaction> getMrx() {
        return mrx;
    }

    public void setMrx(@Nullable Set<MinorReaction> mrx) {
        this.mrx = mrx;
    }

    public @Nullable String getMrxOtherSpec() {
        return mrxOtherSpec;
    }

    public void setMrxOtherSpec(@Nullable String mrxOtherSpec) {
        this.mrxOtherSpec = mrxOtherSpec;
    }

    public @Nullable Set<ReactionCourse> getMrxEvo() {
        return mrxEvo;
    }

    public void setMrxEvo(@Nullable Set<ReactionCourse> mrxEvo) {
        this.mrxEvo = mrxEvo;
    }

    public @Nullable YesNo getSevereRx() {
        return severeRx;
    }

    public void setSevereRx(@Nullable YesNo severeRx) {
        this.severeRx = severeRx;
    }

    public @Nullable Set<SevereReaction> getSrx() {
        return srx;
    }

    public void setSrx(@Nullable Set<SevereReaction> srx) {
        this.srx = srx;
    }

    public @Nullable String getSrxOtherSpec() {
        return srxOtherSpec;
    }

    public void setSrxOtherSpec(@Nullable String srxOtherSpec) {
        this.srxOtherSpec = srxOtherSpec;
    }
}
