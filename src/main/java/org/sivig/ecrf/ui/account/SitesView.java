package org.sivig.ecrf.ui.account;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.Site;
import org.sivig.ecrf.account.SiteRegister;
import org.sivig.ecrf.ui.DayField;
import org.sivig.ecrf.ui.Words;

/** The sites that take part. */
@Route("admin/sites")
@RolesAllowed("ADMINISTRATOR")
class SitesView extends AdminPage<Site> {

    private final transient SiteRegister sites;

    SitesView(SiteRegister sites) {
        super("admin.sites");
        this.sites = sites;
        Button make = new Button(getTranslation("admin.sites.new"), click -> edit(null));
        make.setId("new_site");
        make.addThemeVariants(ButtonVariant.PRIMARY);
        tools.add(make);
        grid.addComponentColumn(site -> {
            Button open = new Button(site.getCode(), click -> edit(site));
            open.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
            open.addClassName("admin-open");
            open.setAriaLabel(getTranslation("admin.sites.open", site.getCode(), site.getName()));
            return open;
        }).setKey("code").setHeader(getTranslation("admin.sites.column.code")).setAutoWidth(true).setFlexGrow(0);
        prose("name", Site::getName);
        prose("investigators", Site::getInvestigators);
        text("opened", site -> site.getOpened() == null ? "" : DayField.said(site.getOpened()));
        text("state", site -> site.getClosed() == null ? getTranslation("admin.sites.is-open")
                : getTranslation("admin.sites.is-closed", Words.dayAndTime(site.getClosed()), site.getClosedReason()));
        show();
    }

    @Override
    void show() {
        showAmong(sites.all(), site -> site.getCode() + " " + site.getName() + " " + site.getInvestigators());
    }

    /** @param site null for a new one */
    private void edit(@Nullable Site site) {
        EditDialog dialog = new EditDialog(words, site == null ? getTranslation("admin.sites.new")
                : getTranslation("admin.sites.open", site.getCode(), site.getName()));
        TextField code = new TextField(getTranslation("admin.sites.column.code"));
        code.setId("site_code");
        code.setHelperText(getTranslation("admin.sites.code.help"));
        code.setVisible(site == null);
        TextField name = new TextField(getTranslation("admin.sites.column.name"));
        name.setId("site_name");
        TextField investigators = new TextField(getTranslation("admin.sites.column.investigators"));
        investigators.setId("site_investigators");
        DayField opened = new DayField(words, "site_opened", getTranslation("admin.sites.column.opened"));
        if (site != null) {
            name.setValue(site.getName());
            investigators.setValue(site.getInvestigators());
            opened.show(site.getOpened());
        }
        dialog.fields("admin_save", asked -> {
            if (!opened.isRead()) {
                return getTranslation("admin.bad-day");
            }
            AtomicReference<@Nullable String> refused = new AtomicReference<>();
            attempt("Changing a site", () -> {
                if (site == null) {
                    sites.make(code.getValue(), name.getValue(), investigators.getValue(), opened.day());
                } else {
                    sites.change(site.getCode(), name.getValue(), investigators.getValue(), opened.day());
                }
            }, refused::set);
            return refused.get();
        }, site == null ? code : name, site == null ? new TextField[] {name, investigators, opened}
                : new TextField[] {investigators, opened});
        if (site != null) {
            boolean open = site.getClosed() == null;
            dialog.act(open ? "site_close" : "site_reopen", getTranslation(open ? "admin.sites.close" : "admin.sites.reopen"),
                    getTranslation(open ? "admin.sites.close.what" : "admin.sites.reopen.what"), (asked, reason) -> {
                        AtomicReference<@Nullable String> refused = new AtomicReference<>();
                        attempt("Closing a site", () -> {
                            if (open) {
                                sites.close(site.getCode(), reason);
                            } else {
                                sites.reopen(site.getCode(), reason);
                            }
                        }, refused::set);
                        return refused.get();
                    });
        }
        dialog.open();
    }
}
