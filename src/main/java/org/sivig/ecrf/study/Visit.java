package org.sivig.ecrf.study;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.YesNo;
import org.sivig.ecrf.study.code.BnpType;
import org.sivig.ecrf.study.code.BowelTransit;
import org.sivig.ecrf.study.code.Comparator;
import org.sivig.ecrf.study.code.CtChange;
import org.sivig.ecrf.study.code.Nyha;
import org.sivig.ecrf.study.code.VisitMissingReason;

/** Section 8 of the paper form: one visit. */
@Entity
public class Visit extends CasebookRow {

    private String visit = "";

    @Enumerated(EnumType.STRING)
    private @Nullable YesNo visitDone;

    @Enumerated(EnumType.STRING)
    private @Nullable VisitMissingReason visitMissingReason;

    private @Nullable PartialDate visitDate;

    private @Nullable Integer mrss;

    private @Nullable Integer nDu;

    @Enumerated(EnumType.STRING)
    private @Nullable Nyha nyha;

    private @Nullable Integer walk6;

    @Enumerated(EnumType.STRING)
    private @Nullable YesNo gerd;

    @Enumerated(EnumType.STRING)
    private @Nullable BowelTransit transit;

    @Enumerated(EnumType.STRING)
    private @Nullable YesNo arthralgia;

    @Enumerated(EnumType.STRING)
    private @Nullable YesNo myalgia;

    @Enumerated(EnumType.STRING)
    private @Nullable YesNo weakLt3;

    private @Nullable BigDecimal hb;

    private @Nullable Integer plt;

    private @Nullable BigDecimal creat;

    private @Nullable BigDecimal mdrd;

    @Enumerated(EnumType.STRING)
    private @Nullable Comparator mdrdOp;

    private @Nullable BigDecimal bnp;

    @Enumerated(EnumType.STRING)
    private @Nullable Comparator bnpOp;

    @Enumerated(EnumType.STRING)
    private @Nullable BnpType bnpType;

    private @Nullable BigDecimal crp;

    @Enumerated(EnumType.STRING)
    private @Nullable Comparator crpOp;

    private @Nullable Integer cpk;

    @Enumerated(EnumType.STRING)
    private @Nullable Comparator cpkOp;

    private @Nullable BigDecimal eustar;

    private @Nullable Integer medsger;

    private @Nullable PartialDate visitDate2;

    private @Nullable BigDecimal fvc;

    private @Nullable BigDecimal tlc;

    private @Nullable BigDecimal dlco;

    private @Nullable Integer lvef;

    private @Nullable Integer spap;

    @Enumerated(EnumType.STRING)
    private @Nullable YesNo pericard;

    private @Nullable Integer mpap;

    private @Nullable BigDecimal pvr;

    private @Nullable BigDecimal ci;

    @Enumerated(EnumType.STRING)
    private @Nullable YesNo ggo;

    @Enumerated(EnumType.STRING)
    private @Nullable CtChange ggoChg;

    @Enumerated(EnumType.STRING)
    private @Nullable YesNo fibrosis;

    @Enumerated(EnumType.STRING)
    private @Nullable CtChange fibrosisChg;

    private @Nullable BigDecimal csDose;

    private @Nullable String eventTxt;

    // --- what is computed from the answers, by Figures

    private @Nullable BigDecimal monthsSinceIvig;

    private @Nullable BigDecimal mdrdCalc;

    private @Nullable BigDecimal escsgLb;

    private @Nullable String skinResponse;

    private @Nullable String lungProgression;

    private @Nullable String approximate;

    protected Visit() {
    }

    public Visit(String visit) {
        this.visit = visit;
    }

    @Override
    protected Map<String, String> ownKeys() {
        return Map.of("visit", visit);
    }

    public @Nullable YesNo getVisitDone() {
        return visitDone;
    }

    public void setVisitDone(@Nullable YesNo visitDone) {
        this.visitDone = visitDone;
    }

    public @Nullable VisitMissingReason getVisitMissingReason() {
        return visitMissingReason;
    }

