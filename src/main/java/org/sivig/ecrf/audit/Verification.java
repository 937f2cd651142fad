package org.sivig.ecrf.audit;

import java.util.List;
import org.sivig.ecrf.audit.AuditRecords.Break;

/**
 * What became of verifying all chains.
 *
 * @param heads      the last record of every chain, as it stands
 * @param breaks     where a chain does not hold, the first place of each
 * @param mismatches what the tables hold otherwise than the records say, of patients whose chain holds
 * @param backwards  where the times of a chain go back: a clock was set, or a record was made up when it was written
 */
public record Verification(AuditHeads heads, List<Break> breaks, List<Mismatch> mismatches, List<Break> backwards) {

    public Verification {
        breaks = List.copyOf(breaks);
        mismatches = List.copyOf(mismatches);
        backwards = List.copyOf(backwards);
    }

    /** Whether all is as it was written. */
    public boolean holds() {
        return breaks.isEmpty() && mismatches.isEmpty();
    }

    /** Who and what was there when the file of heads was made, and ends before it now. */
    public List<String> behind() {
        return of(Break.Kind.BEHIND);
    }

    /** The patients who were there when the file of heads was made, and are not: their numbers are given again. */
    public List<String> gone() {
        return of(Break.Kind.GONE);
    }

    private List<String> of(Break.Kind kind) {
        return breaks.stream().filter(each -> each.kind() == kind).map(Break::patientNumber).toList();
    }

    /** How many records were read. */
    public long records() {
        return heads.heads().stream().mapToLong(AuditHeads.Head::seq).sum();
    }
}
