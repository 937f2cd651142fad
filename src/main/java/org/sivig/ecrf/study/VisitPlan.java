package org.sivig.ecrf.study;

import java.util.List;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.CodeList;

/**
 * A visit of the study and when it is due.
 *
 * @param visit      the code of the visit
 * @param month      nominal month after the first infusion
 * @param windowFrom first day of its window, counted from the first infusion
 * @param windowTo   last day of its window
 */
public record VisitPlan(String visit, int month, int windowFrom, int windowTo) implements Code {

    /** The visits in order. */
    public static final List<VisitPlan> VISITS = List.of(
            new VisitPlan("m0", 0, -90, 0),
            new VisitPlan("m3", 3, 46, 137),
            new VisitPlan("m6", 6, 138, 228),
            new VisitPlan("m9", 9, 229, 319),
            new VisitPlan("m12", 12, 320, 456),
            new VisitPlan("m18", 18, 457, 639),
            new VisitPlan("m24", 24, 640, 820));

    public static final CodeList<VisitPlan> LIST = new CodeList<>("visit", VISITS);

    @Override
    public String code() {
        return visit;
    }
}
