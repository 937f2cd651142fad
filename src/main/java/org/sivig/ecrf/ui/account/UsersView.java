package org.sivig.ecrf.ui.account;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.account.AccountDraft;
import org.sivig.ecrf.account.AccountRefusedException;
import org.sivig.ecrf.account.AccountRefusedException.Why;
import org.sivig.ecrf.account.AccountRow;
import org.sivig.ecrf.account.Accounts;
import org.sivig.ecrf.account.Duties;
import org.sivig.ecrf.account.Duty;
import org.sivig.ecrf.account.IdentityProviders;
import org.sivig.ecrf.account.LinkMail;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.account.Site;
import org.sivig.ecrf.account.SiteRegister;
import org.sivig.ecrf.ui.AnswerField;
import org.sivig.ecrf.ui.DayField;
import org.sivig.ecrf.ui.Proven;
import org.sivig.ecrf.ui.Words;

/** Who can sign in, in which role and at which sites. */
@Route("admin/users")
@RolesAllowed("ADMINISTRATOR")
class UsersView extends AdminPage<AccountRow> {

    private final transient Accounts accounts;
    private final transient SiteRegister sites;
    private final transient Duties duties;
    private final transient IdentityProviders providers;
    private final transient LinkMail mail;
    private final transient AccessPolicy policy;

    UsersView(Accounts accounts, SiteRegister sites, Duties duties, IdentityProviders providers, LinkMail mail, AccessPolicy policy) {
        super("admin.users");
        this.accounts = accounts;
        this.sites = sites;
        this.duties = duties;
        this.providers = providers;
        this.mail = mail;
        this.policy = policy;
        Button make = new Button(getTranslation("admin.users.new"), click -> edit(null));
        make.setId("new_user");
        make.addThemeVariants(ButtonVariant.PRIMARY);
        tools.add(make);
        grid.addComponentColumn(row -> {
            Button open = new Button(row.username(), click -> edit(row));
            open.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
            open.addClassName("admin-open");
            return open;
        }).setKey("username").setHeader(getTranslation("admin.users.column.username")).setAutoWidth(true);
        prose("name", AccountRow::displayName);
        text("role", row -> getTranslation("role." + row.role()));
        prose("sites", row -> String.join(", ", new TreeSet<>(row.sites())));
        text("state", row -> AccountStates.said(words, row));
        text("factor", row -> row.hasFactor() ? getTranslation("admin.users.has-factor") : "");
        text("last", row -> row.lastSignIn() == null ? "" : Words.dayAndTime(row.lastSignIn()));
        grid.setItemsPageable(page -> accounts.page(sought(), page), page -> accounts.count(sought()));
    }

    @Override
    void show() {
        grid.getDataProvider().refreshAll();
    }

