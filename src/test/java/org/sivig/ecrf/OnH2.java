package org.sivig.ecrf;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Runs a {@link ServiceTest} on H2, in memory. */
public interface OnH2 {

    @DynamicPropertySource
    static void h2(DynamicPropertyRegistry properties) {
        properties.add("spring.datasource.url", () -> "jdbc:h2:memFS:/service-test");
    }
}
