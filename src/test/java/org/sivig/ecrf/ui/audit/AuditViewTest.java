package org.sivig.ecrf.ui.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.router.QueryParameters;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sivig.ecrf.ViewTest;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.account.Viewer;
import org.sivig.ecrf.audit.AuditColumns;
import org.sivig.ecrf.audit.AuditList;
import org.sivig.ecrf.audit.AuditRecord;
import org.sivig.ecrf.ui.Words;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

@ViewTest
@ViewPackages(classes = AuditView.class)
class AuditViewTest extends SpringBrowserlessTest {

    private static final String EVERYTHING = "day_from=2026-01-01&day_to=2026-12-31&user=claire&role=INVESTIGATOR&site=01"
            + "&patient=SIV-01&form=visit&item=visit.hb&old=11%2C5&new=12%2C5&reason=annul&act=ANSWER&query=7&sort=at";

    @Autowired
    private JdbcClient database;
    @Autowired
    private AuditList list;

    @BeforeEach
    void fill() {
        UI.getCurrent().setLocale(Locale.FRENCH);
        database.sql("insert into site (code, name) values ('01', 'Brest')").update();
        database.sql("insert into user_account (username, password, display_name, role)"
                + " values ('claire', '', 'Dr Claire Moreau', 'INVESTIGATOR')").update();
        database.sql("""
                insert into patient (number, site, created_at, created_by, acr_low, acr_high, acr_class, eligibility,
                    asked, answered, changed_at, changed_by)
                values ('SIV-01-001', '01', now(), 'x', 0, 0, 'NO', 'ELIGIBLE', 0, 0, now(), 'x')""").update();
        record(1, "visit", "m3", "hb", "'11.5'", "'12.5'", "'undo'", "7");
        record(2, "diagnosis", "", "ssc_type", "null", "'3'", "null", "null");
        record(3, "identification", "", "ref_physician", "null", "'=cmd()'", "null", "null");
    }

    private void record(int seq, String form, String row, String item, String before, String after, String reason,
            String query) {
        database.sql("""
                insert into audit_record (patient_id, seq, at, username, role, site, form, row_key, item, old_value,
                    new_value, reason, query_number, previous_hash, hash)
                select id, %d, timestamp with time zone '2026-03-14 23:30:00+00:00', 'claire', 'INVESTIGATOR', '01', '%s',
                    '%s', '%s', %s, %s, %s, %s, '', '' from patient"""
                .formatted(seq, form, row, item, before, after, reason, query)).update();
    }

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    private static void signIn(Role role, String... sites) {
        Viewer viewer = new Viewer("test", "", "Test", role, Set.of(sites));
        SecurityContextHolder.getContext()
                .setAuthentication(new TestingAuthenticationToken(viewer, null, List.copyOf(viewer.getAuthorities())));
    }

    private static void open(String query) {
        UI.getCurrent().navigate("audit", QueryParameters.fromString(query));
    }

    @SuppressWarnings("unchecked")
    private Grid<AuditRecord> grid() {
        return find(Grid.class).single();
    }

    private String count() {
        return find(Span.class).withClassName("patients-count").single().getText();
    }

    private String text(String name) {
        return ((TextField) filter(name)).getValue();
    }

    private Component filter(String column) {
        return grid().getHeaderRows().getLast().getCell(grid().getColumnByKey(column)).getComponent();
    }

    @Test
    void showsLabelsMeaningsAndTimesOfTheStudy() {
        signIn(Role.DATA_MANAGER);
        open("form=visit");
        assertThat(count()).isEqualTo("1 enregistrement");
        assertThat(test(grid()).getCellText(0, 0)).isEqualTo("15/03/2026 00:30:00");
        assertThat(test(grid()).getCellText(0, 1)).isEqualTo("Dr Claire Moreau");
        assertThat(test(grid()).getLitRendererPropertyValue(0, "item", "text", String.class)).isEqualTo("Hb · M3");
        assertThat(test(grid()).getLitRendererPropertyValue(0, "item", "href", String.class))
                .isEqualTo("patients/SIV-01-001/visit?item=hb_m3");
        assertThat(test(grid()).getCellText(0, 4)).isEqualTo("11,5");
    }

    @Test
    void theAddressFillsEveryFilterAndIsMadeOfThemAgain() {
        signIn(Role.DATA_MANAGER);
        open(EVERYTHING);
        assertThat(count()).isEqualTo("1 enregistrement");
        assertThat(List.of(text("at"), text("user"), text("patient"), text("old"), text("new"), text("reason"),
                text("query"))).containsExactly("01/01/2026 – 31/12/2026", "claire", "SIV-01", "11,5", "12,5", "annul", "7");
        assertThat(List.of("role", "site", "form", "item", "act"))
                .noneMatch(column -> ((MultiSelectComboBox<?>) filter(column)).getValue().isEmpty());
        assertThat(test(grid()).getSortDirection("at")).isEqualTo(SortDirection.ASCENDING);
    }

    @Test
    void ignoresWhatItCannotReadInTheAddress() {
        signIn(Role.INVESTIGATOR, "01");
        open("day_from=2026-13-01&role=KING&site=02&form=nothing&item=visit&act=NOTHING&query=x&sort=hash");
        assertThat(count()).isEqualTo("3 enregistrements");
    }

    @Test
    void findsAnAnswerByWhatItMeans() {
        signIn(Role.DATA_MANAGER);
        open("new=diffuse");
        assertThat(count()).isEqualTo("1 enregistrement");
        open("new=non document%C3%A9");
        assertThat(count()).isEqualTo("Aucun enregistrement");
    }

    @ParameterizedTest
    @EnumSource
    void whoSeesNoPatientsSeesNoRecords(Role role) {
        signIn(role, "01");
        open("");
        assertThat(find(Grid.class).all()).hasSize(role == Role.ADMINISTRATOR ? 0 : 1);
        assertThat(find(Button.class).withId("export_excel").all()).hasSize(role == Role.ADMINISTRATOR ? 0 : 1);
    }

    @Test
    void filesHoldWhatIsShown() throws IOException {
        signIn(Role.DATA_MANAGER);
        open("");
        String analysis = csv(AuditCsv.ANALYSIS);
        assertThat(analysis).startsWith("at,username,user_name,role,site,patient,seq,form,row_key,item,export_name,old,old_st,"
                + "new,new_st,reason,reason_text,act,subject,query,typed_at,forms\r\n");
        assertThat(analysis.lines()).hasSize(4).anyMatch(line -> line.startsWith(
                "2026-03-15T00:30:00+01:00,claire,Dr Claire Moreau,INVESTIGATOR,01,SIV-01-001,1,"))
                .anyMatch(line -> line.contains("visit,m3,hb,hb_m3,11.5,,12.5,,undo,,ANSWER,,7"))
                .anyMatch(line -> line.contains(",=cmd(),"));
        String excel = csv(AuditCsv.EXCEL);
        assertThat(excel).startsWith("\uFEFFdate");
        assertThat(excel.lines()).anyMatch(line -> line.startsWith("15/03/2026 00:30:00;claire;"))
                .anyMatch(line -> line.contains(";11,5;12,5;")).as("no formula").anyMatch(line -> line.contains(";'=cmd();"));
    }

    private String csv(AuditCsv format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        format.write(writer -> list.export(AuditColumns.ALL.start(), "", writer), new Words(grid()), out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
