package org.sivig.ecrf.benchmark;

import java.util.Locale;
import org.sivig.ecrf.audit.AuditChains;
import org.sivig.ecrf.audit.Verification;

/** What a night does: every record read again, every casebook rebuilt from its records and held against the tables, with letters and birth dates. */
final class Chains {

    private static final String CHAINS = "Verifying the audit trail, and the data against it";

    private final AuditChains chains;
    private final Report report;

    Chains(AuditChains chains, Report report) {
        this.chains = chains;
        this.report = report;
    }

    void measure() {
        LargeStudy.signIn(LargeStudy.dataManager());
        long started = System.nanoTime();
        Verification verified = chains.verify(null);
        double seconds = (System.nanoTime() - started) / 1e9;
        if (!verified.holds()) {
            throw new IllegalStateException("Chains do not hold: " + verified.breaks().size() + ", " + verified.mismatches().size());
        }
        report.value(CHAINS, String.format(Locale.ROOT, "all chains, %,d records", verified.records()), Math.round(seconds * 10) / 10.0, "s", null);
        report.value(CHAINS, "for a million records", Math.round(seconds * 1e7 / verified.records()) / 10.0, "s", 60.0);
        report.value(CHAINS, "for one patient, on average", Math.round(seconds * 1e4 / LargeStudy.PATIENTS) / 10.0, "ms", null);
    }
}
