package org.sivig.ecrf.ui.casebook;

import static java.util.stream.Collectors.joining;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import org.sivig.ecrf.casebook.OpenCasebook;
import org.sivig.ecrf.crf.YesNo;
import org.sivig.ecrf.score.AcrEular2013;
import org.sivig.ecrf.score.AcrEular2013.Verdict;
import org.sivig.ecrf.study.EligibilityForm;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.ui.Words;

/** Explains the classification score under its criteria: the points, the threshold, what is unknown and what decides. */
class ScorePanel extends Div {

    private final Words words;
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
        text.removeAll();
        Span points = new Span(score.low() == score.high() ? words.of("score.points", score.low())
                : words.of("score.range", score.low(), score.high()));
        points.addClassNames("points", Words.kind(score.verdict()));
        text.add(points, new Span(words.of("score.threshold", AcrEular2013.THRESHOLD)));
        String unknown = Study.CRITERIA.keySet().stream()
                .filter(criterion -> !Study.criteria(open.casebook()).containsKey(criterion))
                .map(criterion -> words.of("criterion." + criterion)).collect(joining(", "));
        if (!unknown.isEmpty()) {
            text.add(new Span(words.of("score.unknown", unknown)));
        }
        text.add(new Span(score.verdict() == Verdict.UNDETERMINED
                ? words.of("score.deciding", score.deciding().stream().map(c -> words.of("criterion." + c))
                        .collect(joining(", ")))
                : words.of("score.verdict." + score.verdict() + (unknown.isEmpty() ? "" : ".whatever"))));
        YesNo validated = open.casebook().row(EligibilityForm.FORM).getAcrValid();
        if (validated == YesNo.YES && score.verdict() == Verdict.NO
                || validated == YesNo.NO && score.verdict() == Verdict.YES) {
            Span disagreement = new Span(words.of("score.disagrees." + score.verdict(), score.text()));
            disagreement.addClassNames("note", "warn");
            text.add(disagreement);
        } else if (validated != null && score.verdict() != Verdict.UNDETERMINED
                && score.verdict() != Verdict.NOT_APPLICABLE) {
            text.add(new Span(words.of("score.agrees")));
        }
    }

    private static String percent(int points) {
        return points * 100.0 / AcrEular2013.MAXIMUM + "%";
    }
}
