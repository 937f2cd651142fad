package org.sivig.ecrf.ui.patient;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.data.renderer.Renderer;
import com.vaadin.flow.data.renderer.TextRenderer;
import com.vaadin.flow.dom.DomEvent;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.casebook.Casebooks;
import org.sivig.ecrf.casebook.LifeLine;
import org.sivig.ecrf.casebook.LifeOfMany;
import org.sivig.ecrf.casebook.PatientColumns;
import org.sivig.ecrf.casebook.PatientList;
import org.sivig.ecrf.casebook.PatientRow;
import org.sivig.ecrf.guide.KeyPlace;
import org.sivig.ecrf.list.Filter;
import org.sivig.ecrf.score.EligibilityStatus.Status;
import org.sivig.ecrf.study.code.Sex;
import org.sivig.ecrf.study.code.SscType;
import org.sivig.ecrf.study.life.CasebookState;
import org.sivig.ecrf.study.life.Transition;
import org.sivig.ecrf.ui.CasebookAddress;
import org.sivig.ecrf.ui.KeyHelp;
import org.sivig.ecrf.ui.ListPage;
import org.sivig.ecrf.ui.Proven;
import org.sivig.ecrf.ui.Words;
import org.sivig.ecrf.verification.Verifications;
import org.sivig.ecrf.verification.VerifiedPatient;

/**
 * The patients whom the user sees: found by number, filtered in the head of each column. Filter and order stand in the
 * address, so that a view of the list can be kept, sent and come back to.
 */
@Route(PatientsView.ROUTE)
@PermitAll
class PatientsView extends ListPage<PatientRow> {

    static final String ROUTE = "patients";

    private static final String ROW_KEY = "element.getEventContext(event).item?.key";

    private final PatientList list;
    private final Casebooks casebooks;
    private final NumberFormat percent = NumberFormat.getPercentInstance(getLocale());
    private final Div noPatients = new Div();

    private long found;
    private long total;
    private long removed;

    PatientsView(PatientList list, Casebooks casebooks, LifeOfMany life, Verifications verifications, AccessPolicy policy) {
        super(ROUTE, list, list, policy);
        this.list = list;
        this.casebooks = casebooks;
        if (!policy.seesPatients()) {
            return;
        }
        List<String> entered = sites.keySet().stream().filter(policy::enters).toList();
        noPatients.addClassName("patients-empty");
        noPatients.add(new H2(getTranslation("patients.none")));
        if (entered.isEmpty()) {
            noPatients.add(new Paragraph(getTranslation("patients.none.wait")));
        } else {
            head.add(createButton(entered, "new_patient"));
            noPatients.add(new Paragraph(getTranslation("patients.none.start")),
                    createButton(entered, "first_patient"));
        }
        tools.addComponentAsFirst(search());
        List<Transition> steps = LifeOfMany.STEPS.stream()
                .filter(step -> sites.keySet().stream().anyMatch(site -> policy.takes(step, site))).toList();
        if (!steps.isEmpty()) {
            head.add(together(life, verifications, steps));
        }
        fillGrid();
        layOut();
        add(noPatients);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        total = list.total();
        removed = list.count(PatientColumns.removed());
        boolean empty = total == 0;
        noPatients.setVisible(empty);
        tools.setVisible(!empty);
        grid.setVisible(!empty);
        super.beforeEnter(event);
    }

    @Override
    protected String count(Filter<PatientRow> filter) {
        found = filter.isAll() ? total : list.count(filter);
        return filter.isAll() && removed > 0 ? getTranslation("patients.count.removed", total, removed)
                : filter.isAll() ? getTranslation("patients.count.all", total)
                : getTranslation("patients.count", found, total);
    }

    /** What all casebooks that are shown can be taken through together. */
    private MenuBar together(LifeOfMany life, Verifications verifications, List<Transition> steps) {
        MenuBar menu = new MenuBar();
        menu.addThemeVariants(MenuBarVariant.LUMO_DROPDOWN_INDICATORS);
        MenuItem item = menu.addItem(getTranslation("many.title"));
        item.setId("shown_casebooks");
        steps.forEach(step -> item.getSubMenu().addItem(getTranslation("life.step." + step).replace("…", "") + "…", click ->
                first(step, () -> {
                    List<LifeLine> seen = life.preview(filter(), step);
                    new LifeOfManyDialog(life, step, seen, step == Transition.LOCK ? toVerify(verifications, seen) : Map.of(),
                            new Words(this), this::again).open();
                }))
                .setId("shown_" + step.name().toLowerCase(Locale.ROOT)));
        return menu;
    }

    /** How many answers are not verified, of the patients of whom some are not. */
    private static Map<String, Long> toVerify(Verifications verifications, List<LifeLine> seen) {
        return seen.stream().map(LifeLine::site).distinct().flatMap(site -> verifications.patients(site).stream())
                .filter(patient -> patient.toVerify() > 0)
                .collect(Collectors.toMap(VerifiedPatient::number, VerifiedPatient::toVerify));
    }

    private static void first(Transition step, Runnable act) {
        if (AccessPolicy.asksProof(step)) {
            Proven.then(act);
        } else {
            act.run();
        }
    }

    private void again() {
        show(filter());
    }

