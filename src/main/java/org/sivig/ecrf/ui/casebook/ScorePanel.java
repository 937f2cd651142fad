package org.sivig.ecrf.ui.casebook;

import static java.util.stream.Collectors.joining;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.sivig.ecrf.casebook.OpenCasebook;
import org.sivig.ecrf.crf.YesNo;
import org.sivig.ecrf.score.AcrEular2013;
import org.sivig.ecrf.score.AcrEular2013.Verdict;
import org.sivig.ecrf.study.EligibilityForm;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.ui.Words;

/** Explains the classification score under its criteria: the points, the threshold, what is unknown and what decides. */
class ScorePanel extends Div {

    private record Line(String text, List<String> classes) {

        Line(String text, String... classes) {
            this(text, List.of(classes));
        }
    }

    private final Words words;
    private final LastShown shown = new LastShown();
    private final Div bar = new Div();
    private final Div text = new Div();

    ScorePanel(Words words) {
        this.words = words;
        addClassName("score");
        bar.addClassName("score-bar");
        bar.getElement().setAttribute("aria-hidden", "true");
        bar.add(new Span(), new Span(), new Span());
        text.addClassName("score-text");
        text.getElement().setAttribute("aria-live", "polite");
        add(bar, text);
    }

    void show(OpenCasebook open) {
        AcrEular2013 score = open.score();
        bar.getStyle().set("--low", percent(score.low())).set("--high", percent(score.high()))
                .set("--threshold", percent(AcrEular2013.THRESHOLD));
        List<Line> lines = lines(open, score);
        if (shown.isNew(lines)) {
            text.removeAll();
            lines.forEach(line -> {
                Span span = new Span(line.text());
                line.classes().forEach(span::addClassName);
                text.add(span);
            });
        }
    }

    private List<Line> lines(OpenCasebook open, AcrEular2013 score) {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(score.low() == score.high() ? words.of("score.points", score.low())
                : words.of("score.range", score.low(), score.high()), "points", Words.kind(score.verdict())));
        lines.add(new Line(words.of("score.threshold", AcrEular2013.THRESHOLD)));
        String unknown = named(Study.CRITERIA.keySet().stream()
                .filter(criterion -> !Study.criteria(open.casebook()).containsKey(criterion)));
        String deciding = named(score.deciding().stream());
        boolean same = score.verdict() == Verdict.UNDETERMINED && unknown.equals(deciding);
        if (!unknown.isEmpty() && !same) {
            lines.add(new Line(words.of("score.unknown", unknown)));
        }
        lines.add(new Line(same ? words.of("score.unknown.deciding", unknown)
                : score.verdict() == Verdict.UNDETERMINED ? words.of("score.deciding", deciding)
                : words.of("score.verdict." + score.verdict() + (unknown.isEmpty() ? "" : ".whatever"))));
        YesNo validated = open.casebook().row(EligibilityForm.FORM).getAcrValid();
        if (validated == YesNo.YES && score.verdict() == Verdict.NO
                || validated == YesNo.NO && score.verdict() == Verdict.YES) {
            lines.add(new Line(words.of("score.disagrees." + score.verdict(), score.text()), "note", "warn"));
        } else if (validated != null && score.verdict() != Verdict.UNDETERMINED
                && score.verdict() != Verdict.NOT_APPLICABLE) {
            lines.add(new Line(words.of("score.agrees")));
        }
        return lines;
    }

    private String named(Stream<AcrEular2013.Criterion> criteria) {
        return criteria.map(criterion -> words.of("criterion." + criterion)).collect(joining(", "));
    }

    private static String percent(int points) {
        return points * 100.0 / AcrEular2013.MAXIMUM + "%";
    }
}
