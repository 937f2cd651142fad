package org.sivig.ecrf.ui.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.account.Viewer;
import org.sivig.ecrf.casebook.Casebooks;
import org.sivig.ecrf.casebook.Edit;
import org.sivig.ecrf.casebook.SaveResult;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.data.ColumnCondition;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.data.DataColumns;
import org.sivig.ecrf.data.DataGrid;
import org.sivig.ecrf.data.DataQuery;
import org.sivig.ecrf.study.VisitForm;
import org.sivig.ecrf.study.life.CasebookState;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.context.ActiveProfiles;

/** One patient for each test, of whom the haemoglobin is entered at M0 and M3 and missing at M6. */
@SpringBootTest(properties = {
        "spring.datasource.url=jdbc:h2:memFS:/grid-actions",
        "sivig.identity.create-key=true",
        "sivig.identity.key-file=target/grid-actions/identity-key.json"})
@ActiveProfiles("test")
@ViewPackages(classes = DataView.class)
class GridActionsTest extends SpringBrowserlessTest {

    private static final DataColumn HB = DataColumns.find(VisitForm.FORM, "hb").orElseThrow();

    @Autowired
    private RaiseOnShown raise;
    @Autowired
    private VerifyShown verify;
    @Autowired
    private DataGrid data;
    @Autowired
    private Casebooks casebooks;
    @Autowired
    private JdbcClient database;

    private String number = "";
    private int changes;

    @BeforeEach
    void enterAPatient() {
        UI.getCurrent().setLocale(Locale.FRENCH);
        if (database.sql("select count(*) from site").query(Long.class).single() == 0) {
            database.sql("insert into site (code, name) values ('01', 'Brest')").update();
        }
        number = anotherPatient();
        changes = 0;
    }

    private String anotherPatient() {
        signIn(Role.INVESTIGATOR, "01");
        String made = casebooks.create("01");
        enter(made, "hb_m0", "11.5");
        enter(made, "hb_m3", "12");
        enter(made, "hb_m6", "ND");
        signIn(Role.MONITOR, "01");
        return made;
    }

    /** Brings a casebook to a state past the steps that lead there, which are tested elsewhere. */
    private void is(String patient, CasebookState state) {
        database.sql("update patient set state = ? where number = ?").params(state.name(), patient).update();
    }

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    private void enter(String patient, String item, String text) {
        Casebook.Instance at = casebooks.open(patient).casebook().instance(item);
        Answer<?> next = text.equals("ND") ? Answer.missing(MissingReason.ND) : Answer.of(at.item().parse(text));
        assertThat(casebooks.save(patient, List.of(new Edit(item, at.answer(), next)), null))
                .isInstanceOf(SaveResult.Saved.class);
    }

    /** One cell of an open casebook and two of a locked one, which hold this value and which no other test has. */
    private DataQuery ofAnOpenAndALockedCasebook(String hb) {
        String open = anotherPatient();
        signIn(Role.INVESTIGATOR, "01");
        enter(open, "hb_m12", hb);
        enter(number, "hb_m12", hb);
        enter(number, "hb_m24", hb);
        is(number, CasebookState.LOCKED);
        signIn(Role.MONITOR, "01");
        return DataQuery.of(VisitForm.FORM).withColumns(List.of(HB))
                .with(HB, new ColumnCondition.Numbers(new BigDecimal(hb), new BigDecimal(hb)));
    }

    private DataQuery shown(String... visits) {
        return DataQuery.of(VisitForm.FORM).withColumns(List.of(HB))
                .with(DataColumns.find(VisitForm.FORM, "patient.number").orElseThrow(), new ColumnCondition.Contains(number))
                .with(DataColumns.find(VisitForm.FORM, "row.visit").orElseThrow(), new ColumnCondition.AnyOf(Set.of(visits)));
    }

    private List<String> visits(ColumnCondition test) {
        return data.fetch(shown("m0", "m3", "m6", "m9").with(HB, test), 0, 10).stream().map(row -> row.key()).toList();
    }

    private String preview() {
        return find(Paragraph.class).withId("action_preview").single().getText();
    }

    private List<String> report() {
        return find(ListItem.class).all().stream().map(ListItem::getText).toList();
    }

    private void click(String id) {
        test(find(Button.class).withId(id).single()).click();
    }

    @Test
    void aQueryIsRaisedAtEachShownCellOfAColumnWhereNoneWaits() {
        begin(raise, shown("m0", "m9"));
        assertThat(preview()).startsWith("2 cases des lignes filtrées, dont 1 vide, chez 1 patient.");
        click("raise_confirm");
        assertThat(visits(new ColumnCondition.HasQuery())).as("no text, no query").isEmpty();
        test(find(TextArea.class).withId("raise_text").single()).setValue("Unité\u00A0?");
        click("raise_confirm");
        assertThat(report()).containsExactly("2 requêtes enregistrées.");
        assertThat(changes).isEqualTo(1);
        assertThat(visits(new ColumnCondition.HasQuery())).containsExactly("m0", "m9");
    }

