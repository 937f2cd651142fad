package org.sivig.ecrf.ui.guide;

import com.vaadin.flow.component.Html;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import org.sivig.ecrf.guide.Guide;
import org.sivig.ecrf.guide.GuidePage;
import org.sivig.ecrf.ui.TitledPage;

/** The user guide: its pages on the left, one of them beside it, in the language of the reader. */
@Route(Guide.PATH + "/:page?")
@PermitAll
class GuideView extends Div implements BeforeEnterObserver, TitledPage {

    private final transient Guide guide;
    private final Nav contents = new Nav();
    private final Main main = new Main();
    private String title = "";

    GuideView(Guide guide) {
        this.guide = guide;
        addClassName("guide");
        contents.addClassName("guide-contents");
        contents.setId("guide_contents");
        contents.setAriaLabel(getTranslation("guide.contents"));
        main.setId("main");
        main.addClassNames("content", "guide-page");
        add(main, contents);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        String name = event.getRouteParameters().get("page").orElse(Guide.START);
        GuidePage page = guide.page(getLocale(), name).orElseThrow(() -> new NotFoundException(name));
        List<GuidePage> pages = guide.pages(getLocale());
        String whole = pages.getFirst().title();
        title = name.isEmpty() ? whole : page.title() + " · " + whole;
        contents.removeAll();
        contents.add(contents(pages, page), all(page));
        main.removeAll();
        Anchor down = link("#" + contents.getId().orElseThrow(), getTranslation("guide.contents"));
        down.setRouterIgnore(true);
        down.addClassName("guide-down");
        main.add(down, new H1(page.title()), new Html("<div class='guide-text'>" + page.html() + "</div>"));
        int at = pages.indexOf(page);
        if (at >= 0 && at + 1 < pages.size()) {
            Anchor next = link(pages.get(at + 1));
            next.setText(getTranslation("guide.next", pages.get(at + 1).title()));
            next.setId("guide_next");
            main.add(next);
        }
        main.getElement().executeJs("window.sivigGuide(this, $0)", Guide.address(name, name));
    }

    private OrderedList contents(List<GuidePage> pages, GuidePage shown) {
        OrderedList list = new OrderedList();
        for (GuidePage page : pages) {
            Anchor link = link(page);
            ListItem item = new ListItem(link);
            if (page.equals(shown)) {
                link.getElement().setAttribute("aria-current", "page");
                UnorderedList parts = new UnorderedList();
                page.parts().forEach(part -> parts.add(
                        new ListItem(link(Guide.address(page.name(), part.anchor()), part.title()))));
                if (!page.parts().isEmpty()) {
                    item.add(parts);
                }
            }
            list.add(item);
        }
        return list;
    }

    private Anchor all(GuidePage shown) {
        Anchor all = link(Guide.address(Guide.ALL, Guide.ALL), getTranslation("guide.all"));
        if (shown.name().equals(Guide.ALL)) {
            all.getElement().setAttribute("aria-current", "page");
        }
        return all;
    }

    private static Anchor link(GuidePage page) {
        return link(Guide.address(page.name(), page.name()), page.title());
    }

    private static Anchor link(String address, String text) {
        return new Anchor(address, text);
    }

    @Override
    public String title() {
        return title;
    }
}
