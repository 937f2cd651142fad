package org.sivig.ecrf.ui.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.router.QueryParameters;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.account.Viewer;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.data.ColumnCondition;
import org.sivig.ecrf.data.DataCell;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.data.DataColumns;
import org.sivig.ecrf.data.DataGrid;
import org.sivig.ecrf.data.DataQuery;
import org.sivig.ecrf.data.DataRow;
import org.sivig.ecrf.data.SavedViews;
import org.sivig.ecrf.score.Evaluable;
import org.sivig.ecrf.score.SkinResponse;
import org.sivig.ecrf.study.CasebookRow;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.VisitForm;
import org.sivig.ecrf.ui.ColumnWords;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

@SpringBootTest(properties = {
        "spring.datasource.url=jdbc:h2:memFS:/data-view",
        "sivig.identity.create-key=true",
        "sivig.identity.key-file=target/data-view/identity-key.json"})
@ActiveProfiles("test")
@ViewPackages(classes = DataView.class)
class DataViewTest extends SpringBrowserlessTest {

    @MockitoBean
    private DataGrid data;

    @MockitoBean
    private SavedViews views;

    /** What the grid was last asked to count with filters. */
    private DataQuery asked;

    @BeforeEach
    void prepare() {
        UI.getCurrent().setLocale(Locale.FRENCH);
        when(data.count(any())).thenAnswer(call -> {
            asked = call.getArgument(0);
            return asked.filters().isEmpty() ? 14L : 3L;
        });
        when(data.seen(any(DataQuery.Reading.class))).thenAnswer(call -> call.getArgument(0));
        when(data.seen(any(DataQuery.class))).thenAnswer(call -> call.getArgument(0));
        when(data.position(any(), any(), any())).thenReturn(OptionalLong.empty());
        when(data.fetch(any(), anyInt(), anyInt())).thenAnswer(call -> {
            DataQuery query = call.getArgument(0);
            return Stream.of(row("m3", query), row("m6", query)).skip(call.<Integer>getArgument(1))
                    .limit(call.<Integer>getArgument(2)).toList();
        });
        when(views.list(any())).thenReturn(List.of());
        signIn(Role.MONITOR, "01");
    }

    private static DataRow row(String visit, DataQuery query) {
        return new DataRow("SIV-01-001", "01", visit, query.columns().stream().map(column -> cell(column, visit)).toList());
    }

    private static DataCell cell(DataColumn column, String visit) {
        Object value = switch (column.id()) {
            case "patient.number" -> "SIV-01-001";
            case "patient.site" -> "01";
            case "row.visit" -> visit;
            case "mrss" -> visit.equals("m3") ? 17 : null;
            case "hb" -> new BigDecimal("12.5");
            case "plt" -> 250_000;
            case "figure.skin_response" -> SkinResponse.IMPROVED;
            default -> null;
        };
        MissingReason missing = column.id().equals("mrss") && visit.equals("m6") ? MissingReason.ND : null;
        return new DataCell(value, missing, !column.id().equals("visit_missing_reason"), false,
                !column.id().equals("figure.skin_response") ? null : visit.equals("m3") ? Evaluable.NO : Evaluable.YES,
                column.id().equals("mrss"), false, false);
    }

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void showsCellsInWordsWithTheirReasonsAndMarks() {
        open("visit", "");
        assertThat(value(0, "patient.number", "href")).isEqualTo("patients/SIV-01-001");
        assertThat(value(0, "row.visit", "text")).isEqualTo("M3");
        assertThat(value(0, "mrss", "text")).isEqualTo("17");
        assertThat(value(0, "hb", "text")).isEqualTo("12,5");
        assertThat(value(0, "plt", "text")).as("as in the table of visits").isEqualTo("250\u202f000");
        assertThat(value(1, "mrss", "missing")).isEqualTo("ND");
        assertThat(value(1, "mrss", "why")).isEqualTo("non documenté");
        assertThat(test(grid()).getLitRendererPropertyValue(0, "mrss", "finding", Boolean.class)).isTrue();
        assertThat(test(grid()).getLitRendererPropertyValue(0, "visit_missing_reason", "unasked", Boolean.class)).isTrue();
        assertThat(count()).isEqualTo("14 lignes");
        assertThat(grid().getColumns().stream().filter(Grid.Column::isFrozen).map(Grid.Column::getKey))
                .containsExactly("tick", "patient.number", "patient.site", "row.visit");
    }

