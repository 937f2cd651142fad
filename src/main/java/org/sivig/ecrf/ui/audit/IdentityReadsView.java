package org.sivig.ecrf.ui.audit;

import com.vaadin.flow.data.renderer.TextRenderer;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.Arrays;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.audit.IdentityRead;
import org.sivig.ecrf.audit.IdentityReadList;
import org.sivig.ecrf.audit.RecordText;
import org.sivig.ecrf.casebook.PatientList;
import org.sivig.ecrf.export.ListExport;
import org.sivig.ecrf.list.Filter;
import org.sivig.ecrf.ui.CasebookAddress;
import org.sivig.ecrf.ui.ListPage;

/** Who read the letters and birth dates of the patients whom the user sees. */
@Route(IdentityReadsView.ROUTE)
@PermitAll
class IdentityReadsView extends ListPage<IdentityRead> {

    static final String ROUTE = "identity-reads";

    private final IdentityReadList list;
    private int found;

    IdentityReadsView(IdentityReadList list, PatientList patients, ListExport files, AccessPolicy policy) {
        super(ROUTE, list, patients, policy);
        this.list = list;
        if (!policy.seesPatients()) {
            return;
        }
        days(IdentityReadList.AT, "11rem", row -> RecordText.moment(row.at()));
        text(IdentityReadList.USER, "16rem", new TextRenderer<>(IdentityReadsView::user));
        codes(IdentityReadList.ROLE, "12rem", new TextRenderer<>(this::role), Arrays.stream(Role.values()).map(Role::name).toList(),
                role -> getTranslation("role." + role));
        codes(IdentityReadList.SITE, "8rem", new TextRenderer<>(IdentityRead::site), sites.keySet(), this::site);
        text(IdentityReadList.PATIENT, "9rem", link("patients-number", IdentityRead::patient,
                row -> CasebookAddress.of(row.patient())));
        grid.setItemsPageable(page -> list.fetch(filter(), page), page -> (long) found);
        written("at", row -> RecordText.moment(row.at()));
        written("user", IdentityReadsView::user);
        written("role", this::role);
        written("site", IdentityRead::site);
        written("patient", IdentityRead::patient);
        offer(files);
        layOut();
    }

    @Override
    protected String count(Filter<IdentityRead> filter) {
        found = (int) list.count(filter);
        return getTranslation("identity-reads.count", found);
    }

    private static String user(IdentityRead row) {
        return row.displayName().equals(row.username()) ? row.username() : row.displayName() + " (" + row.username() + ")";
    }

    private String role(IdentityRead row) {
        return row.role() == null ? "" : getTranslation("role." + row.role());
    }
}