    @Test
    void whatIsTickedAmongTheRowsIsActedOnAlone() {
        begin(raise, shown("m0", "m3", "m9").with(DataColumns.find(VisitForm.FORM, DataColumns.NUMBER).orElseThrow(),
                new ColumnCondition.Rows(Set.of(ColumnCondition.Rows.name(number, "m3"), ColumnCondition.Rows.name(number, "m24")))));
        assertThat(preview()).startsWith("1 case des lignes filtrées");
        test(find(TextArea.class).withId("raise_text").single()).setValue("?");
        click("raise_confirm");
        assertThat(visits(new ColumnCondition.HasQuery())).as("ticked and shown").containsExactly("m3");
        assertThat(visits(new ColumnCondition.NoQuery())).containsExactly("m0", "m6", "m9");
    }

    @Test
    void cellsWithAQueryAreLeftAndItIsSaid() {
        begin(raise, shown("m0"));
        test(find(TextArea.class).withId("raise_text").single()).setValue("?");
        click("raise_confirm");
        close();
        begin(raise, shown("m0", "m3"));
        test(find(TextArea.class).withId("raise_text").single()).setValue("?");
        click("raise_confirm");
        assertThat(report()).containsExactly("1 requête enregistrée.",
                "1 case sans nouvelle requête\u00A0: une requête y attend déjà.");
    }

    @Test
    void cellsOfALockedCasebookAreLeftAndItIsSaid() {
        DataQuery query = ofAnOpenAndALockedCasebook("7");
        begin(raise, query);
        test(find(TextArea.class).withId("raise_text").single()).setValue("?");
        click("raise_confirm");
        assertThat(report()).containsExactly("1 requête enregistrée.",
                "2 cases sans requête\u00A0: le dossier est verrouillé ou écarté.");
        assertThat(data.fetch(query.with(HB, new ColumnCondition.HasQuery()), 0, 10)).hasSize(1)
                .noneMatch(row -> row.patient().equals(number));
    }

    @Test
    void answersOfALockedCasebookAreNotVerifiedAndItIsSaid() {
        DataQuery query = ofAnOpenAndALockedCasebook("8");
        begin(verify, query);
        click("verify_confirm");
        assertThat(report()).containsExactly("1 réponse vérifiée.",
                "2 réponses de dossiers verrouillés ou écartés\u00A0: rien n’y est vérifié.");
        assertThat(data.fetch(query.with(HB, new ColumnCondition.Verified()), 0, 10)).hasSize(1)
                .noneMatch(row -> row.patient().equals(number));
    }

    @Test
    void aFrozenCasebookStillReceivesQueriesAndIsVerified() {
        is(number, CasebookState.FROZEN);
        begin(raise, shown("m0"));
        test(find(TextArea.class).withId("raise_text").single()).setValue("?");
        click("raise_confirm");
        assertThat(report()).containsExactly("1 requête enregistrée.");
        close();
        begin(verify, shown("m0"));
        click("verify_confirm");
        assertThat(report()).containsExactly("1 réponse vérifiée.");
    }

    @Test
    void allShownAnswersAreVerifiedAndOneUndoTakesThemBack() {
        begin(verify, shown("m0", "m6", "m9"));
        assertThat(preview()).startsWith("2 réponses à vérifier, dont 1 donnée manquante, chez 1 patient");
        click("verify_confirm");
        assertThat(report()).containsExactly("2 réponses vérifiées.");
        assertThat(visits(new ColumnCondition.Verified())).containsExactly("m0", "m6");
        assertThat(visits(new ColumnCondition.NotVerified())).containsExactly("m3");
        click("verify_undo");
        assertThat(visits(new ColumnCondition.Verified())).isEmpty();
        close();
    }

    @Test
    void whatWasVerifiedBeforeIsNotAmongThem() {
        begin(verify, shown("m0"));
        click("verify_confirm");
        close();
        begin(verify, shown("m0", "m3"));
        assertThat(preview()).startsWith("1 réponse à vérifier");
        click("verify_confirm");
        assertThat(visits(new ColumnCondition.Verified())).containsExactly("m0", "m3");
    }

    @Test
    void anAnswerThatChangedSinceItWasShownIsNotVerified() {
        begin(verify, shown("m0", "m3"));
        signIn(Role.INVESTIGATOR, "01");
        enter(number, "hb_m3", "13");
        signIn(Role.MONITOR, "01");
        click("verify_confirm");
        assertThat(report()).hasSize(2).first().isEqualTo("1 réponse vérifiée.");
        assertThat(report().getLast()).startsWith(number + ", Hb").contains("test a changé la réponse", "«\u00A013");
        assertThat(visits(new ColumnCondition.Verified())).containsExactly("m0");
    }

    @ParameterizedTest
    @CsvSource({"MONITOR, true, true", "DATA_MANAGER, true, false", "STATISTICIAN, true, false",
            "INVESTIGATOR, false, false", "ADMINISTRATOR, false, false"})
    void eachIsOfferedWhatTheyMayDo(Role role, boolean raises, boolean verifies) {
        signIn(role, "01");
        assertThat(raise.isOffered()).isEqualTo(raises);
        assertThat(verify.isOffered()).isEqualTo(verifies);
    }

    private void begin(GridAction action, DataQuery query) {
        action.begin(query, action.isOfOneColumn() ? Optional.of(HB) : Optional.empty(), () -> changes++);
    }

    private void close() {
        find(ActionDialog.class).all().forEach(ActionDialog::close);
    }

    private static void signIn(Role role, String... sites) {
        Viewer viewer = new Viewer("test", "", "Test", role, Set.of(sites));
        SecurityContextHolder.getContext()
                .setAuthentication(new TestingAuthenticationToken(viewer, null, List.copyOf(viewer.getAuthorities())));
    }
}
