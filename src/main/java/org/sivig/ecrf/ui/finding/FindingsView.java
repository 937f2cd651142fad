package org.sivig.ecrf.ui.finding;

import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.data.renderer.TextRenderer;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.account.DisplayNames;
import org.sivig.ecrf.audit.RecordText;
import org.sivig.ecrf.casebook.CheckList;
import org.sivig.ecrf.casebook.FindingColumns;
import org.sivig.ecrf.casebook.FindingList;
import org.sivig.ecrf.casebook.FindingRow;
import org.sivig.ecrf.casebook.FindingState;
import org.sivig.ecrf.casebook.PatientList;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.EditCheck;
import org.sivig.ecrf.crf.Severity;
import org.sivig.ecrf.export.ListExport;
import org.sivig.ecrf.list.Filter;
import org.sivig.ecrf.ui.CasebookAddress;
import org.sivig.ecrf.ui.ListPage;
import org.sivig.ecrf.ui.Words;

/**
 * What the checks find in all patients whom the user sees, filtered in the head of each column; a finding leads to its
 * field. Filter and order stand in the address.
 */
@Route(FindingsView.ROUTE)
@PermitAll
class FindingsView extends ListPage<FindingRow> {

    static final String ROUTE = "findings";

    private final FindingList list;
    private final CheckList checks;
    private final Words words;
    private final RecordText said;
    private int lines;

    FindingsView(FindingList list, CheckList checks, PatientList patients, AccessPolicy policy,
            DisplayNames names, ListExport files) {
        super(ROUTE, list, patients, policy);
        words = new Words(this, names.remembered());
        said = new RecordText(words.study());
        this.list = list;
        this.checks = checks;
        if (!policy.seesPatients()) {
            return;
        }
        tools.add(new Anchor("checks", words.of("checks.title")));
        fillGrid();
        offer(files);
        layOut();
    }

    @Override
    protected String count(Filter<FindingRow> filter) {
        lines = (int) list.lines(filter);
        int found = (int) list.count(filter);
        return getTranslation(lines < found ? "findings.count.folded" : "findings.count", found, lines);
    }

    private void fillGrid() {
        grid.addThemeVariants(GridVariant.WRAP_CELL_CONTENT);
        text(FindingColumns.NUMBER, "7rem", link("patients-number", FindingRow::number, row -> CasebookAddress.of(row.number())));
        Map<String, String> rows = said.rows();
        List<EditCheck> all = checks.all();
        codes(FindingColumns.WHERE, "7rem", new TextRenderer<>(row -> where(row)), rows.keySet(), rows::get);
        codes(FindingColumns.SEVERITY, "8.5rem", tag(row -> Words.kind(row.check().severity()),
                row -> severity(row.check().severity())), List.of(Severity.values()), this::severity);
        column("message", "14rem", LitRenderer.<FindingRow>of("""
                <a class="finding-message" href="${item.to}">${item.message}</a>${item.rest
                  ? html`<a class="finding-cause" href="${item.rest}">${item.cause}</a>` : ''}""")
                .withProperty("to", row -> CasebookAddress.of(row.number(), row.at())).withProperty("message", this::message)
                .withProperty("rest", this::rest).withProperty("cause", this::cause)).setFlexGrow(1);
        column("now", "7rem", new TextRenderer<>(this::now));
        codes(FindingColumns.STATE, "10rem", LitRenderer.<FindingRow>of("<b>${item.state}</b> ${item.why}")
                .withProperty("state", row -> state(row.state())).withProperty("why", this::why),
                List.of(FindingState.values()), this::state);
        codes(FindingColumns.CHECK, "6rem", new TextRenderer<>(row -> row.check().id()),
                all.stream().map(EditCheck::id).toList(), id -> name(id, all));
        codes(FindingColumns.SITE, "6rem", new TextRenderer<>(row -> site(row.site())), sites.keySet(), this::site);
        codes(FindingColumns.FORM, "8.5rem", new TextRenderer<>(row -> said.form(row.place().form())),
                FORMS, said::form);
        days(FindingColumns.FIRED, "8.5rem", row -> Words.dayAndTime(row.firedAt()));
        grid.setItemsPageable(page -> list.fetch(filter(), page), page -> (long) lines);
        written("number", FindingRow::number);
        written("site", FindingRow::site);
        written("form", row -> said.form(row.place().form()));
        written("item", row -> item(row));
        written("where", row -> where(row));
        written("check", row -> row.check().id());
        written("severity", row -> severity(row.check().severity()));
        written("message", this::message);
        written("now", this::now);
        written("state", row -> state(row.state()));
        written("why", row -> row.justification() == null ? "" : words.justification(row.justification()));
        written("fired", row -> Words.dayAndTime(row.firedAt()));
    }

    private String message(FindingRow row) {
        return row.at() == null ? words.of(EditCheck.UNKNOWN)
                : words.message(row.check(), row.at().item(), row.at().row(), row.arguments());
    }

    private String where(FindingRow row) {
        return row.at() == null ? row.place().rowKey() : said.row(row.at().row());
    }

    private String item(FindingRow row) {
        return row.at() == null ? row.place().item() : words.label(row.at());
    }

    /** The answer today; that it is not asked any more, where it is not. */
    private String now(FindingRow row) {
        return row.at() == null ? "" : !row.asked() ? words.of("queries.unasked") : row.now() == null ? words.of("query.identity")
                : words.answer(row.at().item(), row.now());
    }

    /** Where all are listed that rest on the same answer; empty where this one stands for itself. */
    private String rest(FindingRow row) {
        return row.cause() == null || !FindingColumns.isFolded(filter()) ? "" : ROUTE + "?" + new QueryParameters(
                FindingColumns.ALL.write(FindingColumns.ALL.start().with(FindingColumns.open()
                        .with(FindingColumns.NUMBER, row.number())
                        .with(FindingColumns.CAUSE, Set.of(row.cause().answer().exportName()))))).getQueryString();
    }

    private String cause(FindingRow row) {
        FindingRow.Cause cause = row.cause();
        return cause == null ? "" : words.cause(cause.open(), cause.answer(), cause.value() == null ? null
                : Answer.of(cause.answer().item().parse(cause.value())));
    }

    private String name(String id, List<EditCheck> all) {
        return id + " · " + all.stream().filter(check -> check.id().equals(id)).findFirst()
                .map(check -> check.text() == null ? words.of(check.messageKey()) : check.text()).orElse("");
    }

    private String why(FindingRow row) {
        return row.justification() == null ? "" : "– " + words.justification(row.justification());
    }

    private String severity(Severity severity) {
        return words.of("severity." + severity);
    }

    private String state(FindingState state) {
        return words.of("finding.state." + state);
    }
}
