package org.sivig.ecrf.guide;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Document;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;

/**
 * The markdown of a guide. A heading of the second order begins a page, one below it a part of the page; both are named
 * by an empty link in front of their words, {@code <a id="typing"></a>}, the only HTML in a guide.
 */
final class GuideText {

    private static final Pattern ANCHOR = Pattern.compile("<a id=\"([a-z0-9-]+)\">");
    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
    private static final TextContentRenderer WORDS = TextContentRenderer.builder().extensions(EXTENSIONS).build();

    private final Node document;
    private final Map<Node, String> anchors = new HashMap<>();

    private GuideText(String markdown) {
        document = PARSER.parse(markdown);
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                if (heading.getFirstChild() instanceof HtmlInline link) {
                    Matcher anchor = ANCHOR.matcher(link.getLiteral());
                    if (anchor.matches() && link.getNext() instanceof HtmlInline end
                            && end.getLiteral().equals("</a>")) {
                        anchors.put(heading, anchor.group(1));
                        end.unlink();
                        link.unlink();
                    }
                }
            }
        });
    }

    /** The pages by their names: what stands before the first, each of them, and all of them as one. */
    static Map<String, GuidePage> pages(String markdown) {
        GuideText text = new GuideText(markdown);
        Map<String, String> homes = text.homes();
        text.link(anchor -> Guide.address(homes.getOrDefault(anchor, Guide.START), anchor));
        Map<String, GuidePage> pages = new LinkedHashMap<>();
        for (List<Node> nodes : text.cut()) {
            GuidePage page = text.page(nodes);
            pages.put(page.name(), page);
        }
        GuideText whole = new GuideText(markdown);
        whole.link(anchor -> Guide.address(Guide.ALL, anchor));
        List<Node> all = whole.cut().stream().flatMap(List::stream).toList();
        pages.put(Guide.ALL, new GuidePage(Guide.ALL, words(all.getFirst()), whole.html(all.subList(1, all.size())),
                whole.parts(all, 2)));
        return pages;
    }

    /** On which page each anchor is. */
    private Map<String, String> homes() {
        Map<String, String> homes = new HashMap<>();
        cut().forEach(nodes -> nodes.stream().filter(anchors::containsKey)
                .forEach(node -> homes.put(anchors.get(node), name(nodes))));
        return homes;
    }

    private String name(List<Node> page) {
        return anchors.getOrDefault(page.getFirst(), Guide.START);
    }

    /** What stands on each page, its heading first. */
    private List<List<Node>> cut() {
        List<List<Node>> pages = new ArrayList<>();
        for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading heading && heading.getLevel() <= 2) {
                pages.add(new ArrayList<>());
            }
            pages.getLast().add(node);
        }
        return pages;
    }

    /** Writes the addresses of the links to anchors. */
    private void link(UnaryOperator<String> address) {
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                if (link.getDestination().startsWith("#")) {
                    link.setDestination(address.apply(link.getDestination().substring(1)));
                }
                super.visit(link);
            }
        });
    }

    private GuidePage page(List<Node> nodes) {
        List<Node> body = nodes.subList(1, nodes.size());
        List<GuidePage.Part> parts = parts(body, 3);
        body.stream().filter(Heading.class::isInstance).map(Heading.class::cast)
                .forEach(heading -> heading.setLevel(heading.getLevel() - 1));
        return new GuidePage(name(nodes), words(nodes.getFirst()), html(body), parts);
    }

    private List<GuidePage.Part> parts(List<Node> nodes, int level) {
        return nodes.stream().filter(node -> node instanceof Heading heading && heading.getLevel() == level)
                .map(node -> new GuidePage.Part(anchors.getOrDefault(node, ""), words(node))).toList();
    }

    private String html(List<Node> nodes) {
        HtmlRenderer renderer = HtmlRenderer.builder().extensions(EXTENSIONS).escapeHtml(true).sanitizeUrls(true)
                .attributeProviderFactory(context -> (node, tag, attributes) -> {
                    if (anchors.containsKey(node)) {
                        attributes.put("id", anchors.get(node));
                    }
                    if (node instanceof TableCell cell && cell.isHeader()) {
                        attributes.put("scope", "col");
                    }
                }).build();
        Document page = new Document();
        nodes.forEach(page::appendChild);
        return renderer.render(page);
    }

    private static String words(Node heading) {
        return WORDS.render(heading).strip();
    }
}
