package org.sivig.ecrf.ui;

import com.vaadin.flow.router.QueryParameters;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.sivig.ecrf.casebook.Range;

/** Reads and writes what a list keeps in its address. What cannot be read there is ignored. */
public final class AddressParameters {

    private final Map<String, List<String>> parameters = new LinkedHashMap<>();

    public static <T extends Comparable<? super T> & Serializable> Range<T> range(QueryParameters parameters,
            String name, Function<String, T> reader) {
        T from = read(parameters, name + "_from", reader).findFirst().orElse(null);
        T to = read(parameters, name + "_to", reader).findFirst().orElse(null);
        return from != null && to != null && from.compareTo(to) > 0 ? Range.all() : new Range<>(from, to);
    }

    /** @param reader may throw anything for what it cannot read */
    public static <T> Stream<T> read(QueryParameters parameters, String name, Function<String, T> reader) {
        return parameters.getParameters(name).stream().flatMap(text -> {
            try {
                return Stream.of(reader.apply(text));
            } catch (RuntimeException unreadable) {
                return Stream.empty();
            }
        });
    }

    public AddressParameters put(String name, Range<?> range) {
        return put(name + "_from", Stream.ofNullable(range.from()).map(Object::toString))
                .put(name + "_to", Stream.ofNullable(range.to()).map(Object::toString));
    }

    public AddressParameters put(String name, Stream<String> values) {
        List<String> list = values.toList();
        if (!list.isEmpty()) {
            parameters.put(name, list);
        }
        return this;
    }

    public QueryParameters toQuery() {
        return new QueryParameters(parameters);
    }
}
