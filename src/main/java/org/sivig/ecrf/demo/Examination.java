package org.sivig.ecrf.demo;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.study.code.CtChange;
import org.sivig.ecrf.study.code.Nyha;
import org.sivig.ecrf.study.code.VisitMissingReason;

/** What a full examination found, or would have found, at one visit; in the units of the form. */
final class Examination {

    final String visit;
    final LocalDate date;
    /** Why the visit was not kept, null when it was. */
    final @Nullable VisitMissingReason absent;

    int skin;
    int ulcers;
    Nyha nyha = Nyha.I;
    int walk;
    boolean reflux;
    boolean transit;
    boolean arthralgia;
    boolean myalgia;
    boolean weakness;

    double haemoglobin;
    int platelets;
    int creatinine;
    double filtration;
    /** BNP, where NT-proBNP is some times more. */
    double bnp;
    double crp;
    int cpk;

    double eustar;
    int medsger;

    double fvc;
    double tlc;
    double dlco;
    int ejection;
    int systolicPressure;
    boolean pericardium;
    /** Whether the right heart was catheterised. */
    boolean catheter;
    int meanPressure;
    /** Behind the lungs; the form does not ask it. */
    double wedge;
    double vascularResistance;
    double cardiacIndex;
    /** Since the first visit. */
    CtChange groundGlass = CtChange.STABLE;
    /** Since the first visit. */
    CtChange fibrosis = CtChange.STABLE;

    double steroids;
    /** What else happened, null when nothing notable did. */
    @Nullable String event;

    Examination(String visit, LocalDate date, @Nullable VisitMissingReason absent) {
        this.visit = visit;
        this.date = date;
        this.absent = absent;
    }
}
