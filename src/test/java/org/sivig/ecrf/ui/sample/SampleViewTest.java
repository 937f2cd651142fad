package org.sivig.ecrf.ui.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sivig.ecrf.ViewTest;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.account.Viewer;
import org.sivig.ecrf.casebook.Casebooks;
import org.sivig.ecrf.casebook.Edit;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.sample.SampleCause;
import org.sivig.ecrf.sample.SampleDifference;
import org.sivig.ecrf.sample.Samples;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

@ViewTest
@ViewPackages(classes = SampleView.class)
class SampleViewTest extends SpringBrowserlessTest {

    @Autowired
    private JdbcClient database;
    @Autowired
    private Casebooks casebooks;
    @Autowired
    private Samples samples;

    @BeforeEach
    void enterTwoAnswers() {
        UI.getCurrent().setLocale(Locale.FRENCH);
        database.sql("insert into site (code, name) values ('01', 'Centre 01')").update();
        signIn("claire", Role.INVESTIGATOR, "01");
        String number = casebooks.create("01");
        casebooks.save(number, List.of(new Edit("mrss_m3", Answer.blank(), Answer.of(17)),
                new Edit("hb_m3", Answer.blank(), Answer.of(new BigDecimal("11.5")))), null);
        signIn("dora", Role.DATA_MANAGER);
    }

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void theDataManagerDrawsASampleAndFollowsIt() {
        UI.getCurrent().navigate("samples");
        test(find(Button.class).withId("draw").single()).click();
        assertThat(address()).startsWith("samples/");
        assertThat(test(sites()).getCellText(0, 0)).isEqualTo("01");
        assertThat(test(sites()).getCellText(0, 1)).isEqualTo("0 sur 2");
        assertThat(find(TextField.class).all()).isEmpty();
        UI.getCurrent().navigate("samples");
        Grid<?> list = find(Grid.class).withId("samples").single();
        assertThat(test(list).getCellText(0, 4)).isEqualTo("0 sur 2");
        assertThat(test(list).getCellText(0, 5)).isEqualTo("En cours");
        assertThat(test(list).getCellText(0, 6)).isEmpty();
    }

    @Test
    void theSecondReaderIsNotToldTheAnswerAndGoesOnFromOneToTheNext() {
        long sample = samples.draw(10, 1L);
        signIn("yann", Role.INVESTIGATOR, "01");
        open(sample);
        assertThat(find(Button.class).withId("draw").all()).isEmpty();
        assertThat(find(Button.class).withId("close_sample").all()).isEmpty();
        assertThat(input().getValue()).isEmpty();
        test(input()).setValue("beaucoup");
        next();
        assertThat(trouble()).isEqualTo("Rien n’a été enregistré\u00A0: cette réponse n’est pas comprise.");
        assertThat(input().isInvalid()).isTrue();
        test(input()).setValue("18");
        next();
        assertThat(samples.of(sample).total().read()).isEqualTo(1);
        assertThat(input().getValue()).isEmpty();
        next();
        assertThat(trouble()).isEqualTo("Saisissez la réponse, ou choisissez un motif.");
        test(find(NativeButton.class).withText("ND – non documenté").single()).click();
        next();
        assertThat(samples.of(sample).total().read()).isEqualTo(2);
        assertThat(find(TextField.class).all()).isEmpty();
        assertThat(samples.tasks(sample)).allMatch(task -> task.read());
    }

    @Test
    void aClosedSampleListsTheDifferencesToBeClassedAndGivesTheRate() {
        long sample = samples.draw(10, 1L);
        signIn("yann", Role.INVESTIGATOR, "01");
        samples.tasks(sample).forEach(task -> samples.read(task.id(), task.at().item().name().equals("mrss")
                ? Answer.of(18) : Answer.of(new BigDecimal("11.5"))));
        open(sample);
        assertThat(find(Grid.class).withId("differences").all()).isEmpty();
        signIn("dora", Role.DATA_MANAGER);
        open(sample);
        test(find(Button.class).withId("close_sample").single()).click();
        test(find(ConfirmDialog.class).single()).confirm();
        Grid<SampleDifference> differences = find(Grid.class).withId("differences").single();
        assertThat(test(differences).size()).isEqualTo(1);
        assertThat(test(differences).getCellText(0, 2)).isEqualTo("17");
        assertThat(test(differences).getCellText(0, 4)).isEqualTo("18");
        assertThat(test(sites()).getCellText(0, 3)).isEqualTo("1");
        assertThat(test(sites()).getCellText(1, 5)).isEqualTo("Une fois les différences classées");
        samples.classify(test(differences).getRow(0).id(), SampleCause.ABSTRACTION_ERROR);
        open(sample);
        assertThat(test(sites()).getCellText(1, 0)).isEqualTo("Ensemble");
        assertThat(test(sites()).getCellText(1, 4)).isEqualTo("1");
        assertThat(test(sites()).getCellText(1, 5)).matches("50,0.% \\(9,5.% – 90,5.%\\)");
    }

    @Test
    void showsNothingToTheAdministratorAndNoSampleThatThereIsNot() {
        long sample = samples.draw(10, 1L);
        signIn("root", Role.ADMINISTRATOR);
        open(sample);
        assertThat(find(Grid.class).all()).isEmpty();
        UI.getCurrent().navigate("samples");
        assertThat(find(Grid.class).all()).isEmpty();
        assertThat(find(H1.class).single().getText()).isNotEmpty();
    }

    private void open(long sample) {
        UI.getCurrent().navigate("samples");
        UI.getCurrent().navigate("samples/" + sample);
    }

    private void next() {
        test(find(Button.class).withId("read_next").single()).click();
    }

    private TextField input() {
        return find(TextField.class).single();
    }

    private String trouble() {
        return find(Paragraph.class).withClassName("note").single().getText();
    }

    private Grid<?> sites() {
        return find(Grid.class).withId("sites").single();
    }

    private static String address() {
        return UI.getCurrent().getInternals().getActiveViewLocation().getPath();
    }

    private static void signIn(String name, Role role, String... sites) {
        Viewer viewer = new Viewer(name, "", name, role, Set.of(sites));
        SecurityContextHolder.getContext()
                .setAuthentication(new TestingAuthenticationToken(viewer, null, List.copyOf(viewer.getAuthorities())));
    }
}
