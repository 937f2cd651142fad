package org.sivig.ecrf.study.life;

import static java.util.stream.Collectors.joining;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Stores which sections of a casebook are complete, {@code |diagnosis=2026-03-14T09:12:33Z=claire|}. */
@Converter
public class CompletionsConverter implements AttributeConverter<Map<String, Completion>, String> {

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable Map<String, Completion> completions) {
        return completions == null || completions.isEmpty() ? null : new TreeMap<>(completions).entrySet().stream()
                .map(e -> String.join("=", e.getKey(), e.getValue().at().toString(),
                        URLEncoder.encode(e.getValue().by(), StandardCharsets.UTF_8)))
                .collect(joining("|", "|", "|"));
    }

    @Override
    public Map<String, Completion> convertToEntityAttribute(@Nullable String stored) {
        Map<String, Completion> completions = new TreeMap<>();
        if (stored != null) {
            for (String each : stored.substring(1).split("\\|")) {
                String[] parts = each.split("=");
                completions.put(parts[0], new Completion(Instant.parse(parts[1]),
                        URLDecoder.decode(parts[2], StandardCharsets.UTF_8)));
            }
        }
        return completions;
    }
}
