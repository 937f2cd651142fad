package org.sivig.ecrf.ui;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.study.VisitPlan;

/** The small curve at the end of a line of numbers, from M0 to M24. */
public final class Curve {

    private static final int WIDTH = 76;
    private static final int HEIGHT = 22;
    private static final int EDGE = 3;

    private record Point(double x, double y) {

        String text() {
            return String.format(Locale.ROOT, "%.1f,%.1f", x, y);
        }
    }

    private Curve() {
    }

    /** SVG of the values by visit; empty when fewer than two of them are numbers. It says nothing the cells do not. */
    public static String of(Map<String, ? extends @Nullable Object> values) {
        List<VisitPlan> measured = VisitPlan.VISITS.stream()
                .filter(plan -> values.get(plan.visit()) instanceof Number).toList();
        if (measured.size() < 2) {
            return "";
        }
        List<Double> numbers = measured.stream().map(plan -> number(values.get(plan.visit()))).toList();
        double least = numbers.stream().min(Double::compare).orElseThrow();
        double span = numbers.stream().max(Double::compare).orElseThrow() - least;
        double months = VisitPlan.VISITS.getLast().month();
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < measured.size(); i++) {
            points.add(new Point(EDGE + (WIDTH - 2 * EDGE) * measured.get(i).month() / months,
                    span == 0 ? HEIGHT / 2.0 : HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * (numbers.get(i) - least) / span));
        }
        Point last = points.getLast();
        return """
                <svg width="%d" height="%d" aria-hidden="true"><polyline points="%s"/><circle cx="%s" r="2.2"/></svg>"""
                .formatted(WIDTH, HEIGHT, points.stream().map(Point::text).collect(Collectors.joining(" ")),
                        last.text().replace(",", "\" cy=\""));
    }

    private static double number(@Nullable Object value) {
        return value instanceof BigDecimal decimal ? decimal.doubleValue() : ((Number) value).doubleValue();
    }
}
