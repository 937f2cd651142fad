package org.sivig.ecrf;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the SIVIG eCRF. */
@SpringBootApplication
public class EcrfApplication {

    public static void main(String[] args) {
        SpringApplication.run(EcrfApplication.class, args);
    }
}