    public void setVisitMissingReason(@Nullable VisitMissingReason visitMissingReason) {
        this.visitMissingReason = visitMissingReason;
    }

    public @Nullable PartialDate getVisitDate() {
        return visitDate;
    }

    public void setVisitDate(@Nullable PartialDate visitDate) {
        this.visitDate = visitDate;
    }

    public @Nullable Integer getMrss() {
        return mrss;
    }

    public void setMrss(@Nullable Integer mrss) {
        this.mrss = mrss;
    }

    public @Nullable Integer getNDu() {
        return nDu;
    }

    public void setNDu(@Nullable Integer nDu) {
        this.nDu = nDu;
    }

    public @Nullable Nyha getNyha() {
        return nyha;
    }

    public void setNyha(@Nullable Nyha nyha) {
        this.nyha = nyha;
    }

    public @Nullable Integer getWalk6() {
        return walk6;
    }

    public void setWalk6(@Nullable Integer walk6) {
        this.walk6 = walk6;
    }

    public @Nullable YesNo getGerd() {
        return gerd;
    }

    public void setGerd(@Nullable YesNo gerd) {
        this.gerd = gerd;
    }

    public @Nullable BowelTransit getTransit() {
        return transit;
    }

    public void setTransit(@Nullable BowelTransit transit) {
        this.transit = transit;
    }

    public @Nullable YesNo getArthralgia() {
        return arthralgia;
    }

    public void setArthralgia(@Nullable YesNo arthralgia) {
        this.arthralgia = arthralgia;
    }

    public @Nullable YesNo getMyalgia() {
        return myalgia;
    }

    public void setMyalgia(@Nullable YesNo myalgia) {
        this.myalgia = myalgia;
    }

    public @Nullable YesNo getWeakLt3() {
        return weakLt3;
    }

    public void setWeakLt3(@Nullable YesNo weakLt3) {
        this.weakLt3 = weakLt3;
    }

    public @Nullable BigDecimal getHb() {
        return hb;
    }

    public void setHb(@Nullable BigDecimal hb) {
        this.hb = hb;
    }

    public @Nullable Integer getPlt() {
        return plt;
    }

    public void setPlt(@Nullable Integer plt) {
        this.plt = plt;
    }

    public @Nullable BigDecimal getCreat() {
        return creat;
    }

    public void setCreat(@Nullable BigDecimal creat) {
        this.creat = creat;
    }

    public @Nullable BigDecimal getMdrd() {
        return mdrd;
    }

    public void setMdrd(@Nullable BigDecimal mdrd) {
        this.mdrd = mdrd;
    }

    public @Nullable Comparator getMdrdOp() {
        return mdrdOp;
    }

    public void setMdrdOp(@Nullable Comparator mdrdOp) {
        this.mdrdOp = mdrdOp;
    }

    public @Nullable BigDecimal getBnp() {
        return bnp;
    }

    public void setBnp(@Nullable BigDecimal bnp) {
        this.bnp = bnp;
    }

    public @Nullable Comparator getBnpOp() {
        return bnpOp;
    }

    public void setBnpOp(@Nullable Comparator bnpOp) {
        this.bnpOp = bnpOp;
    }

    public @Nullable BnpType getBnpType() {
        return bnpType;
    }

    public void setBnpType(@Nullable BnpType bnpType) {
        this.bnpType = bnpType;
    }

    public @Nullable BigDecimal getCrp() {
        return crp;
    }

    public void setCrp(@Nullable BigDecimal crp) {
        this.crp = crp;
    }

    public @Nullable Comparator getCrpOp() {
        return crpOp;
    }

    public void setCrpOp(@Nullable Comparator crpOp) {
        this.crpOp = crpOp;
    }

    public @Nullable Integer getCpk() {
        return cpk;
    }

    public void setCpk(@Nullable Integer cpk) {
        this.cpk = cpk;
    }

    public @Nullable Comparator getCpkOp() {
        return cpkOp;
    }

