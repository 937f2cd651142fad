package org.sivig.ecrf.ui;

import com.vaadin.flow.component.html.Paragraph;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sivig.ecrf.crf.TypedText;

/** Says what of the address of a page was not understood; not there while all was. */
public final class UnreadNote extends Paragraph {

    /** A page for which parameters of its address mean something; for another none does. */
    public interface Reader {

        /** What means nothing, as {@code name=value}; nothing where the page says it itself. */
        default List<String> unread(Map<String, List<String>> parameters) {
            return List.of();
        }
    }

    private static final int MOST_SIGNS = 60;
    private static final int MOST = 20;

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
        String others = shortly(unread.stream().filter(each -> !isSite(each)).toList());
        setText(Stream.concat(sites.isEmpty() ? Stream.empty() : Stream.of(getTranslation("data.unread.site", sites.size(),
                shortly(sites))), others.isEmpty() ? Stream.empty() : Stream.of(getTranslation("data.unread", others)))
                .collect(Collectors.joining(" ")));
    }

    private static String shortly(List<String> texts) {
        return texts.stream().limit(MOST).map(text -> TypedText.brief(text, MOST_SIGNS)).collect(Collectors.joining(", "))
                + (texts.size() > MOST ? ", …" : "");
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
