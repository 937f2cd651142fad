package org.sivig.ecrf.ui;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.study.VisitPlan;

/**
 * The small curve at the end of a line of numbers, from M0 to M24. Its height is at least what the item varies by, so
 * that noise does not look like change; a line joins two visits that follow each other, and neither a visit without a
 * value nor another assay.
 */
public final class Curve {

    private static final int WIDTH = 76;
    private static final int HEIGHT = 22;
    private static final int EDGE = 3;

    /** Stands for nothing, and less, on a scale of ratios. */
    private static final double LEAST = 0.5;

    /**
     * A value as it is drawn.
     *
     * @param limit whether it is only known to be less, or more
     * @param assay by which it was measured; null where there is but one
     */
    public record Mark(Number value, boolean limit, @Nullable Object assay) {
    }

    private record Point(int visit, String x, String y, Mark mark) {

        String circle() {
            return "<circle%s cx=\"%s\" cy=\"%s\" r=\"1.8\"/>".formatted(mark.limit() ? " class=\"limit\"" : "", x, y);
        }

        boolean joins(Point next) {
            return next.visit == visit + 1 && Objects.equals(mark.assay(), next.mark.assay());
        }
    }

    private Curve() {
    }

    /** SVG of the values by visit; empty when there are fewer than two. It says nothing the cells do not. */
    public static String of(Item<?, ?> item, Map<String, Mark> marks) {
        if (marks.size() < 2) {
            return "";
        }
        ToDoubleFunction<Mark> height = item.isVaryingByRatio()
                ? mark -> Math.log(Math.max(mark.value().doubleValue(), LEAST)) : mark -> mark.value().doubleValue();
        double varies = item.isVaryingByRatio() ? Math.log(item.varies()) : item.varies();
        double least = marks.values().stream().mapToDouble(height).min().orElseThrow();
        double most = marks.values().stream().mapToDouble(height).max().orElseThrow();
        double span = Math.max(most - least, varies);
        double bottom = (least + most - span) / 2;
        double months = VisitPlan.VISITS.getLast().month();
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < VisitPlan.VISITS.size(); i++) {
            VisitPlan plan = VisitPlan.VISITS.get(i);
            Mark mark = marks.get(plan.visit());
            if (mark != null) {
                points.add(new Point(i, number(EDGE + (WIDTH - 2 * EDGE) * plan.month() / months), number(span == 0
                        ? HEIGHT / 2.0 : HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * (height.applyAsDouble(mark) - bottom) / span),
                        mark));
            }
        }
        StringBuilder svg = new StringBuilder("<svg width=\"%d\" height=\"%d\" aria-hidden=\"true\">"
                .formatted(WIDTH, HEIGHT));
        int from = 0;
        for (int i = 1; i <= points.size(); i++) {
            if (i == points.size() || !points.get(i - 1).joins(points.get(i))) {
                if (i - from > 1) {
                    svg.append(points.subList(from, i).stream().map(point -> point.x() + "," + point.y())
                            .collect(joining(" ", "<polyline points=\"", "\"/>")));
                }
                from = i;
            }
        }
        points.forEach(point -> svg.append(point.circle()));
        return svg.append("</svg>").toString();
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }
}
