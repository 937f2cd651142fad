package org.sivig.ecrf.audit;

import java.util.List;
import org.sivig.ecrf.audit.AuditRecords.Break;

/**
 * What became of verifying all chains.
 *
 * @param heads  the last record of every chain, as it stands
 * @param breaks where a chain does not hold, the first place of each
 */
public record Verification(AuditHeads heads, List<Break> breaks) {

    public Verification {
        breaks = List.copyOf(breaks);
    }

    public boolean holds() {
        return breaks.isEmpty();
    }

    /** How many records were read. */
    public long records() {
        return heads.heads().stream().mapToLong(AuditHeads.Head::seq).sum();
    }
}
