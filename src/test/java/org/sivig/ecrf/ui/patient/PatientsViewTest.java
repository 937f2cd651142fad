package org.sivig.ecrf.ui.patient;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarTester;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.router.QueryParameters;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sivig.ecrf.ViewTest;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.account.Viewer;
import org.sivig.ecrf.casebook.PatientRow;
import org.sivig.ecrf.study.code.Sex;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

@ViewTest
@ViewPackages(classes = PatientsView.class)
class PatientsViewTest extends SpringBrowserlessTest {

    @Autowired
    private JdbcClient database;

    @BeforeEach
    void fill() {
        UI.getCurrent().setLocale(Locale.FRENCH);
        Stream.of("01", "02", "03").forEach(site -> database.sql("insert into site (code, name) values (?, ?)")
                .params(site, "Centre " + site).update());
    }

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void showsPatients() {
        insert("SIV-01-001", 5, 14, "UNDETERMINED", 20, 9);
        signIn(Role.DATA_MANAGER);
        open("");
        assertThat(value("number", "text")).isEqualTo("SIV-01-001");
        assertThat(value("number", "href")).isEqualTo("patients/SIV-01-001");
        assertThat(value("score", "points")).isEqualTo("5–14");
        assertThat(value("score", "sign")).isEqualTo("?");
        assertThat(value("score", "meaning")).isEqualTo("Critères ACR/EULAR\u00A0: indéterminé");
        assertThat(value("eligibility", "label")).isEqualTo("Éligible");
        assertThat(value("state", "label")).isEqualTo("En cours");
        assertThat(value("completeness", "label")).matches("45[\u00A0\u202F]%");
        assertThat(test(grid()).getCellText(0, 1)).isEqualTo("01 Centre 01");
        assertThat(test(grid()).getCellText(0, 8)).isEqualTo("15/03/2026 00:30");
        assertThat(count()).isEqualTo("1 patient");
    }

    @Test
    void filtersWhatIsTyped() {
        insert(2100);
        signIn(Role.DATA_MANAGER);
        open("");
        assertThat(test(grid()).size()).isEqualTo(2100);
        assertThat(count()).matches("2[\u00A0\u202F]100 patients");
        assertThat(clearButton()).isEmpty();

        test(text("number")).setValue("-204");
        assertThat(numbers()).first().isEqualTo("SIV-01-204");
        assertThat(numbers()).hasSize(11);
        assertThat(count()).matches("11 patients sur 2[\u00A0\u202F]100");
        assertThat(address()).isEqualTo("patients?number=-204");

        test(text("score")).setValue("< 9");
        assertThat(numbers()).hasSize(10);
        assertThat(address().split("[?&]")).containsExactlyInAnyOrder("patients", "number=-204", "acr_to=8");

        test(text("score")).setValue("neuf");
        assertThat(text("score").isInvalid()).isTrue();
        assertThat(numbers()).as("what was in force stays").hasSize(10);

        test(clearButton().getFirst()).click();
        assertThat(test(grid()).size()).isEqualTo(2100);
        assertThat(text("number").getValue()).isEmpty();
        assertThat(address()).isEqualTo("patients");
    }

    @Test
    void keepsEveryFilterAndTheOrderInTheAddress() {
        insert(3);
        signIn(Role.DATA_MANAGER);
        open("");
        test(text("search")).setValue("siv");
        codes("site").setValue(Set.of("02", "01"));
        sex().setValue(Sex.FEMALE);
        test(codes("ssc_type")).selectItem("diffuse", "sine");
        test(codes("eligibility")).selectItem("Non éligible");
        test(codes("state")).selectItem("En cours", "Signé");
        test(text("completeness")).setValue(">= 50 %");
        test(text("changed")).setValue("03/2026 - 04/2026");
        test(text("changed_by")).setValue("dur");
        test(grid()).sortByColumn("changed", SortDirection.DESCENDING);
        assertThat(address().split("[?&]")).containsExactlyInAnyOrder("patients", "q=SIV", "site=01", "site=02",
                "sex=F", "ssc=1", "ssc=3", "eligibility=not_eligible", "state=in_progress",
                "state=signed", "complete_from=50", "changed_from=2026-03-01",
                "changed_to=2026-04-30", "by=dur", "sort=-changed");
    }

