package org.sivig.ecrf.study;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.YesNo;
import org.sivig.ecrf.study.code.IvigDose;
import org.sivig.ecrf.study.code.IvigFrequency;
import org.sivig.ecrf.study.code.StopReason;

/** Sections 6 and 7 of the paper form: a course of IVIG. */
@Entity
public class IvigCourse extends CasebookRow {

    private String course = "";

    @Enumerated(EnumType.STRING)
    private @Nullable YesNo done;

    @Enumerated(EnumType.STRING)
    private @Nullable YesNo indL23;

    private @Nullable String indL23Spec;

    @Enumerated(EnumType.STRING)
    private @Nullable YesNo indL1;

    private @Nullable String indL1Spec;

    @Enumerated(EnumType.STRING)
    private @Nullable YesNo indCi;

    private @Nullable String indCiSpec;

    @Enumerated(EnumType.STRING)
    private @Nullable YesNo indRelapse;

    private @Nullable String indRelapseSpec;

    @Enumerated(EnumType.STRING)
    private @Nullable YesNo indOth;

    private @Nullable String indOthSpec;

    @Column(name = "start_date")
    private @Nullable PartialDate start;

    @Column(name = "end_date")
    private @Nullable PartialDate end;

    @Enumerated(EnumType.STRING)
    private @Nullable YesNo ongo;

    private @Nullable Integer n;

    private @Nullable Integer durMo;

    private @Nullable String brand;

    @Enumerated(EnumType.STRING)
    private @Nullable IvigDose dose;

    private @Nullable String doseSpec;

    private @Nullable BigDecimal doseGkg;

    @Enumerated(EnumType.STRING)
    private @Nullable IvigFrequency freq;

    private @Nullable String freqSpec;

    @Convert(converter = StopReason.Codes.class)
    private @Nullable Set<StopReason> stop;

    private @Nullable String stopSuccessSpec;

    private @Nullable String stopFailureSpec;

    private @Nullable String stopAeSpec;

    private @Nullable String stopOthSpec;

    // --- what is computed from the answers, by Figures

    private @Nullable BigDecimal durCalc;

    private @Nullable Integer nExpected;

    private @Nullable String approximate;

    protected IvigCourse() {
    }

    public IvigCourse(String course) {
        this.course = course;
    }

    @Override
    protected Map<String, String> ownKeys() {
        return Map.of("course", course);
    }

    @Override
    public int place() {
        return Integer.parseInt(course);
    }

    @Override
    public boolean isAt(String name, String code) {
        return name.equals("course") ? isCourse(course, code) : super.isAt(name, code);
    }

    /** Whether what is said of one course is said of another: what holds of the second holds of all that follow it. */
    static boolean isCourse(String course, String code) {
        return course.equals(code) || code.equals("2") && !course.equals("1");
    }

    /** Whether there can be a course of this number. */
    static boolean isNumber(String course) {
        return course.matches("[1-9]");
    }

    public @Nullable YesNo getDone() {
        return done;
    }

    public void setDone(@Nullable YesNo done) {
        this.done = done;
    }

    public @Nullable YesNo getIndL23() {
        return indL23;
    }

    public void setIndL23(@Nullable YesNo indL23) {
        this.indL23 = indL23;
    }

    public @Nullable String getIndL23Spec() {
        return indL23Spec;
    }

    public void setIndL23Spec(@Nullable String indL23Spec) {
        this.indL23Spec = indL23Spec;
    }

    public @Nullable YesNo getIndL1() {
        return indL1;
    }

    public void setIndL1(@Nullable YesNo indL1) {
        this.indL1 = indL1;
    }

    public @Nullable String getIndL1Spec() {
        return indL1Spec;
    }

    public void setIndL1Spec(@Nullable String indL1Spec) {
        this.indL1Spec = indL1Spec;
    }

    public @Nullable YesNo getIndCi() {
        return indCi;
    }

    public void setIndCi(@Nullable YesNo indCi) {
        this.indCi = indCi;
    }

    public @Nullable String getIndCiSpec() {
        return indCiSpec;
    }

