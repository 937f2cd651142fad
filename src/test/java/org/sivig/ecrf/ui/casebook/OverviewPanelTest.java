package org.sivig.ecrf.ui.casebook;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouterLink;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sivig.ecrf.ViewTest;
import org.sivig.ecrf.account.DuplicateAnswers;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.account.Viewer;
import org.sivig.ecrf.casebook.Casebooks;
import org.sivig.ecrf.casebook.Edit;
import org.sivig.ecrf.casebook.SaveResult;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.ui.Drawn;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

@ViewTest
@ViewPackages(classes = CasebookView.class)
class OverviewPanelTest extends SpringBrowserlessTest {

    @Autowired
    private JdbcClient database;
    @Autowired
    private Casebooks casebooks;

    private String number = "";

    @BeforeEach
    void makeAPatient() {
        UI.getCurrent().setLocale(Locale.FRENCH);
        database.sql("insert into site (code, name) values ('01', 'Brest')").update();
        signIn(Role.INVESTIGATOR);
        number = casebooks.create("01");
    }

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void anEmptyCasebookSaysHowToBegin() {
        open();
        assertThat(find(RouterLink.class).withId("begin").single().getHref())
                .isEqualTo("patients/" + number + "/identification");
        assertThat(shown(".story")).isEmpty();
    }

    @Test
    void whoOnlyReadsIsNotToldToBegin() {
        signIn(Role.MONITOR);
        open();
        assertThat(find(RouterLink.class).withId("begin").all()).isEmpty();
        assertThat(find(OverviewPanel.class).single().getElement().getTextRecursively()).contains("frise est encore vide");
    }

    @Test
    void everySectionIsALinkWithItsStateAndItsCounts() {
        save("acr_raynaud=1", "acr_prox=?ND");
        open();
        List<String> rows = shown(".overview-sections tbody tr").stream().map(Element::wholeText).toList();
        assertThat(rows).hasSize(Study.SECTIONS.size() + 1);
        assertThat(rows.get(1)).contains("Inclusion et exclusion").contains("en cours1111");
        assertThat(rows.get(2)).contains("à commencer");
        assertThat(hrefs(".overview-sections")).startsWith("patients/" + number + "/identification",
                "patients/" + number + "/eligibility").hasSize(Study.SECTIONS.size());
    }

    @Test
    void aCourseThatThePaperHasNoPlaceForIsToldAndNotCounted() {
        save("ivig1_start=2008-03-10", "ivig3_done=1");
        save("ivig3_start=2012-05");
        open();
        assertThat(hrefs(".overview-sections")).contains("patients/" + number + "/ivig-course/3")
                .hasSize(Study.SECTIONS.size() + 1);
        assertThat(shown(".overview-sections").getFirst().wholeText()).contains("7 · Cure 3non comptée");
        assertThat(hrefs(".story"))
                .contains("patients/" + number + "/ivig-course/3?item=ivig3_start");
        assertThat(facts()).anyMatch(fact -> fact.startsWith("Cure 3"));
    }

    @Test
    void aFurtherEpisodeOfADrugIsToldFromTheFirst() {
        save("pre_any=1", "pre_mtx_given=1", "pre_mtx_e2_given=1");
        save("pre_mtx_start=2003", "pre_mtx_e2_start=2006");
        open();
        assertThat(shown(".story").getFirst().wholeText())
                .contains("Méthotrexate2003", "Méthotrexate, épisode 22006");
    }

    @Test
    void itSaysWhyAPatientIsNotEligible() {
        save("acr_valid=1", "ivig_2004_2014=0", "excl_replacement=1");
        open();
        assertThat(shown(".overview-eligibility").getFirst().wholeText()).contains("Non éligible").contains("entre 2004 et 2014\u00a0»\u00a0: non")
                .contains("déficit immunitaire\u00a0»\u00a0: oui").doesNotContain("Diagnostic validé");
    }