    @Test
    void everyFormHasAGridOfItsOwnAddressAndName() {
        Set<String> titles = new HashSet<>();
        for (Form<? extends CasebookRow> form : Study.FORMS) {
            open(DataColumns.path(form), "");
            assertThat(asked.form()).isEqualTo(form);
            verify(views, atLeastOnce()).list(form.table());
            titles.add(UI.getCurrent().getInternals().getTitle());
        }
        assertThat(titles).hasSize(Study.FORMS.size());
    }

    @Test
    void greysAResponseThatMeansNothingAndSaysWhy() {
        open("visit", "_cols=patient.number|figure.skin_response");
        assertThat(value(0, "figure.skin_response", "text")).isEqualTo("amélioration");
        assertThat(value(0, "figure.skin_response", "unmeant")).isEqualTo("Sans objet\u00A0: la réponse cutanée n’est "
                + "définie que pour une forme diffuse avec un Rodnan d’au moins 7 à M0");
        assertThat(value(1, "figure.skin_response", "text")).isEqualTo("amélioration");
        assertThat(value(1, "figure.skin_response", "unmeant")).isEmpty();
    }

    @Test
    void filtersWhatIsTypedInAHeadAndSaysSoInChips() {
        open("visit", "");
        test(typed("mrss")).setValue("10-20");
        assertThat(asked.tests(column("mrss"))).containsExactly(new ColumnCondition.Numbers(BigDecimal.TEN, BigDecimal.valueOf(20)));
        assertThat(address()).isEqualTo("data/visit?mrss=10..20");
        assertThat(chips()).containsExactly("Rodnan\u00A0: 10 à 20");
        assertThat(count()).isEqualTo("3 lignes sur 14");

        test(typed("hb")).setValue("nd");
        assertThat(asked.tests(column("hb"))).containsExactly(new ColumnCondition.Missing(Set.of(MissingReason.ND)));
        test(typed("visit_date")).setValue("> 03/2011");
        assertThat(chips()).containsExactly("Rodnan\u00A0: 10 à 20", "Hb\u00A0: ND", "Date de la visite\u00A0: ≥ 04/2011");

        test(typed("mrss")).setValue("dix");
        assertThat(typed("mrss").isInvalid()).isTrue();
        assertThat(typed("mrss").getErrorMessage()).isEqualTo("Pas un nombre");
        assertThat(chips()).as("what was in force stays so").hasSize(3);
        assertThat(find(MenuBar.class).withId("data_actions").all()).as("acts wait").noneMatch(MenuBar::isEnabled);

        test(find(Button.class).withId("clear_filters").single()).click();
        assertThat(address()).isEqualTo("data/visit");
        assertThat(typed("mrss").getValue()).isEmpty();
        assertThat(typed("hb").getValue()).isEmpty();
    }

    @Test
    void takesAChipAway() {
        open("visit", "mrss=10..20&nyha=3|4&hb=finding");
        assertThat(chips()).containsExactly("Rodnan\u00A0: 10 à 20", "NYHA\u00A0: III ou IV", "Hb\u00A0: avec constat");
        test(find(Button.class).withAttribute("aria-label", "Retirer le filtre NYHA\u00A0: III ou IV").single()).click();
        assertThat(address().split("[?&]")).containsExactlyInAnyOrder("data/visit", "mrss=10..20", "hb=finding");
    }