    public void setCpkOp(@Nullable Comparator cpkOp) {
        this.cpkOp = cpkOp;
    }

    public @Nullable BigDecimal getEustar() {
        return eustar;
    }

    public void setEustar(@Nullable BigDecimal eustar) {
        this.eustar = eustar;
    }

    public @Nullable Integer getMedsger() {
        return medsger;
    }

    public void setMedsger(@Nullable Integer medsger) {
        this.medsger = medsger;
    }

    public @Nullable PartialDate getVisitDate2() {
        return visitDate2;
    }

    public void setVisitDate2(@Nullable PartialDate visitDate2) {
        this.visitDate2 = visitDate2;
    }

    public @Nullable BigDecimal getFvc() {
        return fvc;
    }

    public void setFvc(@Nullable BigDecimal fvc) {
        this.fvc = fvc;
    }

    public @Nullable BigDecimal getTlc() {
        return tlc;
    }

    public void setTlc(@Nullable BigDecimal tlc) {
        this.tlc = tlc;
    }

    public @Nullable BigDecimal getDlco() {
        return dlco;
    }

    public void setDlco(@Nullable BigDecimal dlco) {
        this.dlco = dlco;
    }

    public @Nullable Integer getLvef() {
        return lvef;
    }

    public void setLvef(@Nullable Integer lvef) {
        this.lvef = lvef;
    }

    public @Nullable Integer getSpap() {
        return spap;
    }

    public void setSpap(@Nullable Integer spap) {
        this.spap = spap;
    }

    public @Nullable YesNo getPericard() {
        return pericard;
    }

    public void setPericard(@Nullable YesNo pericard) {
        this.pericard = pericard;
    }

    public @Nullable Integer getMpap() {
        return mpap;
    }

    public void setMpap(@Nullable Integer mpap) {
        this.mpap = mpap;
    }

    public @Nullable BigDecimal getPvr() {
        return pvr;
    }

    public void setPvr(@Nullable BigDecimal pvr) {
        this.pvr = pvr;
    }

    public @Nullable BigDecimal getCi() {
        return ci;
    }

    public void setCi(@Nullable BigDecimal ci) {
        this.ci = ci;
    }

    public @Nullable YesNo getGgo() {
        return ggo;
    }

    public void setGgo(@Nullable YesNo ggo) {
        this.ggo = ggo;
    }

    public @Nullable CtChange getGgoChg() {
        return ggoChg;
    }

    public void setGgoChg(@Nullable CtChange ggoChg) {
        this.ggoChg = ggoChg;
    }

    public @Nullable YesNo getFibrosis() {
        return fibrosis;
    }

    public void setFibrosis(@Nullable YesNo fibrosis) {
        this.fibrosis = fibrosis;
    }

    public @Nullable CtChange getFibrosisChg() {
        return fibrosisChg;
    }

    public void setFibrosisChg(@Nullable CtChange fibrosisChg) {
        this.fibrosisChg = fibrosisChg;
    }

    public @Nullable BigDecimal getCsDose() {
        return csDose;
    }

    public void setCsDose(@Nullable BigDecimal csDose) {
        this.csDose = csDose;
    }

    public @Nullable String getEventTxt() {
        return eventTxt;
    }

    public void setEventTxt(@Nullable String eventTxt) {
        this.eventTxt = eventTxt;
    }

    void setMonthsSinceIvig(@Nullable BigDecimal monthsSinceIvig) {
        this.monthsSinceIvig = monthsSinceIvig;
    }

    void setMdrdCalc(@Nullable BigDecimal mdrdCalc) {
        this.mdrdCalc = mdrdCalc;
    }

    void setEscsgLb(@Nullable BigDecimal escsgLb) {
        this.escsgLb = escsgLb;
    }

    void setSkinResponse(@Nullable String skinResponse) {
        this.skinResponse = skinResponse;
    }

    void setLungProgression(@Nullable String lungProgression) {
        this.lungProgression = lungProgression;
    }

    void setApproximate(@Nullable String approximate) {
        this.approximate = approximate;
    }
}
