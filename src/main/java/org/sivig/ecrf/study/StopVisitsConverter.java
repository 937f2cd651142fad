package org.sivig.ecrf.study;

import static java.util.stream.Collectors.joining;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Stores visits by item, {@code |crp=m18|mrss=m12|}, findable like a set of codes. */
@Converter
class StopVisitsConverter implements AttributeConverter<Map<String, String>, String> {

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable Map<String, String> visits) {
        return visits == null || visits.isEmpty() ? null : new TreeMap<>(visits).entrySet().stream()
                .map(Map.Entry::toString).collect(joining("|", "|", "|"));
    }

    @Override
    public Map<String, String> convertToEntityAttribute(@Nullable String stored) {
        Map<String, String> visits = new TreeMap<>();
        if (stored != null) {
            for (String pair : stored.substring(1).split("\\|")) {
                String[] parts = pair.split("=");
                visits.put(parts[0], parts[1]);
            }
        }
        return visits;
    }
}
