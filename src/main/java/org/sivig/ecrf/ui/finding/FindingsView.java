package org.sivig.ecrf.ui.finding;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.data.renderer.Renderer;
import com.vaadin.flow.data.renderer.TextRenderer;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.account.DisplayNames;
import org.sivig.ecrf.casebook.CheckList;
import org.sivig.ecrf.casebook.FindingFilter;
import org.sivig.ecrf.casebook.FindingList;
import org.sivig.ecrf.casebook.FindingRow;
import org.sivig.ecrf.casebook.FindingSort;
import org.sivig.ecrf.casebook.FindingState;
import org.sivig.ecrf.casebook.PatientList;
import org.sivig.ecrf.crf.EditCheck;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Severity;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.ui.ListView;
import org.sivig.ecrf.ui.RangeText;
import org.sivig.ecrf.ui.RecordWords;
import org.sivig.ecrf.ui.Words;

/**
 * What the checks find in all patients whom the user sees, filtered in the head of each column; a finding leads to its
 * field. Filter and order stand in the address.
 */
@Route(FindingsView.ROUTE)
@PermitAll
class FindingsView extends ListView<FindingRow, FindingFilter, FindingsAddress> {

    static final String ROUTE = "findings";

    private final FindingList list;
    private final CheckList checks;
    private final Words words;
    private final RecordWords said;
    private int found;

    FindingsView(FindingList list, CheckList checks, PatientList patients, AccessPolicy policy,
            DisplayNames names) {
        super(ROUTE, FindingsAddress.start(), patients, policy);
        words = new Words(this, names.remembered());
        said = new RecordWords(words);
        this.list = list;
        this.checks = checks;
        if (!policy.seesPatients()) {
            return;
        }
        Button all = new Button(text("all"), click -> show(FindingFilter.all()));
        all.setId("all_findings");
        all.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        tools.addComponentAsFirst(all);
        tools.add(new Anchor("checks", words.of("checks.title")));
        fillGrid();
        layOut();
    }

    @Override
    protected FindingsAddress read(QueryParameters parameters) {
        return FindingsAddress.of(parameters, sites.keySet());
    }

    @Override
    protected String count(FindingFilter filter) {
        found = (int) list.count(filter);
        return getTranslation("findings.count", found);
    }

    private void fillGrid() {
        grid.addThemeVariants(GridVariant.LUMO_WRAP_CELL_CONTENT);
        column(FindingSort.NUMBER, "7rem", link("patients-number", FindingRow::number, row -> "patients/" + row.number()),
                filters.part("number", FindingFilter::number, FindingFilter::withNumber));
        column("site", "6rem", new TextRenderer<>(row -> site(row.site())),
                filters.codes("site", sites.keySet(), this::site, FindingFilter::sites, FindingFilter::withSites));
        column("form", "8.5rem", new TextRenderer<>(row -> said.form(row.at().form().name())), filters.codes("form",
                Study.FORMS.stream().map(Form::name).collect(Collectors.toCollection(LinkedHashSet::new)), said::form,
                FindingFilter::forms, FindingFilter::withForms));
        column(FindingSort.CHECK, "6rem", new TextRenderer<>(row -> row.check().id()), filters.codes("check",
                checks.all().stream().map(EditCheck::id).toList(), this::name,
                FindingFilter::checks, FindingFilter::withChecks));
        column(FindingSort.SEVERITY, "8.5rem", tag(row -> Words.kind(row.check().severity()),
                row -> severity(row.check().severity())), filters.codes("severity", List.of(Severity.values()), this::severity, FindingFilter::severities,
                        FindingFilter::withSeverities));
        column("message", "14rem", link("finding-message", this::message, FindingsView::path), null).setFlexGrow(1);
        column(FindingSort.STATE, "11rem", LitRenderer.<FindingRow>of("<b>${item.state}</b> ${item.why}")
                .withProperty("state", row -> state(row.state())).withProperty("why", this::why),
                filters.codes("state", List.of(FindingState.values()), this::state, FindingFilter::states,
                        FindingFilter::withStates));
        column(FindingSort.FIRED, "8.5rem", new TextRenderer<>(row -> Words.dayAndTime(row.firedAt())),
                filters.range("fired", RangeText.DAYS, FindingFilter::fired, FindingFilter::withFired));
        grid.setItemsPageable(page -> list.fetch(filter(), page), page -> (long) found);
    }

    private void column(FindingSort sort, String width, Renderer<FindingRow> renderer, Component filter) {
        column(FindingsAddress.key(sort), width, renderer, filter).setSortProperty(sort.name()).setSortable(true);
    }

    /** Where the item of a finding is typed. */
    private static String path(FindingRow row) {
        return "patients/" + row.number() + Study.sectionOf(row.at()).map(section -> "/" + section.path() + "?item="
                + row.at().exportName()).orElse("");
    }

    private String message(FindingRow row) {
        return words.message(row.check(), row.at().item(), row.at().row(), row.arguments());
    }

    private String name(String id) {
        return id + " · " + checks.all().stream().filter(check -> check.id().equals(id)).findFirst()
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
