package org.sivig.ecrf.casebook;

import java.util.List;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.audit.Act;
import org.sivig.ecrf.audit.AuditRecord;
import org.sivig.ecrf.audit.AuditRecords;
import org.sivig.ecrf.audit.IdentityReads;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.study.IdentityCipher;
import org.sivig.ecrf.study.Patient;
import org.sivig.ecrf.study.Study;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tells what became of one item of one patient. */
@Service
public class ItemHistory {

    private final VisiblePatients visible;
    private final AccessPolicy policy;
    private final AuditRecords records;
    private final IdentityCipher cipher;
    private final IdentityReads reads;

    ItemHistory(VisiblePatients visible, AccessPolicy policy, AuditRecords records, IdentityCipher cipher,
            IdentityReads reads) {
        this.visible = visible;
        this.policy = policy;
        this.records = records;
        this.cipher = cipher;
        this.reads = reads;
    }

    /**
     * Everything on record about an item, the newest first and the first entry last: its answers, and what was done
     * at it beside. That identity was read is put on record.
     *
     * @param item its export name
     * @throws PatientNotFoundException when there is no such patient, or the user does not see them
     * @throws AccessDeniedException    when the user does not see answers to this item
     * @throws IllegalArgumentException when there is no such item
     */
    @Transactional
    public List<AuditRecord> of(String number, String item) {
        Patient patient = visible.find(number);
        Casebook.Instance instance = Study.reach(item);
        if (!policy.sees(instance.item(), patient.getSite())) {
            throw policy.denied("Not allowed to see this item");
        }
        List<AuditRecord> found = records.of(patient.getId(), Act.Place.of(instance));
        if (!instance.item().isIdentity()) {
            return found;
        }
        reads.record(patient);
        return found.stream().map(record -> record.isIdentity() ? record.withValues(cipher::unseal) : record).toList();
    }
}