    /** @param row null for a new one */
    private void edit(@Nullable AccountRow row) {
        EditDialog dialog = new EditDialog(words, row == null ? getTranslation("admin.users.new") : row.username());
        TextField username = new TextField(getTranslation("admin.users.column.username"));
        username.setId("user_name");
        username.setHelperText(getTranslation("admin.users.username.help"));
        username.setVisible(row == null);
        TextField name = new TextField(getTranslation("admin.users.column.name"));
        name.setId("user_display_name");
        Select<Role> role = new Select<>();
        role.setId("user_role");
        role.setLabel(getTranslation("admin.users.column.role"));
        role.setItems(Role.values());
        role.setItemLabelGenerator(each -> getTranslation("role." + each));
        CheckboxGroup<String> of = new CheckboxGroup<>(getTranslation("admin.users.column.sites"));
        of.setManualValidation(true);
        of.setId("user_sites");
        List<Site> all = sites.all();
        of.setItems(all.stream().map(Site::getCode).toList());
        of.setItemLabelGenerator(code -> code + " " + all.stream().filter(site -> site.getCode().equals(code))
                .map(Site::getName).findFirst().orElse(""));
        role.addValueChangeListener(change ->
                of.setVisible(change.getValue() == Role.INVESTIGATOR || change.getValue() == Role.MONITOR));
        DayField from = new DayField(words, "user_from", getTranslation("admin.users.valid-from"));
        DayField until = new DayField(words, "user_until", getTranslation("admin.users.valid-until"));
        AccountDraft seen = row == null ? new AccountDraft("", Role.INVESTIGATOR, Set.of(), null, null) : row.draft();
        name.setValue(seen.displayName());
        role.setValue(seen.role());
        of.setVisible(seen.role() == Role.INVESTIGATOR || seen.role() == Role.MONITOR);
        of.setValue(new LinkedHashSet<>(seen.sites()));
        from.show(seen.validFrom());
        until.show(seen.validUntil());
        TextField email = new TextField(getTranslation("admin.users.email"));
        email.setId("user_email");
        email.setHelperText(getTranslation("admin.users.email.help"));
        email.setMaxLength(200);
        Stream.of(username, name, email).forEach(field -> field.setManualValidation(true));
        email.setValue(seen.email());
        Map<String, TextField> known = new LinkedHashMap<>();
        providers.offered().forEach(provider -> {
            TextField identity = new TextField(getTranslation("admin.users.identity", provider.name()));
            identity.setId("user_identity_" + provider.id());
            identity.setHelperText(getTranslation("admin.users.identity.help"));
            identity.setMaxLength(200);
            identity.setValue(seen.identities().getOrDefault(provider.id(), ""));
            known.put(provider.id(), identity);
        });
        Supplier<AccountDraft> typed = () -> {
            Map<String, String> identities = new HashMap<>(seen.identities());
            known.forEach((provider, field) -> identities.put(provider, field.getValue()));
            return new AccountDraft(name.getValue(), role.getValue(), of.getValue(), from.day(), until.day(), identities, email.getValue());
        };
        if (row != null && row.username().equals(policy.viewer().username())) {
            dialog.shows(Stream.concat(Stream.of(name, email, role, of, from, until), known.values().stream()).toArray(Component[]::new));
            dialog.note(getTranslation("account.refused.OWN_ACCOUNT"));
            dialog.open();
            return;
        }
        dialog.fields("admin_save", asked -> {
            if (!from.isRead() || !until.isRead()) {
                return getTranslation("admin.bad-day");
            }
            AtomicReference<@Nullable String> refused = new AtomicReference<>();
            Map<Why, Component> about = Map.of(Why.BAD_USERNAME, username, Why.USERNAME_TAKEN, username, Why.NO_NAME, name, Why.BAD_EMAIL, email,
                    Why.NO_SITE, of, Why.UNKNOWN_SITE, of, Why.ENDS_BEFORE_IT_BEGINS, until, Why.OVER_ALREADY, until);
            if (row != null) {
                attempt("Changing an account", () -> marking(about, () -> {
                    accounts.change(row.username(), seen, typed.get());
                    return row;
                }), refused::set);
            } else {
                String secret = get("Making an account", () -> marking(about, () -> accounts.make(username.getValue(), typed.get())), refused::set);
                if (secret != null) {
                    handOver(secret);
                }
            }
            return refused.get();
        }, row == null ? username : name, Stream.concat(row == null ? Stream.of(name, email, role, of, from, until) : Stream.of(email, role, of, from, until),
                known.values().stream()).toArray(Component[]::new));
        if (row != null) {
            dialog.act("user_link", getTranslation("admin.users.link"), getTranslation("admin.users.link.what"), (asked, reason) ->
                    why(refused -> {
                        String secret = get("Making a link", () -> accounts.link(row.username(), reason), refused::set);
                        if (secret != null) {
                            handOver(secret);
                        }
                    }));
            dialog.act("user_duties", getTranslation("admin.duties"), () -> duties(row));
            if (row.hasFactor()) {
                dialog.act("user_factor", getTranslation("admin.users.factor"), getTranslation("admin.users.factor.what"),
                        (asked, reason) -> why(refused -> attempt("Resetting a second factor",
                                () -> accounts.resetFactor(row.username(), reason), refused::set)));
            }
            if (policy.viewer().username().equals(row.askedBy())) {
                dialog.note(getTranslation("account.refused.SECOND_PERSON"));
            } else if (row.askedBy() != null) {
                dialog.act("user_approve", getTranslation("admin.users.approve"),
                        getTranslation("admin.users.approve.what", row.askedBy(), getTranslation("role." + row.role())), (asked, reason) ->
                                why(refused -> attempt("Approving an account", () -> accounts.approve(row.username(), seen, reason), refused::set)));
            }
            if (row.deactivated() == null) {
                dialog.act("user_deactivate", getTranslation("admin.users.deactivate"), getTranslation("admin.users.deactivate.what"),
                        (asked, reason) -> why(refused -> attempt("Deactivating an account",
                                () -> accounts.deactivate(row.username(), reason), refused::set)));
            } else {
                dialog.act("user_reactivate", getTranslation("admin.users.reactivate"), getTranslation("admin.users.reactivate.what"),
                        (asked, reason) -> why(refused -> attempt("Reactivating an account",
                                () -> accounts.reactivate(row.username(), reason), refused::set)));
            }
        }
        dialog.open();
    }

    /** Does it; where it is refused for what stands in one of these fields, that one is marked and has the focus. */
    private <T> T marking(Map<Why, Component> about, Supplier<T> act) {
        about.values().forEach(field -> ((HasValidationProperties) field).setInvalid(false));
        try {
            return act.get();
        } catch (AccountRefusedException refused) {
            Component field = about.get(refused.why());
            if (field != null) {
                ((HasValidationProperties) field).setErrorMessage(getTranslation("account.refused." + refused.why()));
                ((HasValidationProperties) field).setInvalid(true);
                if (field instanceof Focusable<?> line) { // a group of boxes is none
                    line.focus();
                }
            }
            throw refused;
        }
    }

