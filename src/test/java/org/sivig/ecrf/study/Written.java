package org.sivig.ecrf.study;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.sivig.ecrf.crf.Casebook;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** A casebook as the contract writes it; {@code -Dcontract.casebooks=file} reads others. */
public record Written(String id, String title, String site, Map<String, Object> values, Map<String, String> missing,
        Expected expected) {

    /** What the contract expects of a casebook. */
    public record Expected(int acrLow, int acrHigh, String acrClass, String eligibilityStatus,
            Map<String, Object> derived) {
    }

    private record File(List<Written> casebooks) {
    }

    /** All of them, in the order of the file. */
    public static List<Written> all() throws IOException {
        JsonMapper mapper = JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
        String other = System.getProperty("contract.casebooks");
        try (InputStream json = other == null || other.isBlank()
                ? Objects.requireNonNull(Written.class.getResourceAsStream("/contract/casebooks-public.json"))
                : Files.newInputStream(Path.of(other))) {
            return mapper.readValue(json, File.class).casebooks();
        }
    }

    public Casebook casebook() {
        return Casebooks.filled(values, missing).casebook();
    }

    @Override
    public String toString() {
        return id + ": " + title;
    }
}
