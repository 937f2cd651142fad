package org.sivig.ecrf.ui.monitoring;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.account.DisplayNames;
import org.sivig.ecrf.audit.Reason;
import org.sivig.ecrf.audit.RecordText;
import org.sivig.ecrf.crf.TypedText;
import org.sivig.ecrf.ui.AnswerField;
import org.sivig.ecrf.ui.Attempt;
import org.sivig.ecrf.ui.TitledPage;
import org.sivig.ecrf.ui.Words;
import org.sivig.ecrf.verification.VerificationPlan;
import org.sivig.ecrf.verification.VerificationPlans;

/** What should be verified: the plan that holds, another one in its place, and those before it. */
@Route(PlanView.ROUTE)
@PermitAll
class PlanView extends Main implements BeforeEnterObserver, TitledPage {

    static final String ROUTE = "verification-plan";

    private final transient VerificationPlans plans;
    private final boolean seen;
    private final boolean makes;
    private final Words words;
    private final RecordText said;
    private final MultiSelectComboBox<String> critical = new MultiSelectComboBox<>();
    private final IntegerField first = new IntegerField();
    private final IntegerField percent = new IntegerField();
    private final TextField reason = new TextField();

    PlanView(VerificationPlans plans, AccessPolicy policy, DisplayNames names) {
        words = new Words(this, names.remembered());
        said = new RecordText(words.study());
        this.plans = plans;
        seen = policy.seesPatients();
        makes = policy.plansVerification();
        setId("main");
        addClassNames("content", "monitoring");
        critical.setId("plan_critical");
        critical.setLabel(getTranslation("plan.critical"));
        critical.setItems(VerificationPlan.ITEMS);
        critical.setItemLabelGenerator(this::name);
        critical.setWidthFull();
        first.setId("plan_first");
        first.setLabel(getTranslation("plan.first"));
        first.setWidth("24rem");
        first.setMin(0);
        first.setMax(VerificationPlan.MOST_FIRST);
        first.setI18n(messages(getTranslation("plan.first.bad", VerificationPlan.MOST_FIRST)));
        percent.setId("plan_percent");
        percent.setLabel(getTranslation("plan.percent"));
        percent.setHelperText(getTranslation("plan.percent.help"));
        percent.setWidth("34rem");
        percent.setMin(0);
        percent.setMax(100);
        percent.setI18n(messages(getTranslation("plan.percent.bad")));
        reason.setId("plan_reason");
        reason.setLabel(getTranslation("many.reason.one"));
        reason.setMaxLength(Reason.LENGTH);
        reason.setWidthFull();
        reason.setManualValidation(true);
    }

    private static IntegerField.IntegerFieldI18n messages(String bad) {
        return new IntegerField.IntegerFieldI18n().setBadInputErrorMessage(bad).setMinErrorMessage(bad).setMaxErrorMessage(bad);
    }

    @Override
    public String title() {
        return getTranslation("plan.title");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!seen) {
            event.rerouteToError(NotFoundException.class);
            return;
        }
        show();
    }

    private void show() {
        VerificationPlan plan = plans.current();
        removeAll();
        Paragraph help = new Paragraph(getTranslation("plan.help"));
        help.addClassName("hint");
        add(new H1(title()), help, Tables.card("plan", getTranslation("plan.now"), words(plan)));
        if (makes) {
            critical.setValue(plan.critical());
            first.setValue(plan.first());
            percent.setValue(plan.percent());
            reason.clear();
            Button make = new Button(getTranslation("plan.make"), click -> make());
            make.setId("plan_make");
            make.addThemeVariants(ButtonVariant.PRIMARY);
            Div making = new Div(make);
            making.addClassName("monitoring-begin");
            Div numbers = new Div(first, percent);
            numbers.addClassName("monitoring-begin");
            add(Tables.card("plan_other", getTranslation("plan.other"), critical, numbers, reason, making));
        }
        List<VerificationPlan> all = plans.all();
        if (!all.isEmpty()) {
            NativeTable table = Tables.table(words, getTranslation("plan.all"), "at", "by", "plan", "reason");
            all.forEach(each -> Tables.row(table, new Span(Words.dayAndTime(each.at())), words.person(each.by()),
                    getTranslation("plan.line", each.critical().size(), each.first(), each.percent()), each.reason()));
            add(Tables.card("plan_all", getTranslation("plan.all"), Tables.scrolling(table, getTranslation("plan.all"))));
        }
    }

    private Component words(VerificationPlan plan) {
        if (plan.isOfEverything()) {
            return new Paragraph(getTranslation("plan.everything"));
        }
        UnorderedList list = new UnorderedList();
        list.add(new ListItem(getTranslation("plan.said.first", plan.first())),
                new ListItem(getTranslation("plan.said.percent", plan.percent())),
                new ListItem(plan.critical().isEmpty() ? getTranslation("plan.said.no-critical")
                        : getTranslation("plan.said.critical", VerificationPlan.ITEMS.stream().filter(plan.critical()::contains)
                                .map(this::name).reduce((one, other) -> one + ", " + other).orElse(""))));
        return list;
    }

    private String name(String key) {
        return VerificationPlan.item(key).map(item -> words.of("drug.item", said.form(key.substring(0, key.indexOf('.'))),
                words.label(item))).orElse(key);
    }

    private void make() {
        String why = TypedText.lines(reason.getValue());
        Integer of = first.getValue();
        Integer share = percent.getValue();
        reason.setInvalid(why.isEmpty());
        if (of == null || first.isInvalid()) {
            first.setErrorMessage(getTranslation("plan.first.bad", VerificationPlan.MOST_FIRST));
            first.setInvalid(true);
        } else if (share == null || percent.isInvalid()) {
            percent.setErrorMessage(getTranslation("plan.percent.bad"));
            percent.setInvalid(true);
        } else if (why.isEmpty()) {
            reason.setErrorMessage(getTranslation("many.reason.needed"));
            reason.focus();
        } else if (new Attempt(words).get("Planning the verification", () -> plans.make(critical.getValue(), of, share, why),
                AnswerField::tell) != null) {
            show();
            AnswerField.tell(getTranslation("plan.made"));
        }
    }
}
