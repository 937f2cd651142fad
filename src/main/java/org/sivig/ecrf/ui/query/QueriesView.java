package org.sivig.ecrf.ui.query;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.data.renderer.TextRenderer;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.audit.RecordText;
import org.sivig.ecrf.casebook.PatientList;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.export.ListExport;
import org.sivig.ecrf.list.Filter;
import org.sivig.ecrf.list.Name;
import org.sivig.ecrf.query.Queries;
import org.sivig.ecrf.query.QueryColumns;
import org.sivig.ecrf.query.QueryList;
import org.sivig.ecrf.query.QueryRow;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.life.QueryOutcome;
import org.sivig.ecrf.study.life.QueryState;
import org.sivig.ecrf.study.life.QueryStep;
import org.sivig.ecrf.ui.CasebookAddress;
import org.sivig.ecrf.ui.ListPage;
import org.sivig.ecrf.ui.QueryWords;
import org.sivig.ecrf.ui.Words;
import org.springframework.data.domain.PageRequest;

/**
 * The queries in all patients whom the user sees, filtered in the head of each column; a query leads to its field, and
 * those that are chosen are answered, closed or sent back by one text.
 */
@Route(QueriesView.ROUTE)
@PermitAll
class QueriesView extends ListPage<QueryRow> {

    static final String ROUTE = "queries";

    /** So many are acted on at once. */
    private static final int MOST_CHOSEN = 1_000;

    private final transient QueryList list;
    private final transient Queries queries;
    private final Words words = new Words(this);
    private final QueryWords said = new QueryWords(words);
    private final RecordText records = new RecordText(words.study());
    private final Map<Long, QueryRow> chosen = new LinkedHashMap<>();
    private final Map<QueryStep, Button> bulk = new EnumMap<>(QueryStep.class);
    private final Checkbox all = new Checkbox();
    private int found;

    QueriesView(QueryList list, Queries queries, PatientList patients, AccessPolicy policy, ListExport files) {
        super(ROUTE, list, patients, policy);
        this.list = list;
        this.queries = queries;
        if (!policy.seesPatients()) {
            return;
        }
        Stream.of(QueryStep.ANSWER, QueryStep.SEND_BACK, QueryStep.CLOSE).filter(step -> sites.keySet().stream().anyMatch(
                site -> policy.takes(step, site, Role.MONITOR))).forEach(step -> bulk.put(step, bulk(step)));
        fillGrid();
        bulk.values().forEach(tools::addComponentAsFirst);
        offer(files);
        layOut();
    }

    private Button bulk(QueryStep step) {
        Button button = new Button(said.doing(step) + "…", click -> act(step));
        button.setId("bulk_" + Name.of(step));
        button.addThemeVariants(ButtonVariant.SMALL);
        button.setEnabled(false);
        act(enabled -> button.setEnabled(enabled && !chosen.isEmpty()));
        return button;
    }

