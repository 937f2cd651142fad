package org.sivig.ecrf.monitoring;

import java.util.Map;
import org.sivig.ecrf.crf.Severity;
import org.sivig.ecrf.study.CasebookState;

/**
 * Where a site stands.
 *
 * @param patients   how many casebooks are in each state; states that none is in are left out
 * @param asked      items that are asked of its patients and may not stay blank
 * @param answered   how many of them hold a value or a reason
 * @param findings   open ones by severity; severities without any are left out
 * @param verified   answers and reasons that are verified against the source
 * @param verifiable answers and reasons that can be
 */
public record DashboardSite(String code, String name, Map<CasebookState, Long> patients, long asked, long answered,
        Map<Severity, Long> findings, long verified, long verifiable) {

    public long enrolled() {
        return patients.values().stream().mapToLong(Long::longValue).sum();
    }
}
