package org.sivig.ecrf.ui.query;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.data.renderer.TextRenderer;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.casebook.KnownQuery;
import org.sivig.ecrf.casebook.PatientList;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.list.Filter;
import org.sivig.ecrf.list.Name;
import org.sivig.ecrf.query.Queries;
import org.sivig.ecrf.query.QueryColumns;
import org.sivig.ecrf.query.QueryList;
import org.sivig.ecrf.query.QueryResult;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.life.QueryOutcome;
import org.sivig.ecrf.study.life.QueryState;
import org.sivig.ecrf.study.life.QueryStep;
import org.sivig.ecrf.ui.AskDialog;
import org.sivig.ecrf.ui.CasebookAddress;
import org.sivig.ecrf.ui.Choices;
import org.sivig.ecrf.ui.ListPage;
import org.sivig.ecrf.ui.QueryWords;
import org.sivig.ecrf.ui.RecordWords;
import org.sivig.ecrf.ui.Words;

/**
 * The queries in all patients whom the user sees, filtered in the head of each column; a query leads to its field, and
 * those that are chosen are closed or sent back by one text.
 */
@Route(QueriesView.ROUTE)
@PermitAll
class QueriesView extends ListPage<KnownQuery> {

    static final String ROUTE = "queries";

    private final transient QueryList list;
    private final transient Queries queries;
    private final Words words = new Words(this);
    private final QueryWords said = new QueryWords(words);
    private final RecordWords records = new RecordWords(words);
    private final Map<Long, KnownQuery> chosen = new LinkedHashMap<>();
    private final List<Button> bulk = List.of(bulk(QueryStep.SEND_BACK), bulk(QueryStep.CLOSE));
    private int found;

    QueriesView(QueryList list, Queries queries, PatientList patients, AccessPolicy policy) {
        super(ROUTE, list, patients, policy);
        this.list = list;
        this.queries = queries;
        if (!policy.seesPatients()) {
            return;
        }
        boolean raises = sites.keySet().stream().anyMatch(site -> policy.raises(site) == QueryStep.RAISE);
        fillGrid(raises);
        if (raises) {
            bulk.forEach(tools::addComponentAsFirst);
        }
        layOut();
    }

    private Button bulk(QueryStep step) {
        Button button = new Button(said.doing(step) + "…", click -> act(step, List.copyOf(chosen.values())));
        button.setId("bulk_" + Name.of(step));
        button.addThemeVariants(ButtonVariant.SMALL);
        button.setEnabled(false);
        return button;
    }

    /** A grid's own column for choosing rows has a head without a name. */
    private void columnToChoose() {
        column("choose", "3.5rem", LitRenderer.<KnownQuery>of("<input type='checkbox' class='choose' "
                + "aria-label='${item.label}' .checked='${item.chosen}' @change='${choose}'>")
                .withProperty("label", query -> getTranslation("queries.choose", query.name()))
                .withProperty("chosen", query -> chosen.containsKey(query.number()))
                .withFunction("choose", this::choose));
    }

    private void choose(KnownQuery query) {
        if (chosen.remove(query.number()) == null) {
            chosen.put(query.number(), query);
        }
        bulk.forEach(button -> button.setEnabled(!chosen.isEmpty()));
    }

    @Override
    protected String count(Filter<KnownQuery> filter) {
        found = (int) list.count(filter);
        return getTranslation("queries.count", found);
    }