    @Test
    void eventsLeadToTheirFields() {
        save("dx_date=2001-05", "ivig1_start=2008-03-10", "du_hx=1");
        save("du_hx_date=2003");
        open();
        assertThat(hrefs(".story")).contains("patients/" + number + "/diagnosis?item=dx_date",
                "patients/" + number + "/organ-history?item=du_hx_date",
                "patients/" + number + "/ivig-course/1?item=ivig1_start",
                "patients/" + number + "/visit?item=visit_date_m3");
    }

    @Test
    void theAgeAtTheFirstInfusionIsForWhoMaySeeTheBirthDate() {
        save("birth_date=1950-05-10", "ivig1_start=2008-05-09", "dx_date=2001-05");
        open();
        assertThat(facts()).contains("Âge à la 1re perfusion57 ans", "Diagnostic avant les IgIV≈\u00a07,0 ans");
        signIn(Role.MONITOR);
        open();
        assertThat(facts()).noneMatch(fact -> fact.contains("Âge"))
                .contains("Diagnostic avant les IgIV≈\u00a07,0 ans");
        assertThat(find(OverviewPanel.class).single().getElement().getOuterHTML()).doesNotContain("1950");
    }

    private List<String> facts() {
        return shown(".overview-facts > div").stream().map(Element::wholeText).toList();
    }

    private List<String> hrefs(String within) {
        return shown(within + " a[href]").eachAttr("href");
    }

    /** What the browser is sent of the parts that are sent as HTML. */
    private Elements shown(String selector) {
        roundTrip();
        return Jsoup.parseBodyFragment(find(Drawn.class).all().stream().map(Component::getElement).map(drawn ->
                "<%1$s class='%2$s'>%3$s</%1$s>".formatted(drawn.getTag(), drawn.getAttribute("class"),
                        drawn.getProperty("innerHTML"))).collect(joining())).select(selector);
    }

    @Test
    void whoHasTypedTooManyIdentitiesIsToldThatDuplicatesWereNotLookedFor() {
        save("last_name3=LEG", "first_name3=ANN", "sex=F");
        for (int each = 0; each < DuplicateAnswers.MOST; each++) {
            database.sql("insert into identity_asked (username, hash, at) values ('test', ?, current_timestamp)").param("x" + each).update();
        }
        UI.getCurrent().navigate("patients/" + number + "/identification");
        assertThat(find(Span.class).withId("identity_uncompared").all()).isEmpty();
        save("birth_date=1958-02-28");
        UI.getCurrent().navigate("patients/" + number + "/diagnosis");
        UI.getCurrent().navigate("patients/" + number + "/identification");
        assertThat(find(Span.class).withId("identity_uncompared").single().getText()).contains("plus de 100 identités différentes");
        database.sql("delete from identity_asked").update();
        save("birth_date=1958-02-27");
        UI.getCurrent().navigate("patients/" + number + "/diagnosis");
        UI.getCurrent().navigate("patients/" + number + "/identification");
        assertThat(find(Span.class).withId("identity_uncompared").all()).isEmpty();
    }

    private void open() {
        UI.getCurrent().navigate("patients/" + number);
    }

    /** As the data contract writes answers; {@code ?ND} for a reason. */
    private void save(String... answers) {
        Casebook seen = casebooks.open(number).casebook();
        List<Edit> edits = Arrays.stream(answers).map(written -> {
            String[] parts = written.split("=", 2);
            Casebook.Instance instance = seen.reach(parts[0]);
            return new Edit(parts[0], instance.answer(), parts[1].equals("?ND")
                    ? Answer.missing(MissingReason.ND)
                    : Answer.of(instance.item().parse(parts[1])));
        }).toList();
        assertThat(casebooks.save(number, edits, null)).isInstanceOf(SaveResult.Saved.class);
    }

    private static void signIn(Role role) {
        Viewer viewer = new Viewer("test", "", "Test", role, Set.of("01"));
        SecurityContextHolder.getContext()
                .setAuthentication(new TestingAuthenticationToken(viewer, null, List.copyOf(viewer.getAuthorities())));
    }
}
