package org.sivig.ecrf.list;

import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.study.Study;

/** The conditions of one query, in JPQL or in SQL, with their parameters. */
public final class Conditions {

    /** What follows the expression in which a part is looked for; {@link #part} is its parameter. */
    public static final String LIKE = " like ? escape '!'";

    private final List<String> texts = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();

    /** @param text with a question mark for each value; one in brackets stands for all values of a collection */
    public void add(String text, Object... values) {
        StringBuilder named = new StringBuilder(text);
        for (Object value : values) {
            String name = "c" + this.values.size();
            int mark = named.indexOf("?");
            named.replace(mark, mark + 1, ":" + name);
            this.values.put(name, value);
        }
        texts.add(named.toString());
    }

    /** Nothing is any of no values. */
    public void addAny(String expression, Collection<?> values) {
        if (values.isEmpty()) {
            texts.add("1 = 0");
        } else {
            add(expression + " in (?)", values);
        }
    }

    /** Keys separated by commas, among which one of these is, or begins one: a drug and an underscore its next episode. */
    void addKeys(String expression, Collection<String> keys) {
        String one = "concat(',', " + expression + ", ',')" + LIKE;
        add(keys.stream().map(key -> one + " or " + one).collect(Collectors.joining(" or ", "(", ")")),
                keys.stream().flatMap(key -> Stream.of("," + key + ",", "," + key + "_")).map(Conditions::part).toArray());
    }

    /** Whatever the case. */
    public void addContains(String expression, String part) {
        add("lower(" + expression + ")" + LIKE, part(part));
    }

    /** Whatever the case, the accents, the apostrophes and the spaces. */
    public void addSaid(String expression, String part) {
        add(says(expression, "?"), Said.pattern(part));
    }

    /** Whether an expression contains a text as it is said; the parameter is {@link Said#pattern} of the text. */
    public static String says(String expression, String parameter) {
        return "regexp_like(" + expression + ", " + parameter + ")";
    }

    /** An expression as it is said, to sort by. */
    public static String said(String expression) {
        return "lower(translate(" + expression + ", '" + Said.WRITTEN + "', '" + Said.MEANT.replace("'", "''") + "'))";
    }

    /** @param from left out when it is null, as the other end is */
    public void addBetween(String from, @Nullable Object least, String to, @Nullable Object most) {
        if (least != null) {
            add(from + " >= ?", least);
        }
        if (most != null) {
            add(to + " <= ?", most);
        }
    }

    /** @param instant what lies on one of these days, in the zone of the study */
    public void addDays(String instant, Range<LocalDate> days) {
        if (days.from() != null) {
            add(instant + " >= ?", startOf(days.from()));
        }
        if (days.to() != null) {
            add(instant + " < ?", startOf(days.to().plusDays(1)));
        }
    }

    /** A pattern for what contains a text as it was typed, whatever the case. */
    public static String part(String text) {
        return "%" + text.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%";
    }

    private static Instant startOf(LocalDate day) {
        return day.atStartOfDay(Study.ZONE).toInstant();
    }

    public <T> TypedQuery<T> in(TypedQuery<T> query) {
        values.forEach(query::setParameter);
        return query;
    }

    /** The parameters by name, as drivers of databases take them. */
    public Map<String, Object> parameters() {
        Map<String, Object> parameters = new LinkedHashMap<>(values);
        parameters.replaceAll((name, value) -> value instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : value);
        return parameters;
    }

    @Override
    public String toString() {
        return texts.isEmpty() ? "" : "where " + String.join(" and ", texts);
    }
}
