package org.sivig.ecrf.ui;

import com.vaadin.flow.component.Component;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Reading.Problem;

/**
 * Why a text that is typed into a filter is not understood.
 *
 * @param problem null when nothing is known of it
 * @param meant   what it may mean, as it would be typed; empty when nothing is known of that
 */
public record Unread(@Nullable Problem problem, List<String> meant) implements Serializable {

    /** Of a text of which nothing is known. */
    public static final Unread UNKNOWN = new Unread(null, List.of());

    /** In a few words, which fit under a narrow field. */
    public String text(Component reader) {
        if (!meant.isEmpty()) {
            return reader.getTranslation("patients.filter.which." + meant.size(), meant.toArray());
        }
        Words words = new Words(reader);
        String key = "patients.filter.problem." + problem;
        return words.of(problem != null && words.has(key) ? key : "patients.filter.unreadable");
    }
}
