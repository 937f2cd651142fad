package org.sivig.ecrf;

import java.time.Clock;
import java.time.ZoneId;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Starts the SIVIG eCRF. */
@SpringBootApplication
public class EcrfApplication {

    /** The clock of the study; its zone decides what day today is. */
    @Bean
    Clock clock() {
        return Clock.system(ZoneId.of("Europe/Paris"));
    }

    public static void main(String[] args) {
        SpringApplication.run(EcrfApplication.class, args);
    }
}