    public void setIndCiSpec(@Nullable String indCiSpec) {
        this.indCiSpec = indCiSpec;
    }

    public @Nullable YesNo getIndRelapse() {
        return indRelapse;
    }

    public void setIndRelapse(@Nullable YesNo indRelapse) {
        this.indRelapse = indRelapse;
    }

    public @Nullable String getIndRelapseSpec() {
        return indRelapseSpec;
    }

    public void setIndRelapseSpec(@Nullable String indRelapseSpec) {
        this.indRelapseSpec = indRelapseSpec;
    }

    public @Nullable YesNo getIndOth() {
        return indOth;
    }

    public void setIndOth(@Nullable YesNo indOth) {
        this.indOth = indOth;
    }

    public @Nullable String getIndOthSpec() {
        return indOthSpec;
    }

    public void setIndOthSpec(@Nullable String indOthSpec) {
        this.indOthSpec = indOthSpec;
    }

    public @Nullable PartialDate getStart() {
        return start;
    }

    public void setStart(@Nullable PartialDate start) {
        this.start = start;
    }

    public @Nullable PartialDate getEnd() {
        return end;
    }

    public void setEnd(@Nullable PartialDate end) {
        this.end = end;
    }

    public @Nullable YesNo getOngo() {
        return ongo;
    }

    public void setOngo(@Nullable YesNo ongo) {
        this.ongo = ongo;
    }

    public @Nullable Integer getN() {
        return n;
    }

    public void setN(@Nullable Integer n) {
        this.n = n;
    }

    public @Nullable Integer getDurMo() {
        return durMo;
    }

    public void setDurMo(@Nullable Integer durMo) {
        this.durMo = durMo;
    }

    public @Nullable String getBrand() {
        return brand;
    }

    public void setBrand(@Nullable String brand) {
        this.brand = brand;
    }

    public @Nullable IvigDose getDose() {
        return dose;
    }

    public void setDose(@Nullable IvigDose dose) {
        this.dose = dose;
    }

    public @Nullable String getDoseSpec() {
        return doseSpec;
    }

    public void setDoseSpec(@Nullable String doseSpec) {
        this.doseSpec = doseSpec;
    }

    public @Nullable BigDecimal getDoseGkg() {
        return doseGkg;
    }

    public void setDoseGkg(@Nullable BigDecimal doseGkg) {
        this.doseGkg = doseGkg;
    }

    public @Nullable IvigFrequency getFreq() {
        return freq;
    }

    public void setFreq(@Nullable IvigFrequency freq) {
        this.freq = freq;
    }

    public @Nullable String getFreqSpec() {
        return freqSpec;
    }

    public void setFreqSpec(@Nullable String freqSpec) {
        this.freqSpec = freqSpec;
    }

    public @Nullable Set<StopReason> getStop() {
        return stop;
    }

    public void setStop(@Nullable Set<StopReason> stop) {
        this.stop = stop;
    }

    public @Nullable String getStopSuccessSpec() {
        return stopSuccessSpec;
    }

    public void setStopSuccessSpec(@Nullable String stopSuccessSpec) {
        this.stopSuccessSpec = stopSuccessSpec;
    }

    public @Nullable String getStopFailureSpec() {
        return stopFailureSpec;
    }

    public void setStopFailureSpec(@Nullable String stopFailureSpec) {
        this.stopFailureSpec = stopFailureSpec;
    }

    public @Nullable String getStopAeSpec() {
        return stopAeSpec;
    }

    public void setStopAeSpec(@Nullable String stopAeSpec) {
        this.stopAeSpec = stopAeSpec;
    }

    public @Nullable String getStopOthSpec() {
        return stopOthSpec;
    }

    public void setStopOthSpec(@Nullable String stopOthSpec) {
        this.stopOthSpec = stopOthSpec;
    }

    void setDurCalc(@Nullable BigDecimal durCalc) {
        this.durCalc = durCalc;
    }

    void setNExpected(@Nullable Integer nExpected) {
        this.nExpected = nExpected;
    }

    void setApproximate(@Nullable String approximate) {
        this.approximate = approximate;
    }
}