    private void fillGrid(boolean isChosen) {
        grid.addThemeVariants(GridVariant.WRAP_CELL_CONTENT);
        if (isChosen) {
            columnToChoose();
        }
        text(QueryColumns.NAME, "5.5rem", link("patients-number", KnownQuery::name, QueriesView::path));
        codes(QueryColumns.SITE, "5.5rem", new TextRenderer<>(query -> site(query.site())), sites.keySet(), this::site);
        text(QueryColumns.PATIENT, "6.5rem", new TextRenderer<>(KnownQuery::patient));
        codes(QueryColumns.FORM, "7rem", new TextRenderer<>(query -> records.form(query.at().form().name())),
                FORMS, records::form);
        Map<String, Item<?, ?>> items = new LinkedHashMap<>();
        Study.FORMS.forEach(form -> form.items().forEach(item -> items.putIfAbsent(item.name(), item)));
        codes(QueryColumns.ITEM, "8rem", new TextRenderer<>(query -> words.label(query.at())), items.keySet(),
                name -> words.label(items.get(name)));
        codes(QueryColumns.STATE, "6.5rem", tag(query -> query.isPending() ? "warn" : "quiet",
                query -> query.isNote() ? words.of("query.state.note") : said.state(query.state())),
                List.of(QueryState.values()), said::state);
        days(QueryColumns.OPENED, "6rem", query -> query.openedAt() == null || !query.isPending() ? ""
                : said.age(query.openedAt()));
        column("age", "5.5rem", new TextRenderer<>(query -> query.isPending() ? said.age(query.raisedAt()) : ""));
        text(QueryColumns.TEXT, "10rem", link("finding-message", KnownQuery::text, QueriesView::path)).setFlexGrow(1);
        column("value", "6rem", new TextRenderer<>(query -> said.answer(query.at(), query.then())));
        text(QueryColumns.BY, "6rem", new TextRenderer<>(KnownQuery::raisedByName));
        days(QueryColumns.RAISED, "6rem", query -> Words.dayAndTime(query.raisedAt()));
        codes(QueryColumns.OUTCOME, "5.5rem", new TextRenderer<>(query -> query.outcome() == null ? ""
                : said.outcome(query.outcome())), List.of(QueryOutcome.values()), said::outcome);
        grid.setItemsPageable(page -> list.fetch(filter(), page), page -> (long) found);
    }

    private static String path(KnownQuery query) {
        return CasebookAddress.of(query.patient(), query.at());
    }

    /** Asks for the text of a step that is taken with several queries, and says what became of each. */
    private void act(QueryStep step, List<KnownQuery> acted) {
        Dialog dialog = new Dialog();
        dialog.setHeaderTitle(getTranslation("queries.bulk", said.doing(step), acted.size()));
        dialog.setWidth("560px");
        RadioButtonGroup<QueryOutcome> outcome = new RadioButtonGroup<>(words.of("query.outcome"));
        outcome.setItems(QueryOutcome.values());
        outcome.setItemLabelGenerator(said::outcome);
        outcome.setVisible(step == QueryStep.CLOSE);
        Choices.number(outcome);
        TextArea text = new TextArea(words.of("query.text"));
        text.setId("bulk_text");
        text.setMaxLength(Queries.TEXT_LENGTH);
        text.setWidthFull();
        Paragraph trouble = new Paragraph();
        trouble.getElement().setAttribute("role", "alert");
        Button done = new Button(said.doing(step));
        done.setId("bulk_confirm");
        done.addThemeVariants(ButtonVariant.PRIMARY);
        done.addClickListener(click -> {
            if (step == QueryStep.CLOSE && outcome.isEmpty()) {
                trouble.setText(words.of("query.say-outcome"));
            } else if (step.isExplained() && text.isEmpty()) {
                trouble.setText(words.of("query.say"));
            } else {
                Map<Long, QueryResult> results = queries.takeAll(acted.stream().collect(Collectors.toMap(
                        KnownQuery::number, KnownQuery::messages)), step, outcome.getValue(), text.getValue());
                dialog.removeAll();
                done.setVisible(false);
                dialog.add(report(results));
                chosen.clear();
                bulk.forEach(button -> button.setEnabled(false));
                show(filter());
            }
        });
        AskDialog.begin(step == QueryStep.CLOSE ? outcome : text);
        dialog.add(outcome, text, trouble);
        dialog.getFooter().add(new Button(words.of("close"), click -> dialog.close()), done);
        dialog.open();
    }

    private Component report(Map<Long, QueryResult> results) {
        UnorderedList report = new UnorderedList();
        report.addClassName("query-results");
        report.getElement().setAttribute("role", "status");
        long done = results.values().stream().filter(QueryResult.Done.class::isInstance).count();
        report.add(new ListItem(getTranslation("queries.bulk.done", done)));
        results.values().stream().map(said::trouble).filter(Objects::nonNull).map(ListItem::new).forEach(report::add);
        return report;
    }
}
