package org.sivig.ecrf.paper;

import java.math.BigDecimal;
import java.util.List;
import org.sivig.ecrf.casebook.KnownFinding;
import org.sivig.ecrf.casebook.OpenCasebook;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.study.StudyWords;

/** The answers of a casebook, as its reader sees them: a value, why there is none, not filled in, or not asked. */
record FilledCells(StudyWords words, OpenCasebook open) implements Cells {

    @Override
    public void answer(Html html, Casebook.Instance at) {
        write(html, at, true);
    }

    @Override
    public void cell(Html html, Casebook.Instance at) {
        write(html, at, false);
    }

    private void write(Html html, Casebook.Instance at, boolean unit) {
        Answer<?> answer = at.answer();
        if (!open.casebook().isAsked(at)) {
            html.element("span", "class=\"unasked\"", words.of("paper.unasked"));
        } else if (at.item().isIdentity() || !open.shows(at.item())) {
            html.element("span", "class=\"unasked\"", words.of("paper.hidden"));
        } else if (answer.missing() != null) {
            html.element("span", "class=\"reason\"", words.reason(answer.missing()));
        } else if (answer.value() == null) {
            html.element("span", at.item().isOptional() ? "class=\"optional\"" : "class=\"blank\"", words.of(at.item().isOptional() ? "paper.blank-optional" : "paper.blank-answer"));
        } else {
            boolean number = answer.value() instanceof BigDecimal || answer.value() instanceof Integer;
            html.element("span", "class=\"value\"", words.value(at.item(), answer.value())
                    + (unit && number && !at.item().unit().isEmpty() ? "\u00a0" + words.unit(at.item().unit()) : ""));
        }
        List<KnownFinding> findings = open.findingsAt(at.exportName());
        if (!findings.isEmpty()) {
            html.element("span", "class=\"check\"", " " + String.join(" ", findings.stream()
                    .map(finding -> finding.check().id()).toList()));
        }
    }

    @Override
    public boolean explains() {
        return false;
    }

    /** The same rows and questions as on the blank form. */
    @Override
    public boolean shows(Casebook.Instance at) {
        return Cells.super.shows(at) || !at.answer().isBlank();
    }
}
