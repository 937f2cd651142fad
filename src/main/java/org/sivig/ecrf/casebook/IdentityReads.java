package org.sivig.ecrf.casebook;

import java.time.Clock;
import java.time.ZoneOffset;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.study.Patient;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Puts on record who read the identity of a patient. */
@Component
class IdentityReads {

    private final JdbcClient database;
    private final AccessPolicy policy;
    private final Clock clock;

    IdentityReads(JdbcClient database, AccessPolicy policy, Clock clock) {
        this.database = database;
        this.policy = policy;
        this.clock = clock;
    }

    void record(Patient patient) {
        database.sql("insert into identity_read (patient_id, username, at) values (?, ?, ?)").params(patient.getId(),
                policy.viewer().username(),
                clock.instant().atOffset(ZoneOffset.UTC)).update();
    }
}
