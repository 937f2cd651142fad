package org.sivig.ecrf.ui.casebook;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.study.Section;
import org.sivig.ecrf.ui.CasebookAddress;

/**
 * The ways to the pages of one casebook.
 *
 * @param asOf the moment at which they show it; null for as it stands
 */
record Links(String number, @Nullable AsOf asOf) {

    /** @param to null for the overview */
    RouterLink to(String text, @Nullable Section to) {
        RouterLink link = now(text, to);
        if (asOf != null) {
            link.setQueryParameters(asOf.parameters());
        }
        return link;
    }

    /** To the casebook as it stands. */
    RouterLink now(String text, @Nullable Section to) {
        RouterLink link = new RouterLink();
        Map<String, String> parameters = new LinkedHashMap<>(Map.of("number", number));
        if (to != null) {
            String[] path = to.path().split("/");
            parameters.put("form", path[0]);
            if (path.length > 1) {
                parameters.put("row", path[1]);
            }
        }
        link.setRoute(CasebookView.class, new RouteParameters(parameters));
        link.setText(text);
        return link;
    }

    /** The same link to a page, to an item there. */
    static RouterLink at(Casebook.Instance item, RouterLink link) {
        link.setQueryParameters(link.getQueryParameters().orElse(QueryParameters.empty()).merging("item", item.exportName()));
        link.getElement().setAttribute("data-goto", item.exportName());
        return link;
    }

    /** @param item the item to go to there; empty for none */
    void open(Section to, String item) {
        QueryParameters moment = asOf == null ? QueryParameters.empty() : asOf.parameters();
        UI.getCurrent().navigate(CasebookAddress.of(number) + "/" + to.path(),
                item.isEmpty() ? moment : moment.merging("item", item));
    }

    /** Opens the overview as it was. */
    void open(AsOf moment) {
        UI.getCurrent().navigate(CasebookAddress.of(number), moment.parameters());
    }
}
