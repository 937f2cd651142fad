package org.sivig.ecrf.ui.casebook;

import static java.util.stream.Collectors.joining;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sivig.ecrf.casebook.KnownFinding;
import org.sivig.ecrf.casebook.KnownQuery;
import org.sivig.ecrf.casebook.OpenCasebook;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.score.AcrEular2013;
import org.sivig.ecrf.score.EligibilityStatus;
import org.sivig.ecrf.study.IdentificationForm;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.life.CasebookState;
import org.sivig.ecrf.ui.Texts;
import org.sivig.ecrf.ui.Words;

/** What always stands above a casebook: the patient, the score, the eligibility, and whether everything is saved. */
class HeadBadges extends Div {

    private static final List<String> TONES = List.of("ok", "err", "info", "quiet", "warn");

    private final Words words;
    private final Span number = new Span();
    private final Span who = new Span();
    private final Span score = new Span();
    private final Span verdict = new Span();
    private final Span eligibility = new Span();
    private final Counts findings;
    private final Span life = new Span();
    private final Span status = new Span();

    HeadBadges(Words words) {
        this.words = words;
        findings = new Counts(words);
        addClassName("badges");
        number.addClassName("patient-number");
        who.addClassName("patient-who");
        score.setId("acr_score");
        verdict.setId("acr_class");
        eligibility.setId("eligibility_status");
        life.setId("casebook_state");
        eligibility.addClassName("pill");
        life.addClassName("pill");
        status.setId("save_status");
        status.getElement().setAttribute("role", "status");
        status.getElement().setAttribute("data-state", "idle");
        status.getElement().setAttribute("aria-live", "off"); // it changes with each field
        status.addClassName("save-status");
        Span said = new Span();
        said.setId("save_said");
        said.addClassName("unseen");
        said.getElement().setAttribute("role", "alert");
        Span acr = new Span(new Span("ACR/EULAR "), score, verdict);
        acr.addClassNames("pill", "acr");
        acr.getElement().setAttribute("title", "ACR/EULAR 2013");
        findings.setId("open_findings");
        add(number, who, acr, eligibility, life, findings, status, said);
    }

    void show(OpenCasebook open) {
        Texts.show(number, open.number());
        List<String> about = new ArrayList<>();
        Code sex = open.casebook().row(IdentificationForm.FORM).getSex();
        if (sex != null) {
            about.add(words.code(IdentificationForm.SEX, sex));
        }
        if (open.age() != null) {
            about.add(words.of("patient.age", open.age().shown()));
        }
        about.add(open.siteName());
        Texts.show(who, String.join(" · ", about));

        AcrEular2013 acr = open.score();
        Texts.show(score, acr.text().replace('-', '–'));
        score.getElement().setAttribute("data-value", acr.text());
        Texts.show(verdict, " " + words.of("acr.class." + acr.verdict()));
        verdict.getElement().setAttribute("data-value", acr.verdict().name().toLowerCase(Locale.ROOT));
        score.getParent().ifPresent(pill -> tone(pill, Words.kind(acr.verdict())));

        List<KnownQuery> pending = open.queries().stream().filter(KnownQuery::isPending).toList();
        findings.show(open.findings(), pending);
        findings.getElement().setAttribute("data-queries", String.valueOf(pending.size()));
        findings.getElement().setAttribute("data-value",
                String.valueOf(open.findings().stream().filter(KnownFinding::isOpen).count()));

        EligibilityStatus eligible = open.eligibility();
        String reasons = eligible.reasons().stream()
                .map(reason -> words.label(Study.ELIGIBILITY.get(reason))).collect(joining(" ; "));
        Texts.show(eligibility, words.of("eligibility." + eligible.status()));
        eligibility.getElement().setAttribute("title", reasons);
        eligibility.getElement().setAttribute("data-value", eligible.status().name().toLowerCase(Locale.ROOT));
        tone(eligibility, Words.kind(eligible.status()));

        CasebookState state = open.standing().state();
        Texts.show(life, words.of("state." + state));
        life.getElement().setAttribute("data-value", state.name().toLowerCase(Locale.ROOT));
        tone(life, Words.kind(state));
    }

    private static void tone(Component pill, String kind) {
        TONES.forEach(each -> pill.getElement().getClassList().set(each, each.equals(kind)));
    }
}
