package org.sivig.ecrf;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.annotation.Transactional;

/** A test of a view without a browser. All of them share one application on H2; each test is rolled back. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(properties = {
        "spring.datasource.url=jdbc:h2:memFS:/view-test",
        "sivig.identity.create-key=true",
        "sivig.numbers.every=1d",
        "sivig.findings.after=1d",
        "sivig.identity.key-file=target/view-test/${surefire.forkNumber:1}/identity-key.json"})
@ActiveProfiles("test")
@Transactional
public @interface ViewTest {
}
