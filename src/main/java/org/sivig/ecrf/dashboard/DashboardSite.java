package org.sivig.ecrf.dashboard;

import java.util.List;
import java.util.Map;
import org.sivig.ecrf.crf.Severity;
import org.sivig.ecrf.study.life.CasebookState;
import org.sivig.ecrf.verification.VerifiedShare;

/**
 * Where a site stands.
 *
 * @param patients   how many casebooks are in each state; states that none is in are left out
 * @param asked      items that are asked of its patients and may not stay blank
 * @param answered   how many of them hold a value or a reason
 * @param findings   open ones by severity; severities without any are left out
 * @param shares     what is verified of each form, where there is anything to verify
 */
public record DashboardSite(String code, String name, Map<CasebookState, Long> patients, long asked, long answered,
        Map<Severity, Long> findings, List<VerifiedShare> shares) {

    /** Answers and reasons that are verified against the source. */
    public long verified() {
        return shares.stream().mapToLong(VerifiedShare::verified).sum();
    }

    /** Answers and reasons that can be verified. */
    public long verifiable() {
        return shares.stream().mapToLong(VerifiedShare::verifiable).sum();
    }

    public long enrolled() {
        return patients.values().stream().mapToLong(Long::longValue).sum();
    }
}
