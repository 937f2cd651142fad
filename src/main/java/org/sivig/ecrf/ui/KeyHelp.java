package org.sivig.ecrf.ui;

import static java.util.stream.Collectors.joining;

import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.sivig.ecrf.guide.Guide;
import org.sivig.ecrf.guide.KeyPlace;
import org.sivig.ecrf.guide.KeyRight;
import org.sivig.ecrf.guide.Keys;

/**
 * The keys that work on this page, for who looks at it. It waits in the page, so that F1 opens it at once, whether the
 * server answers or not: {@code help.js}.
 */
@Tag("dialog")
public class KeyHelp extends HtmlContainer {

    /** A page with keys of its own. */
    public interface Page {

        KeyHelp keys();
    }

    private final Div table = new Div();
    private List<Keys> reminders = List.of();

    /** The keys of a page that has none of its own. */
    public KeyHelp() {
        this(KeyPlace.OTHER);
    }

    /** The keys of a page on which everybody may do the same. */
    public KeyHelp(KeyPlace place) {
        setId("key_help");
        addClassName("key-help");
        H2 title = new H2(getTranslation("key-help.title"));
        title.setId("key_help_title");
        getElement().setAttribute("aria-labelledby", "key_help_title");
        table.addClassName("key-help-table");
        table.getElement().setAttribute("tabindex", "0").setAttribute("role", "group")
                .setAttribute("aria-labelledby", "key_help_title");
        Anchor guide = new Anchor(Guide.address("keys", "keys"), getTranslation("key-help.guide"));
        guide.setTarget(AnchorTarget.BLANK);
        NativeButton close = new NativeButton(getTranslation("close"));
        close.addClassName("tool");
        Div foot = new Div(guide, close);
        foot.addClassName("key-help-foot");
        add(title, table, foot);
        show(place, Set.of());
    }

    /** Tells the keys of a kind of page for who has these rights on it. */
    public void show(KeyPlace place, Set<KeyRight> rights) {
        reminders = Keys.reminders(place, rights);
        Element body = new Element("table");
        Keys.on(place, rights).forEach(key -> {
            Element row = body.appendElement("tr");
            Element head = row.appendElement("th").attr("scope", "row");
            List<String> strokes = key.strokes(this::getTranslation);
            for (int i = 0; i < strokes.size(); i++) {
                if (i > 0) {
                    head.appendText(" " + getTranslation("key.or") + " ");
                }
                head.appendElement("kbd").text(strokes.get(i));
            }
            row.appendElement("td").text(getTranslation(key.labelKey()));
        });
        table.getElement().setProperty("innerHTML", body.outerHtml());
    }

    /** The keys of which one is reminded while one types, in one line. */
    public Span reminder() {
        Span line = new Span(reminders.stream().map(key -> getTranslation("key.does",
                key.stroke(this::getTranslation), getTranslation(key.labelKey()))).collect(joining(" · ")));
        line.addClassNames("hint", "key-reminder");
        return line;
    }
}