    @Test
    void restoresFiltersAndOrderFromTheAddress() {
        insert(40);
        signIn(Role.DATA_MANAGER);
        open("q=siv&site=01&acr_from=9&acr_to=12&complete_from=10&changed_from=2026-03-01"
                + "&eligibility=eligible&state=in_progress&by=test&sort=-score");
        assertThat(numbers()).isNotEmpty().isSubsetOf(IntStream.rangeClosed(1, 40).mapToObj("SIV-01-%03d"::formatted)
                .toList()).startsWith("SIV-01-012", "SIV-01-032", "SIV-01-011");
        assertThat(text("search").getValue()).isEqualTo("SIV");
        assertThat(text("score").getValue()).isEqualTo("9 – 12");
        assertThat(text("completeness").getValue()).isEqualTo("≥ 10");
        assertThat(text("changed").getValue()).isEqualTo("≥ 01/03/2026");
        assertThat(codes("site").getValue()).isEqualTo(Set.of("01"));
        assertThat(test(grid()).getSortDirection("score")).isEqualTo(SortDirection.DESCENDING);
        assertThat(clearButton()).isNotEmpty();

        open("");
        assertThat(numbers()).hasSize(40);
        assertThat(text("score").getValue()).isEmpty();
        assertThat(test(grid()).getSortDirection("score")).isNull();
    }

    @Test
    void ignoresWhatItCannotReadInTheAddressAndSaysSo() {
        insert(3);
        signIn(Role.INVESTIGATOR, "01");
        open("q=Dupont&site=02&sex=X&ssc=9&ssc=&acr_from=-1&acr_to=99999999999&eligibility=maybe"
                + "&complete_from=60&complete_to=50&changed_from=2026-02-30&sort=-password&other=1");
        assertThat(count()).isEqualTo("3 patients");
        assertThat(clearButton()).isEmpty();
        assertThat(find(Paragraph.class).withClassName("warn").single().getText()).contains("q=Dupont", "n’est pas le vôtre : 02", "sex=X",
                "ssc=9", "acr_from=-1", "complete_from=60", "changed_from=2026-02-30", "sort=-password", "other=1");
        open("sex=F");
        assertThat(find(Paragraph.class).withClassName("warn").all()).isEmpty();
    }

    @Test
    void keepsWhatMayBeANameOutOfTheAddress() {
        insert(3);
        signIn(Role.DATA_MANAGER);
        open("");
        test(text("search")).setValue("DUPONT");
        assertThat(numbers()).isEmpty();
        assertThat(address()).isEqualTo("patients");
        assertThat(text("search").getValue()).isEqualTo("DUPONT");
    }

    @Test
    void saysWhenNoPatientMeetsTheFilter() {
        insert(3);
        signIn(Role.DATA_MANAGER);
        open("sex=M");
        assertThat(count()).isEqualTo("Aucun patient sur 3");
        assertThat(grid().getEmptyStateComponent()).isNotNull();
        grid().getEmptyStateComponent().getChildren().filter(Button.class::isInstance).map(Button.class::cast)
                .findFirst().orElseThrow().click();
        assertThat(numbers()).hasSize(3);
    }