    @Test
    void restoresEverythingFromTheAddress() {
        open("visit", "mrss=10..&_cols=patient.number|mrss|diagnosis.ssc_type|fvc&_sort=-mrss&_fix=1&_w=mrss:140&_rows=roomy");
        assertThat(grid().getColumns().stream().map(Grid.Column::getKey))
                .containsExactly("tick", "patient.number", "mrss", "diagnosis.ssc_type", "fvc");
        assertThat(typed("mrss").getValue()).isEqualTo("≥ 10");
        assertThat(test(grid()).getSortDirection("mrss")).isEqualTo(SortDirection.DESCENDING);
        assertThat(grid().getColumnByKey("mrss").getWidth()).isEqualTo("140px");
        assertThat(grid().getColumnByKey("patient.number").isFrozen()).isTrue();
        assertThat(grid().getColumnByKey("mrss").isFrozen()).isFalse();
        assertThat(grid().getElement().getThemeList()).doesNotContain("compact");

        test(grid()).sortByColumn("fvc", SortDirection.ASCENDING);
        assertThat(address()).contains("_sort=fvc", "_w=mrss", "_rows=roomy", "_fix=1");
        open("visit", "");
        assertThat(grid().getColumns()).hasSizeGreaterThan(40);
        assertThat(test(grid()).getSortDirection("mrss")).isNull();
    }

    @Test
    void saysWhatItDoesNotUnderstandInTheAddress() {
        open("visit", "mrss=ten&last_name3=DUP");
        assertThat(find(Paragraph.class).withClassName("note").single().getText()).contains("mrss=ten", "last_name3=DUP");
        assertThat(chips()).isEmpty();
    }

    @Test
    void knowsWhereACellIsTyped() {
        open("visit", "");
        DataView view = (DataView) getCurrentView();
        view.resize(column("mrss"), 130);
        assertThat(address()).isEqualTo("data/visit?_w=mrss%3A130");
        assertThat(ColumnWords.path(column("mrss"), VisitForm.FORM, "SIV-01-001", "m3"))
                .isEqualTo("patients/SIV-01-001/visit?item=mrss_m3");
        assertThat(ColumnWords.path(column("diagnosis.ssc_type"), VisitForm.FORM, "SIV-01-001", "m3"))
                .isEqualTo("patients/SIV-01-001/diagnosis?item=ssc_type");
        assertThat(ColumnWords.path(column("patient.number"), VisitForm.FORM, "SIV-01-001", "m3"))
                .isEqualTo("patients/SIV-01-001");
    }

    @Test
    void leadsToTheFormThatWasUsedLast() {
        open("visit", "");
        UI.getCurrent().navigate("data");
        assertThat(UI.getCurrent().getInternals().getActiveViewLocation().getPath()).isEqualTo("data/visit");
    }

    @Test
    void showsNothingToTheAdministrator() {
        signIn(Role.ADMINISTRATOR);
        open("visit", "");
        assertThat(find(Grid.class).all()).isEmpty();
        assertThat(getCurrentView().getElement().getTextRecursively()).contains("Aucun patient pour ce compte");
    }

    private static DataColumn column(String id) {
        return DataColumns.find(VisitForm.FORM, id).orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private Grid<DataRow> grid() {
        return find(Grid.class).single();
    }

    private TextField typed(String column) {
        Component head = grid().getHeaderRows().getLast().getCell(grid().getColumnByKey(column)).getComponent();
        return head.getChildren().filter(TextField.class::isInstance).map(TextField.class::cast).findFirst().orElseThrow();
    }

    private List<String> chips() {
        return find(Button.class).withClassName("data-chip").all().stream().map(Button::getText).toList();
    }

    private String count() {
        return find(Span.class).withAttribute("role", "status").single().getText();
    }

    private String value(int row, String column, String property) {
        return test(grid()).getLitRendererPropertyValue(row, column, property, String.class);
    }

    private static void open(String form, String query) {
        UI.getCurrent().navigate("data/" + form, QueryParameters.fromString(query));
    }

    /** Where the browser was last told to be. */
    private static String address() {
        return UI.getCurrent().getInternals().dumpPendingJavaScriptInvocations().stream()
                .map(pending -> pending.getInvocation())
                .filter(script -> script.getExpression().contains("replace: true"))
                .map(script -> (String) script.getParameters().get(1)).reduce((first, last) -> last).orElse("");
    }

    private static void signIn(Role role, String... sites) {
        Viewer viewer = new Viewer("test", "", "Test", role, Set.of(sites));
        SecurityContextHolder.getContext()
                .setAuthentication(new TestingAuthenticationToken(viewer, null, List.copyOf(viewer.getAuthorities())));
    }
}
