package org.sivig.ecrf.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.ItemType;
import org.sivig.ecrf.study.VisitForm;
import org.sivig.ecrf.study.code.BnpType;

/** The curve beside a line of values shows change as change, and nothing that was not measured. */
class CurveTest {

    private static Map<String, Curve.Mark> values(Object... visitsAndValues) {
        Map<String, Curve.Mark> marks = new LinkedHashMap<>();
        for (int i = 0; i < visitsAndValues.length; i += 2) {
            marks.put((String) visitsAndValues[i], new Curve.Mark((Number) visitsAndValues[i + 1], false, null));
        }
        return marks;
    }

    /** How much of its height the curve uses, from 0 to 1. */
    private static double used(Item<?, ?> item, Map<String, Curve.Mark> marks) {
        List<Double> heights = Pattern.compile("cy=\"([\\d.]+)\"").matcher(Curve.of(item, marks)).results()
                .map(found -> Double.valueOf(found.group(1))).toList();
        assertThat(heights).hasSameSizeAs(marks.keySet());
        return (heights.stream().max(Double::compare).orElseThrow() - heights.stream().min(Double::compare).orElseThrow())
                / 16;
    }

    private static int lines(String svg) {
        return svg.split("<polyline").length - 1;
    }

    @Test
    void whatTheMeasurementItselfVariesByDoesNotFillTheHeight() {
        assertThat(used(VisitForm.MRSS, values("m0", 5, "m3", 6))).isBetween(0.05, 0.15);
        assertThat(used(VisitForm.MRSS, values("m0", 25, "m3", 10))).isGreaterThan(0.98);
        assertThat(used(VisitForm.HB, values("m0", 12.0, "m3", 12.0))).isZero();
    }

    @Test
    void whatVariesByARatioIsDrawnOnALogarithmicScale() {
        double once = used(VisitForm.CPK, values("m0", 100, "m3", 200, "m6", 10_000));
        String svg = Curve.of(VisitForm.CPK, values("m0", 100, "m3", 1000, "m6", 10_000));
        assertThat(once).isGreaterThan(0.98);
        assertThat(svg).as("a tenfold rise is half of a hundredfold").contains("cy=\"11.0\"");
        assertThat(used(VisitForm.CRP, values("m0", 0, "m3", 0.1))).as("nothing and next to nothing").isZero();
    }

    @Test
    void noLineCrossesAVisitWithoutAValue() {
        assertThat(lines(Curve.of(VisitForm.MRSS, values("m0", 20, "m3", 18, "m12", 12, "m18", 12)))).isEqualTo(2);
        assertThat(lines(Curve.of(VisitForm.MRSS, values("m0", 20, "m6", 18)))).isZero();
        assertThat(Curve.of(VisitForm.MRSS, values("m0", 20))).isEmpty();
    }

    @Test
    void noLineJoinsTwoAssays() {
        Map<String, Curve.Mark> marks = new LinkedHashMap<>();
        marks.put("m0", new Curve.Mark(80, false, BnpType.BNP));
        marks.put("m3", new Curve.Mark(90, false, BnpType.BNP));
        marks.put("m6", new Curve.Mark(900, false, BnpType.NT_PROBNP));
        assertThat(lines(Curve.of(VisitForm.BNP, marks))).isEqualTo(1);
    }

    @Test
    void aLimitIsAHollowMark() {
        Map<String, Curve.Mark> marks = values("m0", 12);
        marks.put("m3", new Curve.Mark(3, true, null));
        assertThat(Curve.of(VisitForm.CRP, marks)).containsOnlyOnce("class=\"limit\"");
    }

    @Test
    void everyNumberOfTheVisitsSaysWhatItVariesBy() {
        assertThat(VisitForm.FORM.items().stream().filter(item -> item.type() == ItemType.INTEGER
                || item.type() == ItemType.DECIMAL)).allMatch(item -> item.varies() > 0);
    }
}