    @Test
    void offersAFirstPatientWhenThereIsNone() {
        signIn(Role.INVESTIGATOR, "01");
        open("");
        assertThat(find(Grid.class).all()).isEmpty();
        assertThat(find(Button.class).withText("Nouveau patient").all()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void offersNewPatientsOnlyToInvestigators(Role role) {
        insert(1);
        signIn(role, "01");
        open("");
        assertThat(find(Button.class).withId("new_patient").all()).hasSize(role == Role.INVESTIGATOR ? 1 : 0);
    }

    @Test
    void tellsTheAdministratorThatPatientsAreNotShown() {
        insert(1);
        signIn(Role.ADMINISTRATOR, "01");
        open("");
        assertThat(find(Grid.class).all()).isEmpty();
        assertThat(getCurrentView().getElement().getTextRecursively())
                .contains("Aucun patient pour ce compte");
    }

    @Test
    void makesAPatientAndOpensTheFirstForm() {
        insert(1);
        signIn(Role.INVESTIGATOR, "02");
        open("");
        test(find(Button.class).withId("new_patient").single()).click();
        assertThat(opened()).isEqualTo("patients/SIV-02-001/identification");
    }

    @Test
    void asksForTheSiteWhenThereAreSeveral() {
        insert(1);
        signIn(Role.INVESTIGATOR, "02", "03");
        open("");
        test(MenuBarTester.class, findInView(MenuBar.class).all().getFirst())
                .clickItem("Nouveau patient", "03 Centre 03");
        assertThat(opened()).isEqualTo("patients/SIV-03-001/identification");
    }

    @Test
    void opensThePatientOnDoubleClick() {
        insert(2);
        signIn(Role.MONITOR, "01");
        open("");
        test(grid()).doubleClickRow(1);
        assertThat(opened()).isEqualTo("patients/SIV-01-002");
    }

    @SuppressWarnings("unchecked")
    private Grid<PatientRow> grid() {
        return find(Grid.class).single();
    }

    private TextField text(String name) {
        return name.equals("search") ? find(TextField.class).single() : (TextField) filter(name);
    }

    @SuppressWarnings("unchecked")
    private MultiSelectComboBox<Object> codes(String name) {
        return (MultiSelectComboBox<Object>) filter(name);
    }

    @SuppressWarnings("unchecked")
    private Select<Sex> sex() {
        return (Select<Sex>) filter("sex");
    }

    private Component filter(String column) {
        return grid().getHeaderRows().getLast().getCell(grid().getColumnByKey(column)).getComponent();
    }

    private static void open(String query) {
        UI.getCurrent().navigate("patients", QueryParameters.fromString(query));
    }

    private List<Button> clearButton() {
        return find(Button.class).withId("clear_filters").all();
    }

    private String count() {
        return find(Span.class).withAttribute("role", "status").single().getText();
    }

    private List<String> numbers() {
        return IntStream.range(0, test(grid()).size()).mapToObj(i -> test(grid()).getRow(i).number()).toList();
    }

    private String value(String column, String property) {
        return test(grid()).getLitRendererPropertyValue(0, column, property, String.class);
    }

    /** Where the browser was last told to be. */
    private static String address() {
        return UI.getCurrent().getInternals().dumpPendingJavaScriptInvocations().stream()
                .map(pending -> pending.getInvocation())
                .filter(script -> script.getExpression().contains("replace: true"))
                .map(script -> (String) script.getParameters().get(1)).reduce((first, last) -> last).orElse("");
    }

    private static String opened() {
        return UI.getCurrent().getInternals().getActiveViewLocation().getPath();
    }

    private void insert(int patients) {
        IntStream.rangeClosed(1, patients).forEach(i -> insert("SIV-01-%03d".formatted(i), i % 20, i % 20,
                i % 20 < 9 ? "NO" : "YES", 20, i % 21));
    }

    private void insert(String number, int low, int high, String verdict, int asked, int answered) {
        database.sql("""
                insert into patient (number, site, created_at, created_by, acr_low, acr_high, acr_class, eligibility,
                    asked, answered, changed_at, changed_by)
                values (?, ?, timestamp with time zone '2026-01-01 00:00:00+00', 'test', ?, ?, ?, 'ELIGIBLE', ?, ?,
                    timestamp with time zone '2026-03-14 23:30:00+00', 'test')
                """).params(number, number.substring(4, 6), low, high, verdict, asked, answered).update();
    }

    private static void signIn(Role role, String... sites) {
        Viewer viewer = new Viewer("test", "", "Test", role, Set.of(sites));
        SecurityContextHolder.getContext()
                .setAuthentication(new TestingAuthenticationToken(viewer, null, List.copyOf(viewer.getAuthorities())));
    }
}
