package org.sivig.ecrf.paper;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.audit.AuditRecord;
import org.sivig.ecrf.audit.RecordText;
import org.sivig.ecrf.casebook.Justification;
import org.sivig.ecrf.casebook.KnownFinding;
import org.sivig.ecrf.casebook.KnownQuery;
import org.sivig.ecrf.casebook.OpenCasebook;
import org.sivig.ecrf.casebook.Signed;
import org.sivig.ecrf.crf.Completeness;
import org.sivig.ecrf.crf.Severity;
import org.sivig.ecrf.score.AcrEular2013;
import org.sivig.ecrf.study.Section;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.StudyWords;
import org.sivig.ecrf.study.VisitForm;

/** A casebook on paper: first where it stands and what was said of it, then its sections as the paper prints them. */
final class FilledCasebook {

    private final StudyWords words;
    private final OpenCasebook open;
    private final List<Signed> signatures;
    private final RecordText said;
    private final List<AuditRecord> records;
    private final UnaryOperator<String> people;

    /**
     * @param records what is on record of it, the oldest first; empty to leave that out
     * @param people  the name that stands behind a user name
     */
    FilledCasebook(StudyWords words, OpenCasebook open, List<Signed> signatures, List<AuditRecord> records,
            UnaryOperator<String> people) {
        this.words = words;
        said = new RecordText(words);
        this.records = records;
        this.open = open;
        this.signatures = signatures;
        this.people = people;
    }

    /** @param cut when it stood so */
    String xhtml(Instant cut) {
        String title = words.of("paper.casebook", open.number());
        PaperPage page = new PaperPage(words, title + " – SIVIG", "SIVIG · " + open.number(),
                words.of("paper.cut", RecordText.moment(cut) + " (" + Study.ZONE + ")") + " · "
                        + words.of("paper.version", Study.FORMS_VERSION));
        page.with(title, false, front(title));
        FilledCells cells = new FilledCells(words, open);
        for (Section section : Study.sections(open.casebook(), null)) {
            Html html = new Html();
            new FormLayout(words, cells, open.casebook(), section, html).write();
            page.with(FormLayout.title(words, section), section.forms().contains(VisitForm.FORM), html);
        }
        if (!records.isEmpty()) {
            page.with(words.of("paper.records"), true, records());
        }
        return page.xhtml();
    }

    /** The audit trail; letters and birth date are not told. */
    private Html records() {
        Html html = new Html().element("h1", "", words.of("paper.records")).element("p", "class=\"hint\"",
                words.of("paper.records.help", records.size()));
        head(html, "grid said records", "audit.column.at", "audit.column.user", "audit.column.item", "audit.column.old",
                "audit.column.new", "audit.column.reason");
        for (AuditRecord each : records) {
            String role = said.role(each);
            String why = said.reason(each.reason());
            html.open("tr").element("th", "scope=\"row\"", each.seq() + " · " + said.when(each))
                    .element("td", "", said.user(each) + (role.isEmpty() ? "" : " · " + role))
                    .element("td", "", said.place(each) + (each.act() == null ? "" : "\n" + said.act(each)))
                    .element("td", "", isTold(each) ? said.before(each) : masked(each.oldValue()) )
                    .element("td", "", isTold(each) ? said.after(each) : masked(each.newValue()) )
                    .element("td", "", each.query() == null ? why : ("Q-" + each.query() + " " + why).strip()).close("tr");
        }
        html.close("tbody").close("table");
        return html;
    }

    /** Letters and birth date leave to nobody, other answers to those who see them. */
    private boolean isTold(AuditRecord record) {
        return record.answered().map(item -> !item.isIdentity() && open.shows(item)).orElse(true);
    }

    private static String masked(@Nullable String value) {
        return value == null ? "" : "…";
    }

    private Html front(String title) {
        Html html = new Html().element("h1", "", title).element("p", "", words.of("study"));
        html.open("table", "class=\"facts\"").open("tbody");
        fact(html, words.of("paper.site"), open.site() + " – " + open.siteName());
        fact(html, words.of("paper.state"), words.of("state." + open.standing().state()));
        fact(html, "ACR/EULAR 2013", score());
        fact(html, words.of("overview.eligibility"), words.of("eligibility." + open.eligibility().status()));
        Completeness total = open.total();
        fact(html, words.of("paper.filled"), words.of("paper.filled.of", total.valued(), total.missing(), total.asked()));
        html.close("tbody").close("table");
        signatures(html);
        findings(html);
        queries(html);
        return html;
    }

