package org.sivig.ecrf.audit;

import java.io.Serializable;
import java.util.Map;
import java.util.Set;
import org.sivig.ecrf.crf.TypedText;

/**
 * A text that is looked for, with all that it may mean in what is stored.
 *
 * @param typed as it was typed; empty when nothing is looked for
 * @param parts any of these is contained
 * @param whole or it is one of these: missing reasons of a value, coded reasons of a change
 * @param codes or it is such a code of one of these items ({@code form.item})
 */
public record AuditText(String typed, Set<String> parts, Set<String> whole, Map<String, Set<String>> codes)
        implements Serializable {

    public static final AuditText NONE = new AuditText("", Set.of(), Set.of(), Map.of());

    /** A text that means what it says. */
    public static AuditText of(String typed) {
        String text = TypedText.line(typed);
        return text.isEmpty() ? NONE : new AuditText(text, Set.of(text), Set.of(), Map.of());
    }
}