    /** A grid's own column for choosing rows has a head without a name. */
    private void columnToChoose() {
        all.setId("choose_all");
        all.setAriaLabel(text("choose.all"));
        all.setTooltipText(text("choose.all"));
        all.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                chooseAll(change.getValue());
            }
        });
        column("choose", "3.5rem", LitRenderer.<QueryRow>of("<input type='checkbox' class='choose' "
                + "aria-label='${item.label}' .checked='${item.chosen}' @change='${choose}'>")
                .withProperty("label", row -> getTranslation("queries.choose", row.query().name()))
                .withProperty("chosen", row -> chosen.containsKey(row.query().number()))
                .withFunction("choose", this::choose), all);
    }

    private void choose(QueryRow row) {
        if (chosen.remove(row.query().number()) == null) {
            chosen.put(row.query().number(), row);
        }
        showChosen();
        grid.getDataProvider().refreshItem(row); // drawn anew, so that it knows in the page what it is
    }

    /** All that the filter finds, wherever they stand in the list, as far as they can be acted on at once. */
    private void chooseAll(boolean isChosen) {
        chosen.clear();
        if (isChosen) {
            list.fetch(filter(), PageRequest.of(0, MOST_CHOSEN, listing().order()))
                    .forEach(row -> chosen.put(row.query().number(), row));
        }
        showChosen();
        grid.getDataProvider().refreshAll();
    }

    private void showChosen() {
        bulk.forEach((step, button) -> {
            button.setEnabled(!chosen.isEmpty());
            button.setText(chosen.isEmpty() ? said.doing(step) + "…"
                    : getTranslation("queries.bulk", said.doing(step) + "…", chosen.size()));
        });
        all.setIndeterminate(!chosen.isEmpty() && chosen.size() < found);
        all.setValue(!chosen.isEmpty() && chosen.size() >= found);
    }

    private void act(QueryStep step) {
        new StepDialog(queries, step, chosen.values(), () -> {
            chosen.clear();
            show(filter());
            showChosen();
        }).open();
    }

    @Override
    protected String count(Filter<QueryRow> filter) {
        found = (int) list.count(filter);
        return getTranslation("queries.count", found);
    }

    private void fillGrid() {
        grid.addThemeVariants(GridVariant.WRAP_CELL_CONTENT);
        if (!bulk.isEmpty()) {
            columnToChoose();
        }
        text(QueryColumns.NAME, "5.5rem", link("patients-number", row -> row.query().name(), QueriesView::path));
        text(QueryColumns.PATIENT, "6.5rem", new TextRenderer<>(row -> row.query().patient()));
        Map<String, Item<?, ?>> items = new LinkedHashMap<>();
        Study.FORMS.forEach(form -> form.items().forEach(item -> items.putIfAbsent(item.name(), item)));
        codes(QueryColumns.ITEM, "8rem", new TextRenderer<>(row -> words.label(row.query().at())), items.keySet(),
                name -> words.label(items.get(name)));
        Map<String, String> rows = records.rows();
        codes(QueryColumns.WHERE, "6rem", new TextRenderer<>(row -> records.row(row.query().at().row())), rows.keySet(),
                rows::get);
        codes(QueryColumns.STATE, "9rem", tag(row -> row.query().isPending() ? "warn" : "quiet", this::state),
                List.of(QueryState.values()), said::state);
        text(QueryColumns.TEXT, "10rem", link("finding-message", row -> row.query().text(), QueriesView::path)).setFlexGrow(1);
        column("reply", "9rem", new TextRenderer<>(this::reply));
        column("now", "8rem", LitRenderer.<QueryRow>of("${item.now} ${item.note ? html`<span class='patients-tag "
                + "${item.tone}'>${item.note}</span>` : ''}").withProperty("now", this::now).withProperty("note", this::note)
                .withProperty("tone", row -> row.asked() ? "warn" : "quiet"));
        column("value", "6rem", new TextRenderer<>(this::then));
        days(QueryColumns.OPENED, "6rem", this::opened);
        column("age", "5.5rem", new TextRenderer<>(this::age));
        codes(QueryColumns.FORM, "7rem", new TextRenderer<>(this::form), FORMS, records::form);
        codes(QueryColumns.SITE, "5.5rem", new TextRenderer<>(row -> site(row.query().site())), sites.keySet(), this::site);
        text(QueryColumns.BY, "6rem", new TextRenderer<>(row -> row.query().raisedByName()));
        days(QueryColumns.RAISED, "6rem", row -> Words.dayAndTime(row.query().raisedAt()));
        codes(QueryColumns.OUTCOME, "5.5rem", new TextRenderer<>(this::outcome), List.of(QueryOutcome.values()), said::outcome);
        grid.setItemsPageable(page -> list.fetch(filter(), page), page -> (long) found);
        written("name", row -> row.query().name());
        written("site", row -> row.query().site());
        written("patient", row -> row.query().patient());
        written("form", this::form);
        written("item", row -> words.label(row.query().at()));
        written("where", row -> records.row(row.query().at().row()));
        written("state", this::state);
        written("opened", this::opened);
        written("age", this::age);
        written("text", row -> row.query().text());
        written("reply", this::reply);
        written("value", this::then);
        written("now", this::now);
        written("note", this::note);
        written("by", row -> row.query().raisedByName());
        written("raised", row -> Words.dayAndTime(row.query().raisedAt()));
        written("outcome", this::outcome);
    }

    private String form(QueryRow row) {
        return records.form(row.query().at().form().name());
    }

    private String state(QueryRow row) {
        return row.query().isNote() ? words.of("query.state.note") : said.state(row.query().state());
    }

    private String opened(QueryRow row) {
        Instant opened = row.query().openedAt();
        return opened == null || !row.query().isPending() ? "" : said.age(opened);
    }

    private String age(QueryRow row) {
        return row.query().isPending() ? said.age(row.query().raisedAt()) : "";
    }

    private String reply(QueryRow row) {
        return row.reply() == null ? "" : row.reply().text();
    }

    private String then(QueryRow row) {
        return said.answer(row.query().at(), row.query().then());
    }

    private String now(QueryRow row) {
        return said.answer(row.query().at(), row.now());
    }

    /** What is to be said of the answer today. */
    private String note(QueryRow row) {
        return !row.asked() ? words.of("queries.unasked") : row.isChangedSinceClosed()
                ? words.of("queries.changed", said.answer(row.query().at(), row.query().settled())) : "";
    }

    private String outcome(QueryRow row) {
        return row.query().outcome() == null ? "" : said.outcome(row.query().outcome());
    }

    private static String path(QueryRow row) {
        return CasebookAddress.of(row.query().patient(), row.query().at());
    }
}
