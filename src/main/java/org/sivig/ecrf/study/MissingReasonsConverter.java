package org.sivig.ecrf.study;

import static java.util.stream.Collectors.joining;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.MissingReason;

/** Stores the missing reasons of a row by item, {@code |ana_titer=ND|dx_date=NF|}, findable like a set of codes. */
@Converter
public class MissingReasonsConverter implements AttributeConverter<Map<String, MissingReason>, String> {

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable Map<String, MissingReason> reasons) {
        return reasons == null || reasons.isEmpty() ? null : new TreeMap<>(reasons).entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue()).collect(joining("|", "|", "|"));
    }

    @Override
    public Map<String, MissingReason> convertToEntityAttribute(@Nullable String stored) {
        Map<String, MissingReason> reasons = new TreeMap<>();
        if (stored != null) {
            for (String pair : stored.substring(1).split("\\|")) {
                String[] parts = pair.split("=");
                reasons.put(parts[0], MissingReason.valueOf(parts[1]));
            }
        }
        return reasons;
    }
}
