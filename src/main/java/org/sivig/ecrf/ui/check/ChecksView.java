package org.sivig.ecrf.ui.check;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.Objects;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.account.DisplayNames;
import org.sivig.ecrf.check.StandingCheck;
import org.sivig.ecrf.check.StandingChecks;
import org.sivig.ecrf.ui.FilterWords;
import org.sivig.ecrf.ui.Following;
import org.sivig.ecrf.ui.TitledPage;
import org.sivig.ecrf.ui.Words;

/** The standing checks of the study: who made each and when, what it finds now, and the filter of which it was made. */
@Route("checks")
@PermitAll
class ChecksView extends Main implements TitledPage {

    private static final int ASKED_EVERY_MS = 1_000;

    private final transient StandingChecks checks;
    private final transient FilterWords filters;
    private final Grid<StandingCheck> grid = new Grid<>();
    private final Words words;
    private final Paragraph looking = new Paragraph();
    private final transient Following following = new Following(ASKED_EVERY_MS, this::show);

    ChecksView(StandingChecks checks, FilterWords filters, AccessPolicy policy, DisplayNames names) {
        words = new Words(this, names.remembered());
        this.checks = checks;
        this.filters = filters;
        setId("main");
        addClassNames("content", "patients");
        if (!policy.seesPatients()) {
            add(new H1(getTranslation("home.no-patients")), new Paragraph(getTranslation("home.no-patients.help")));
            return;
        }
        looking.setText(getTranslation("checks.looking"));
        looking.setId("checks_looking");
        looking.addClassNames("note", "info");
        looking.getElement().setAttribute("role", "status");
        add(new H1(getTranslation("checks.title")), new Paragraph(getTranslation("checks.help")), looking, grid);
        grid.setId("checks");
        grid.addThemeVariants(GridVariant.LUMO_COMPACT, GridVariant.WRAP_CELL_CONTENT);
        grid.setAllRowsVisible(true);
        grid.setEmptyStateText(getTranslation("checks.none"));
        grid.addColumn(StandingCheck::id).setHeader(getTranslation("findings.column.check")).setWidth("5rem")
                .setFlexGrow(0);
        grid.addColumn(StandingCheck::text).setHeader(getTranslation("checks.text")).setFlexGrow(3);
        grid.addColumn(check -> getTranslation("severity." + check.severity()))
                .setHeader(getTranslation("findings.column.severity")).setWidth("9rem").setFlexGrow(0);
        grid.addComponentColumn(this::filter).setHeader(getTranslation("checks.filter")).setFlexGrow(3);
        grid.addColumn(check -> getTranslation("checks.by", words.person(check.author()), getTranslation("role." + check.authorRole()),
                Words.dayAndTime(check.createdAt()))).setHeader(getTranslation("checks.author")).setFlexGrow(2);
        grid.addComponentColumn(check -> new Anchor("findings?check=" + check.id() + "&state=any", "" + check.hits()))
                .setHeader(getTranslation("checks.hits")).setWidth("7rem").setFlexGrow(0);
        grid.addComponentColumn(this::end).setHeader(getTranslation("findings.column.state")).setFlexGrow(2);
        show();
    }

    @Override
    public String title() {
        return getTranslation("checks.title");
    }

    private void show() {
        boolean goesOn = checks.isLooking(); // before the counts are read, so that the last of them are
        grid.setItems(checks.list());
        looking.setVisible(goesOn);
        if (goesOn) {
            following.begin();
        } else {
            following.stop();
        }
    }

    @Override
    protected void onDetach(DetachEvent detached) {
        following.stop();
    }

    /** What it asks, in words, as the way to the rows that it finds. */
    private Component filter(StandingCheck check) {
        String asked = String.join(", ", filters.of(words, check.form(), check.filter()));
        return new Anchor("data/" + check.form().replace('_', '-') + "?" + check.filter(),
                asked.isEmpty() ? getTranslation("checks.rows") : asked);
    }

    private Component end(StandingCheck check) {
        if (!check.isStanding()) {
            String withdrawn = getTranslation("checks.withdrawn", words.person(check.withdrawnBy()),
                    Words.dayAndTime(Objects.requireNonNull(check.withdrawnAt())));
            return new Span(check.withdrawnWhy() == null ? withdrawn
                    : getTranslation("checks.withdrawn.why", withdrawn, check.withdrawnWhy()));
        }
        if (!checks.isMadeByUser()) {
            return new Span(getTranslation("checks.standing"));
        }
        Button withdraw = new Button(getTranslation("checks.withdraw"), click -> ask(check));
        withdraw.setAriaLabel(getTranslation("checks.withdraw.of", check.id()));
        return withdraw;
    }

    private void ask(StandingCheck check) {
        new WithdrawDialog(words, checks, check, this::show).open();
    }
}
