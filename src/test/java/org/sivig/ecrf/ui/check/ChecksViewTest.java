package org.sivig.ecrf.ui.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sivig.ecrf.ViewTest;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.account.Viewer;
import org.sivig.ecrf.check.StandingCheck;
import org.sivig.ecrf.data.DataQuery;
import org.sivig.ecrf.study.VisitForm;
import org.sivig.ecrf.ui.data.KeepAsCheck;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

@ViewTest
@ViewPackages(classes = ChecksView.class)
class ChecksViewTest extends SpringBrowserlessTest {

    @Autowired
    private JdbcClient database;
    @Autowired
    private KeepAsCheck action;

    @BeforeEach
    void insert() {
        UI.getCurrent().setLocale(Locale.FRENCH);
        database.sql("""
                insert into standing_check (text, severity, form, filter, item, author, author_role, created_at)
                values ('Score élevé', 'WARNING', 'visit', 'mrss=20..', 'mrss', 'diane', 'DATA_MANAGER',
                        timestamp with time zone '2026-03-14 23:30:00+00:00')""").update();
    }

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    private static void signIn(Role role) {
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken(
                new Viewer("somebody", "", "Somebody", role, Set.of("01")), null, List.of()));
    }

    @SuppressWarnings("unchecked")
    private Grid<StandingCheck> grid() {
        return $(Grid.class).id("checks");
    }

    @Test
    void aCheckIsWithdrawnForAReasonThatStandsInTheList() {
        signIn(Role.DATA_MANAGER);
        navigate(ChecksView.class);
        test((Button) test(grid()).getCellComponent(0, 6)).click();
        test($(Button.class).id("check_withdraw")).click();
        assertThat($(TextField.class).id("withdraw_reason").isInvalid()).as("not without a reason").isTrue();
        assertThat(test(grid()).getCellComponent(0, 6)).isInstanceOf(Button.class);
        test($(TextField.class).id("withdraw_reason")).setValue("Fait double emploi");
        test($(Button.class).id("check_withdraw")).click();
        assertThat(test(grid()).getCellComponent(0, 6)).isInstanceOfSatisfying(Span.class,
                end -> assertThat(end.getText()).contains("somebody").endsWith("Fait double emploi"));
    }

    @Test
    void listsChecksWithAuthorAndDateAndOnlyDataManagersWithdraw() {
        signIn(Role.DATA_MANAGER);
        navigate(ChecksView.class);
        assertThat(test(grid()).getCellText(0, 1)).isEqualTo("Score élevé");
        assertThat(((Anchor) test(grid()).getCellComponent(0, 3)).getText()).isEqualTo("Rodnan\u00A0: ≥ 20");
        assertThat(test(grid()).getCellText(0, 4)).contains("diane", "15/03/2026 00:30");
        assertThat(test(grid()).getCellComponent(0, 6)).isInstanceOf(Button.class);

        signIn(Role.MONITOR);
        assertThat(action.isOffered()).isFalse();
    }

    @Test
    void saysHowManyItFindsBeforeItIsKeptOrWhyItCannotBe() {
        signIn(Role.DATA_MANAGER);
        navigate(ChecksView.class);
        assertThat(action.isOffered()).isTrue();
        action.begin(DataQuery.read(VisitForm.FORM, "mrss=20..").complete(), Optional.empty(), () -> { });
        assertThat($(Paragraph.class).id("check_hits").getText()).contains("aucune ligne");

        action.begin(DataQuery.read(VisitForm.FORM, "mrss=query").complete(), Optional.empty(), () -> { });
        assertThat($(Paragraph.class).id("check_refused").getText()).contains("réponses");
    }
}
