package org.sivig.ecrf.study;

import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.YesNo;
import org.sivig.ecrf.study.code.GutInvolvement;
import org.sivig.ecrf.study.code.HeartInvolvement;
import org.sivig.ecrf.study.code.Ild;
import org.sivig.ecrf.study.code.JointInvolvement;
import org.sivig.ecrf.study.code.MuscleInvolvement;
import org.sivig.ecrf.study.code.PulmonaryHypertension;

/** Section 4 of the paper form: organ involvements before IVIG. */
@Entity
public class OrganHistory extends CasebookRow {

    @Enumerated(EnumType.STRING)
    private @Nullable YesNo rpHx;

    private @Nullable PartialDate rpHxDate;

    @Enumerated(EnumType.STRING)
    private @Nullable YesNo duHx;

    private @Nullable PartialDate duHxDate;

    @Enumerated(EnumType.STRING)
    private @Nullable YesNo calcinosisHx;

    @Enumerated(EnumType.STRING)
    private @Nullable YesNo telangHx;

    @Enumerated(EnumType.STRING)
    private @Nullable Ild ildHx;

    private @Nullable PartialDate ildHxDate;

    @Convert(converter = PulmonaryHypertension.Codes.class)
    private @Nullable Set<PulmonaryHypertension> ph;

    private @Nullable PartialDate phHxDate;

    @Enumerated(EnumType.STRING)
    private @Nullable YesNo srcHx;

    private @Nullable PartialDate srcHxDate;

    @Convert(converter = HeartInvolvement.Codes.class)
    private @Nullable Set<HeartInvolvement> hrt;

    private @Nullable PartialDate hrtDate;

    @Convert(converter = GutInvolvement.Codes.class)
    private @Nullable Set<GutInvolvement> gi;

    private @Nullable PartialDate giDate;

    @Convert(converter = JointInvolvement.Codes.class)
    private @Nullable Set<JointInvolvement> jnt;

    private @Nullable PartialDate jntDate;

    @Convert(converter = MuscleInvolvement.Codes.class)
    private @Nullable Set<MuscleInvolvement> mus;

    private @Nullable PartialDate musDate;

    public @Nullable YesNo getRpHx() {
        return rpHx;
    }

    public void setRpHx(@Nullable YesNo rpHx) {
        this.rpHx = rpHx;
    }

    public @Nullable PartialDate getRpHxDate() {
        return rpHxDate;
    }

    public void setRpHxDate(@Nullable PartialDate rpHxDate) {
        this.rpHxDate = rpHxDate;
    }

    public @Nullable YesNo getDuHx() {
        return duHx;
    }

    public void setDuHx(@Nullable YesNo duHx) {
        this.duHx = duHx;
    }

    public @Nullable PartialDate getDuHxDate() {
        return duHxDate;
    }

    public void setDuHxDate(@Nullable PartialDate duHxDate) {
        this.duHxDate = duHxDate;
    }

    public @Nullable YesNo getCalcinosisHx() {
        return calcinosisHx;
    }

    public void setCalcinosisHx(@Nullable YesNo calcinosisHx) {
        this.calcinosisHx = calcinosisHx;
    }

    public @Nullable YesNo getTelangHx() {
        return telangHx;
    }

    public void setTelangHx(@Nullable YesNo telangHx) {
        this.telangHx = telangHx;
    }

    public @Nullable Ild getIldHx() {
        return ildHx;
    }

    public void setIldHx(@Nullable Ild ildHx) {
        this.ildHx = ildHx;
    }

    public @Nullable PartialDate getIldHxDate() {
        return ildHxDate;
    }

    public void setIldHxDate(@Nullable PartialDate ildHxDate) {
        this.ildHxDate = ildHxDate;
    }

    public @Nullable Set<PulmonaryHypertension> getPh() {
        return ph;
    }

    public void setPh(@Nullable Set<PulmonaryHypertension> ph) {
        this.ph = ph;
    }

    public @Nullable PartialDate getPhHxDate() {
        return phHxDate;
    }

    public void setPhHxDate(@Nullable PartialDate phHxDate) {
        this.phHxDate = phHxDate;
    }

    public @Nullable YesNo getSrcHx() {
        return srcHx;
    }

    public void setSrcHx(@Nullable YesNo srcHx) {
        this.srcHx = srcHx;
    }

    public @Nullable PartialDate getSrcHxDate() {
        return srcHxDate;
    }

    public void setSrcHxDate(@Nullable PartialDate srcHxDate) {
        this.srcHxDate = srcHxDate;
    }

    public @Nullable Set<HeartInvolvement> getHrt() {
        return hrt;
    }

    public void setHrt(@Nullable Set<HeartInvolvement> hrt) {
        this.hrt = hrt;
    }

    public @Nullable PartialDate getHrtDate() {
        return hrtDate;
    }

    public void setHrtDate(@Nullable PartialDate hrtDate) {
        this.hrtDate = hrtDate;
    }

    public @Nullable Set<GutInvolvement> getGi() {
        return gi;
    }

    public void setGi(@Nullable Set<GutInvolvement> gi) {
        this.gi = gi;
    }

    public @Nullable PartialDate getGiDate() {
        return giDate;
    }

    public void setGiDate(@Nullable PartialDate giDate) {
        this.giDate = giDate;
    }

    public @Nullable Set<JointInvolvement> getJnt() {
        return jnt;
    }

    public void setJnt(@Nullable Set<JointInvolvement> jnt) {
        this.jnt = jnt;
    }

    public @Nullable PartialDate getJntDate() {
        return jntDate;
    }

    public void setJntDate(@Nullable PartialDate jntDate) {
        this.jntDate = jntDate;
    }

    public @Nullable Set<MuscleInvolvement> getMus() {
        return mus;
    }

    public void setMus(@Nullable Set<MuscleInvolvement> mus) {
        this.mus = mus;
    }

    public @Nullable PartialDate getMusDate() {
        return musDate;
    }

    public void setMusDate(@Nullable PartialDate musDate) {
        this.musDate = musDate;
    }
}