    private TextField search() {
        TextField search = fields.text(PatientColumns.SEARCH);
        search.setPlaceholder(text("search.placeholder"));
        search.setClearButtonVisible(true);
        search.setWidth("260px");
        return search;
    }

    private void fillGrid() {
        text(PatientColumns.NUMBER, "6.5rem", link("patients-number", PatientRow::number, row -> CasebookAddress.of(row.number())));
        codes(PatientColumns.SITE, "9rem", new TextRenderer<>(row -> site(row.site())), sites.keySet(), this::site)
                .setFlexGrow(1);
        column(PatientColumns.SEX, "5rem", new TextRenderer<>(row -> sexLabel(row.sex())),
                fields.one(PatientColumns.SEX, Sex.LIST.codes(), this::sexLabel));
        codes(PatientColumns.SSC_TYPE, "7.5rem", new TextRenderer<>(row -> typeLabel(row.sscType())),
                SscType.LIST.codes(), this::typeLabel);
        numbers(PatientColumns.SCORE, "7rem", scoreRenderer());
        codes(PatientColumns.ELIGIBILITY, "8.5rem", tag(row -> tone(row.eligibility()), row -> label(row.eligibility())),
                List.of(Status.values()), this::label);
        codes(PatientColumns.STATE, "7.5rem", tag(row -> Words.kind(row.state()), row -> label(row.state())),
                List.of(CasebookState.values()), this::label);
        numbers(PatientColumns.COMPLETENESS, "9rem", LitRenderer.<PatientRow>of("""
                <span class="patients-bar"><i style="width: ${item.percent}%"></i></span>${item.label}""")
                .withProperty("percent", PatientRow::percent)
                .withProperty("label", row -> percent.format(row.percent() / 100.0)));
        days(PatientColumns.CHANGED, "8rem", row -> Words.dayAndTime(row.changedAt()));
        text(PatientColumns.CHANGED_BY, "8rem", new TextRenderer<>(PatientRow::changedBy));
        grid.setItemsPageable(page -> list.fetch(filter(), page), page -> found);
        grid.addItemDoubleClickListener(click -> open(CasebookAddress.of(click.getItem().number())));
        grid.getElement().addEventListener("keydown", this::openRow).addEventData(ROW_KEY)
                .setFilter("event.key === 'Enter' && event.target.localName !== 'a' && !!" + ROW_KEY);
    }

    @Override
    public KeyHelp keys() {
        return new KeyHelp(KeyPlace.PATIENTS);
    }

    private Renderer<PatientRow> scoreRenderer() {
        return LitRenderer.<PatientRow>of("""
                <span class="patients-score" title="${item.meaning}">
                  <span>${item.points}</span><b class="${item.verdict}" aria-hidden="true">${item.sign}</b>
                  <span class="patients-unseen">${item.meaning}</span>
                </span>""")
                .withProperty("points", row -> row.acrLow() == row.acrHigh() ? String.valueOf(row.acrLow())
                        : row.acrLow() + "–" + row.acrHigh())
                .withProperty("verdict", row -> row.acrClass().name().toLowerCase(Locale.ROOT))
                .withProperty("sign", row -> switch (row.acrClass()) {
                    case YES -> "✓";
                    case NO -> "✗";
                    case UNDETERMINED -> "?";
                    case NOT_APPLICABLE -> "∅";
                })
                .withProperty("meaning", row -> getTranslation("patients.acr." + row.acrClass()));
    }

    /**
     * Makes a patient; lets choose the site when there are several.
     *
     * @param entered the sites of which the user may make patients
     */
    private Component createButton(List<String> entered, String id) {
        String label = getTranslation("patients.new");
        if (entered.size() == 1) {
            Button button = new Button(label, click -> create(entered.getFirst()));
            button.addThemeVariants(ButtonVariant.PRIMARY);
            button.setId(id);
            return button;
        }
        MenuBar menu = new MenuBar();
        menu.addThemeVariants(MenuBarVariant.PRIMARY, MenuBarVariant.LUMO_DROPDOWN_INDICATORS);
        MenuItem item = menu.addItem(label);
        item.setId(id);
        entered.forEach(site -> item.getSubMenu().addItem(site(site), click -> create(site)));
        return menu;
    }

    private void create(String site) {
        open(CasebookAddress.of(casebooks.create(site)) + "/identification");
    }

    private void openRow(DomEvent enter) {
        PatientRow row = grid.getDataCommunicator().getKeyMapper().get(enter.getEventData().path(ROW_KEY).asString(""));
        if (row != null) {
            open(CasebookAddress.of(row.number()));
        }
    }

    private void open(String path) {
        getUI().ifPresent(ui -> ui.navigate(path));
    }

    private String sexLabel(@Nullable Sex sex) {
        return sex == null ? "" : getTranslation("code.sex." + sex.code());
    }

    private String typeLabel(@Nullable SscType type) {
        return type == null ? "" : getTranslation("patients.ssc." + type.code());
    }

    private String label(Status eligibility) {
        return getTranslation("patients.eligibility." + eligibility);
    }

    private String label(CasebookState state) {
        return getTranslation("state." + state);
    }

    private static String tone(Status eligibility) {
        return switch (eligibility) {
            case ELIGIBLE -> "ok";
            case NOT_ELIGIBLE -> "err";
            case UNDETERMINED -> "quiet";
        };
    }
}
