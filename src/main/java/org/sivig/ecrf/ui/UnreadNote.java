package org.sivig.ecrf.ui;

import com.vaadin.flow.component.html.Paragraph;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says what of the address of a page was not understood; not there while all was. */
public final class UnreadNote extends Paragraph {

    /** A page for which parameters of its address mean something; for another none does. */
    public interface Reader {

        /** What means nothing, as {@code name=value}; nothing where the page says it itself. */
        default List<String> unread(Map<String, List<String>> parameters) {
            return List.of();
        }
    }

    /** How parameters that hold sites are called, after the form of a column. */
    private static final Set<String> SITES = Set.of("site", "center");

    public UnreadNote() {
        addClassNames("note", "warn");
        setVisible(false);
    }

    /** @param unread as {@code name=value} */
    public void tell(List<String> unread) {
        setVisible(!unread.isEmpty());
        List<String> sites = unread.stream().filter(UnreadNote::isSite).map(each -> each.substring(each.indexOf('=') + 1))
                .toList();
        String others = unread.stream().filter(each -> !isSite(each)).collect(Collectors.joining(", "));
        setText(Stream.concat(sites.isEmpty() ? Stream.empty() : Stream.of(getTranslation("data.unread.site", sites.size(),
                String.join(", ", sites))), others.isEmpty() ? Stream.empty() : Stream.of(getTranslation("data.unread", others)))
                .collect(Collectors.joining(" ")));
    }

    private static boolean isSite(String parameter) {
        String name = parameter.substring(0, Math.max(0, parameter.indexOf('=')));
        return SITES.contains(name.substring(name.lastIndexOf('.') + 1));
    }

    /** All parameters, as {@code name=value}. */
    public static List<String> all(Map<String, List<String>> parameters) {
        return parameters.entrySet().stream().flatMap(each -> each.getValue().stream().filter(text -> !text.isEmpty())
                .map(text -> each.getKey() + "=" + text)).toList();
    }
}