    /** What is on record of a person, and what is added. */
    private void duties(AccountRow row) {
        EditDialog dialog = new EditDialog(words, getTranslation("admin.duties.of", row.displayName()));
        UnorderedList known = new UnorderedList();
        known.setId("duties");
        duties.all().stream().filter(duty -> duty.username().equals(row.username())).forEach(duty -> {
            ListItem line = new ListItem(getTranslation(duty.until() == null ? "duty.since" : "duty.from-until",
                    getTranslation("duty." + duty.kind()), duty.what(), DayField.said(duty.from()),
                    duty.until() == null ? "" : DayField.said(duty.until())));
            if (duty.until() == null) {
                Button end = new Button(getTranslation("duty.end"), click -> Proven.then(() -> {
                    if (attempt("Ending a duty", () -> duties.end(duty), AnswerField::tell)) {
                        dialog.close();
                        duties(row);
                    }
                }));
                end.setAriaLabel(getTranslation("duty.end.of", duty.what()));
                end.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
                line.add(end);
            }
            known.add(line);
        });
        Select<Duty.Kind> kind = new Select<>();
        kind.setId("duty_kind");
        kind.setLabel(getTranslation("duty.kind"));
        kind.setItems(Duty.Kind.values());
        kind.setItemLabelGenerator(each -> getTranslation("duty." + each));
        kind.setValue(Duty.Kind.TRAINING);
        TextField what = new TextField(getTranslation("duty.what"));
        what.setId("duty_what");
        what.setMaxLength(200);
        DayField from = new DayField(words, "duty_from", getTranslation("duty.from"));
        DayField until = new DayField(words, "duty_until", getTranslation("duty.until"));
        if (known.getComponentCount() > 0) {
            dialog.add(known);
        }
        dialog.fields("duty_save", asked -> !from.isRead() || !until.isRead() ? getTranslation("admin.bad-day") : why(refused ->
                attempt("Recording a duty", () -> duties.record(row.username(), kind.getValue(), what.getValue(), from.day(), until.day()),
                        refused::set)), what, kind, from, until);
        dialog.open();
    }

    private static @Nullable String why(Consumer<AtomicReference<@Nullable String>> act) {
        AtomicReference<@Nullable String> refused = new AtomicReference<>();
        act.accept(refused);
        return refused.get();
    }

    /** The link is sent to its person, or shown once to be handed over; nobody else is to open it. */
    private void handOver(String secret) {
        UI.getCurrent().getPage().fetchCurrentURL(here -> {
            String link = here.toString().replaceFirst("/admin/users.*", "/" + ChoosePasswordView.ROUTE + "#" + secret);
            String username = accounts.holder(secret);
            boolean reaches = username != null && mail.reaches(username);
            boolean sent = reaches && Boolean.TRUE.equals(get("Mailing a link", () -> mail.send(username, getTranslation("mail.link.subject"),
                    getTranslation("mail.link.text", username, link, Accounts.LINK.toHours())), AnswerField::tell));
            handOver(link, sent, reaches);
        });
    }

    private void handOver(String address, boolean sent, boolean reaches) {
        Dialog dialog = new Dialog(getTranslation("admin.users.link.title"));
        TextField link = new TextField(getTranslation("admin.users.link.label"));
        link.setId("user_link_shown");
        link.setReadOnly(true);
        link.setWidthFull();
        link.setValue(address);
        link.setVisible(!sent);
        Span copied = new Span();
        copied.setId("user_link_copied");
        copied.getElement().setAttribute("role", "status");
        Button copy = new Button(getTranslation("admin.users.link.copy"));
        copy.setId("user_link_copy");
        copy.setVisible(!sent);
        copy.getElement().executeJs("""
                this.addEventListener('click', () => {
                  const [link, said, done, failed] = [$0, $1, $2, $3];
                  const tell = (text) => { said.textContent = text; };
                  const select = () => { link.inputElement.select(); tell(failed); };
                  if (navigator.clipboard) {
                    navigator.clipboard.writeText(link.value).then(() => tell(done), select);
                  } else {
                    select();
                  }
                })""", link.getElement(), copied.getElement(), getTranslation("admin.users.link.copied"), getTranslation("admin.users.link.not-copied"));
        Div copying = new Div(copy, copied);
        copying.addClassName("admin-acts");
        Button close = new Button(words.of("close"), click -> dialog.close());
        close.setId("user_link_close");
        dialog.setWidth("620px");
        if (reaches && !sent) {
            Paragraph away = new Paragraph(getTranslation("admin.users.link.not-sent"));
            away.addClassNames("note", "warn");
            away.setId("user_link_not_sent");
            dialog.add(away);
        }
        dialog.add(new Paragraph(getTranslation(sent ? "admin.users.link.sent" : "admin.users.link.help", Accounts.LINK.toHours())), link, copying);
        dialog.getFooter().add(close);
        dialog.open();
    }
}