    private String score() {
        AcrEular2013 score = open.score();
        return (score.low() == score.high() ? words.of("score.points", score.low())
                : words.of("score.range", score.low(), score.high())) + " (" + words.of("acr.class." + score.verdict()) + ")";
    }

    private static void fact(Html html, String name, String value) {
        html.open("tr").element("th", "scope=\"row\"", name).element("td", "", value).close("tr");
    }

    private void signatures(Html html) {
        html.element("h2", "", words.of("signatures"));
        if (signatures.isEmpty()) {
            html.element("p", "", words.of("paper.not-signed"));
        }
        for (Signed signed : signatures) {
            Signed.Revoked revoked = signed.revoked();
            html.open("p").element("span", "class=\"value\"", signed.name()).add(" · " + RecordText.moment(signed.at()) + " · "
                    + words.of("meaning." + signed.meaning()) + "\n" + (revoked == null
                            ? words.of(signed.intact() ? "signature.intact" : "signature.broken")
                            : words.of("signature.revoked", RecordText.moment(revoked.at()), people.apply(revoked.by()), said.reason(revoked.reason()))))
                    .raw("<br/>").element("span", "class=\"hash\"", words.of("signature.hash", signed.hash().substring(0, 16) + "…", signed.formsVersion()))
                    .close("p");
        }
    }

    private void findings(Html html) {
        html.element("h2", "", words.of("findings.title"));
        if (open.findings().isEmpty()) {
            html.element("p", "", words.of("paper.none"));
            return;
        }
        head(html, "grid said findings", "paper.finding.item", "paper.finding.message", "paper.finding.justification");
        for (KnownFinding finding : open.findings()) {
            html.open("tr").element("th", "scope=\"row\"", words.field(finding.at().item(), finding.at().row()))
                    .open("td").element("span", "class=\"check\"", finding.check().id() + " ")
                    .add(words.of("severity." + finding.check().severity()) + " – " + words.message(finding.check(),
                            finding.at().item(), finding.at().row(), arguments(finding))).close("td")
                    .element("td", "", said(finding)).close("tr");
        }
        html.close("tbody").close("table");
    }

    /** What a message tells; nothing of letters and birth date, which it may quote. */
    private static Map<String, String> arguments(KnownFinding finding) {
        return finding.at().item().isIdentity() ? Map.of() : finding.arguments();
    }

    private String said(KnownFinding finding) {
        Justification why = finding.justification();
        return why != null ? words.of("justification.by", words.of("justification." + why.reason())
                + (why.text().isEmpty() ? "" : " – " + why.text()), people.apply(why.by()), RecordText.moment(why.at()))
                : words.of(finding.check().severity() == Severity.INFO ? "paper.finding.info" : "paper.finding.open");
    }

    private void queries(Html html) {
        html.element("h2", "", words.of("queries.title"));
        if (open.queries().isEmpty()) {
            html.element("p", "", words.of("paper.none.query"));
            return;
        }
        head(html, "grid said", "paper.query", "paper.query.state", "paper.query.said");
        for (KnownQuery query : open.queries()) {
            html.open("tr").element("th", "scope=\"row\"", "Q-" + query.number() + " · "
                    + words.field(query.at().item(), query.at().row()))
                    .element("td", "", words.of("query.state." + (query.isNote() ? "note" : query.state().name()))
                            + (query.outcome() == null ? "" : " – " + words.of("query.outcome." + query.outcome())))
                    .element("td", "", query.text() + " (" + query.raisedByName() + ", " + RecordText.moment(query.raisedAt()) + ")"
                            + (query.messages() < 2 ? "" : "\n" + said(query.last()))).close("tr");
        }
        html.close("tbody").close("table");
    }

    private String said(KnownQuery.Message message) {
        return words.of("query.step." + message.step()) + " – " + message.text() + " (" + message.byName() + ", "
                + RecordText.moment(message.at()) + ")";
    }

    private void head(Html html, String style, String... keys) {
        html.open("table", "class=\"" + style + "\"").open("thead").open("tr");
        List.of(keys).forEach(key -> html.element("th", "scope=\"col\"", words.of(key)));
        html.close("tr").close("thead").open("tbody");
    }
}
