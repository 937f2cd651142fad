package org.sivig.ecrf.casebook;

import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.study.Study;

/** The conditions of one query, each with its parameter. */
public class Conditions {

    private final List<String> texts = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    /** @param text with a question mark for the value; left out when there is no value */
    public void add(String text, @Nullable Object value) {
        if (value != null) {
            values.add(value);
            texts.add(text.replace("?", "?" + values.size()));
        }
    }

    public void addAny(String text, Collection<?> values) {
        add(text, values.isEmpty() ? null : values);
    }

    public void addContains(String text, String part) {
        add(text + " escape '!'", part.isEmpty() ? null
                : "%" + part.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%");
    }

    /** @param instant what lies on one of these days, in the zone of the study */
    public void addDays(String instant, Range<LocalDate> days) {
        LocalDate last = days.to();
        add(instant + " >= ?", startOf(days.from()));
        add(instant + " < ?", startOf(last == null ? null : last.plusDays(1)));
    }

    private static @Nullable Instant startOf(@Nullable LocalDate day) {
        return day == null ? null : day.atStartOfDay(Study.ZONE).toInstant();
    }

    public <T> TypedQuery<T> in(TypedQuery<T> query) {
        for (int i = 0; i < values.size(); i++) {
            query.setParameter(i + 1, values.get(i));
        }
        return query;
    }

    @Override
    public String toString() {
        return texts.isEmpty() ? "" : "where " + String.join(" and ", texts);
    }
}
