package org.sivig.ecrf.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.page.Page;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.internal.StateNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A part of a page that is sent as HTML, and afterwards as what has changed in it. It is made of the same components as
 * any other part, but the server tells the browser of no node for each of them, which would be several times as many
 * bytes. Nothing within it hears of the browser: what is clicked on there is a link, or for the script of the page.
 */
public class Drawn extends HtmlContainer {

    /** Elements that hold nothing and are not closed. */
    private static final Set<String> VOID = Set.of("br", "hr", "img", "input");

    /**
     * What the browser shows of an element.
     *
     * @param start    its tag, then the name and the value of each attribute: the texts of the element itself, which are held anyway
     * @param children its elements, texts and drawings
     */
    private record Piece(List<String> start, List<Object> children) {

        private String tag() {
            StringBuilder tag = new StringBuilder("<").append(start.getFirst());
            for (int i = 1; i < start.size(); i += 2) {
                tag.append(' ').append(start.get(i));
                if (!start.get(i + 1).isEmpty()) {
                    tag.append("=\"").append(HtmlUtils.htmlEscape(start.get(i + 1), "UTF-8")).append('"');
                }
            }
            return tag.append('>').toString();
        }
    }

    /** HTML that stands in an element as it is. */
    private record Raw(String html) {
    }

    /** What is shown; it has no place in the tree of the page. */
    private final Element content;
    private final transient Map<StateNode, Piece> shown = new HashMap<>();
    private boolean awaited;

    /** @param content its children are what is shown */
    protected Drawn(String tag, Component content) {
        super(tag);
        this.content = content.getElement();
    }

    /** Shows a component as HTML; what the component itself is called stays as it is now. */
    public static Drawn of(Component component) {
        Element element = component.getElement();
        Drawn drawn = new Drawn(element.getTag(), component);
        element.getAttributeNames().forEach(name -> drawn.getElement().setAttribute(name, element.getAttribute(name)));
        return drawn;
    }

    /** What is shown. */
    protected Element content() {
        return content;
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        shown.clear();
        touched();
    }

    /** Something in it may have changed: before the next response it is looked at what. */
    public void touched() {
        if (!awaited && isAttached()) {
            awaited = true;
            getUI().orElseThrow().beforeClientResponse(this, context -> {
                awaited = false;
                draw(context.getUI().getPage());
            });
        }
    }

    private void draw(Page page) {
        if (shown.isEmpty()) {
            StringBuilder html = new StringBuilder();
            children(content).forEach(child -> write(child, html));
            shown.put(content.getNode(), new Piece(List.of(), children(content)));
            getElement().setProperty("innerHTML", html.toString());
            return;
        }
        ArrayNode changes = JsonNodeFactory.instance.arrayNode();
        compare(content, "", changes);
        if (!changes.isEmpty()) {
            page.executeJs("window.sivig.redraw($0, $1)", getElement(), changes);
        }
    }

    /** @param path where it stands: which element of which element, with dots between */
    private void compare(Element element, String path, ArrayNode changes) {
        Piece before = Objects.requireNonNull(shown.get(element.getNode()));
        Piece now = new Piece(element == content ? List.of() : start(element), children(element));
        shown.put(element.getNode(), now);
        if (!now.start().equals(before.start())) {
            changes.addArray().add(path).add(before.tag()).add(now.tag());
        }
        int same = 0;
        int elements = 0;
        while (same < Math.min(now.children().size(), before.children().size())
                && now.children().get(same).equals(before.children().get(same))) {
            if (now.children().get(same) instanceof Element child) {
                compare(child, path.isEmpty() ? "" + elements : path + "." + elements, changes);
                elements++;
            }
            same++;
        }
        if (same < Math.max(now.children().size(), before.children().size())) {
            before.children().stream().skip(same).forEach(this::forget);
            StringBuilder rest = new StringBuilder();
            now.children().stream().skip(same).forEach(child -> write(child, rest));
            changes.addArray().add(path).add(same).add(rest.toString());
        }
    }

    private void forget(Object child) {
        if (child instanceof Element element) {
            Piece gone = shown.remove(element.getNode());
            if (gone != null) {
                gone.children().forEach(this::forget);
            }
        }
    }

    private void write(Object child, StringBuilder html) {
        if (child instanceof Element element) {
            Piece piece = new Piece(start(element), children(element));
            shown.put(element.getNode(), piece);
            html.append(piece.tag());
            piece.children().forEach(each -> write(each, html));
            if (!VOID.contains(element.getTag())) {
                html.append("</").append(element.getTag()).append('>');
            }
        } else {
            html.append(child instanceof Raw raw ? raw.html() : HtmlUtils.htmlEscape((String) child, "UTF-8"));
        }
    }

    private static List<String> start(Element element) {
        List<String> start = new ArrayList<>();
        start.add(element.getTag());
        element.getAttributeNames().forEach(name -> {
            String value = Objects.requireNonNullElse(element.getAttribute(name), "");
            start.add(name);
            start.add(name.equals("class") ? value.intern() : value); // which is put together at each call, and is one of few
        });
        if (!element.isVisible()) {
            start.addAll(List.of("hidden", ""));
        }
        return List.copyOf(start);
    }

    private static List<Object> children(Element element) {
        element.getNode().clearChanges(); // which no browser will be told of, and which would be kept for good
        String inner = element.getProperty("innerHTML");
        if (inner != null) {
            return List.of(new Raw(inner));
        }
        if (element.getChildCount() == 0) {
            return List.of();
        }
        List<Object> children = new ArrayList<>(element.getChildCount());
        element.getChildren().forEach(child -> {
            child.getNode().clearChanges();
            children.add(child.isTextNode() ? child.getText() : child);
        });
        return children;
    }
}
