package org.sivig.ecrf.casebook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.KeyedHash;
import org.sivig.ecrf.audit.Act;
import org.sivig.ecrf.audit.AuditTrail;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Finding;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.Told;
import org.sivig.ecrf.study.Checks;
import org.sivig.ecrf.study.Duplicate;
import org.sivig.ecrf.study.IdentificationForm;
import org.sivig.ecrf.study.Patient;
import org.sivig.ecrf.study.Study;
import org.springframework.stereotype.Component;

/**
 * Keeps the findings of a patient on record. What is true is always evaluated from scratch; the record adds since when,
 * what the site said about it, and what has been.
 */
@Component
class Findings {

    /** The export names of what is kept apart. */
    private static final Set<String> IDENTITY = IdentificationForm.FORM.items().stream().filter(Item::isIdentity)
            .map(Item::name).collect(Collectors.toSet());

    private final FindingRecords records;
    private final KeyedHash hash;
    private final AuditTrail audit;
    private final CheckList checks;

    Findings(FindingRecords records, KeyedHash hash, AuditTrail audit, CheckList checks) {
        this.records = records;
        this.hash = hash;
        this.audit = audit;
        this.checks = checks;
    }

    /** What is true of a casebook now, with what is on record about it. Changes nothing. */
    List<KnownFinding> of(Patient patient, Casebook casebook, Duplicate duplicate) {
        return of(checks.now(), patient, casebook, duplicate, records.findByPatientOrderById(patient));
    }

    /** The same, with the checks and what is on record at hand: asks the database for nothing. */
    List<KnownFinding> of(CheckList.Now known, Patient patient, Casebook casebook, Duplicate duplicate,
            List<FindingRecord> onRecord) {
        return Causes.marked(found(known, patient, casebook, duplicate).stream()
                .map(finding -> known(finding, find(onRecord, finding, answers(finding)))).toList());
    }

    /** Nothing in a casebook that is not of the study. */
    private static List<Finding> found(CheckList.Now known, Patient patient, Casebook casebook, Duplicate duplicate) {
        return patient.getState().counts() ? Study.findings(known.run(), casebook, duplicate) : List.of();
    }

    /** @param alike the other patients with the same identity */
    static Duplicate duplicate(Patient patient, List<Patient> alike) {
        boolean elsewhere = alike.stream().anyMatch(other -> !other.getSite().equals(patient.getSite()));
        return alike.stream().filter(other -> other.getSite().equals(patient.getSite())).findFirst()
                .<Duplicate>map(other -> new Duplicate.SameSite(other.getNumber(), elsewhere))
                .orElseGet(() -> elsewhere ? new Duplicate.OtherSite() : new Duplicate.None());
    }

    /** Brings the record of a patient up to date: what fires now, and what no longer does. */
    List<KnownFinding> bringUpToDate(Patient patient, Casebook casebook, Duplicate duplicate, Instant now) {
        return known(fire(patient, casebook, duplicate, now), casebook);
    }

    /**
     * Brings the record of a patient up to date and keeps what the site says about a finding, if it is still true.
     *
     * @param why null to take it back
     */
    List<KnownFinding> justify(Patient patient, Casebook casebook, Duplicate duplicate, String checkId,
            Casebook.Instance at, @Nullable Justification why, Instant now) {
        Map<FindingRecord, Finding> fired = fire(patient, casebook, duplicate, now);
        fired.keySet().stream().filter(record -> record.isAt(checkId, at)).findFirst()
                .ifPresent(record -> justify(patient, record, why));
        return known(fired, casebook);
    }

    private void justify(Patient patient, FindingRecord record, @Nullable Justification why) {
        Justification before = record.justification();
        if (why != null) {
            record.justify(why);
            put(patient, record, Act.FINDING_JUSTIFIED, before, why);
        } else if (before != null) {
            record.takeBackJustification();
            put(patient, record, Act.FINDING_REOPENED, before, null);
        }
    }

    /**
     * Puts on record what fires now and what no longer does; gives what fires, with its record. What another version has
     * found, with a check or at an item that this one does not know, stays as it is.
     */
    private Map<FindingRecord, Finding> fire(Patient patient, Casebook casebook, Duplicate duplicate, Instant at) {
        List<FindingRecord> onRecord = new ArrayList<>(records.findByPatientOrderById(patient));
        CheckList.Now known = checks.now();
        onRecord.forEach(record -> record.weigh(known.find(record.getCheckId(), record.getSeverity()).severity()));
        Map<FindingRecord, Finding> fired = new LinkedHashMap<>();
        for (Finding finding : found(known, patient, casebook, duplicate)) {
            String answers = answers(finding);
            FindingRecord record = find(onRecord, finding, answers);
            if (record == null) {
                record = onRecord.stream().filter(each -> each.isUnspokenAt(finding)).findFirst().orElse(null);
                if (record != null) {
                    record.renew(withoutIdentity(finding).arguments(), answers);
                }
            }
            if (record == null) {
                record = records.save(new FindingRecord(patient, finding,
                        withoutIdentity(finding).arguments(), answers, at));
                onRecord.add(record);
                put(patient, record, Act.FINDING_FIRED, null, value(finding));
            } else if (!record.isTrue()) {
                record.fireAgain();
                put(patient, record, Act.FINDING_FIRED, null, value(finding));
            }
            fired.put(record, finding);
        }
        for (FindingRecord record : onRecord) {
            if (record.isTrue() && !fired.containsKey(record)
                    && (!patient.getState().counts() || known.isSayable(record.getCheckId()) && record.at() != null)) {
                record.resolve(at);
                put(patient, record, Act.FINDING_RESOLVED, null, null);
            }
        }
        return fired;
    }

    private void put(Patient patient, FindingRecord record, Act act, @Nullable Object before, @Nullable Object after) {
        String text = after instanceof Justification why && !why.text().isEmpty() ? why.text() : null;
        audit.act(patient, act, record.place(), record.getCheckId(), code(before), code(after), text);
    }

    private static @Nullable String code(@Nullable Object state) {
        return state instanceof Justification why ? why.reason().name() : (String) state;
    }

    private static @Nullable FindingRecord find(List<FindingRecord> records, Finding finding, String answers) {
        return records.stream().filter(record -> record.isOf(finding, answers)).findFirst().orElse(null);
    }

    /** What is known of them, with what they rest on together, which is put on record. */
    private static List<KnownFinding> known(Map<FindingRecord, Finding> fired, Casebook casebook) {
        List<KnownFinding> known = Causes.marked(
                fired.entrySet().stream().map(each -> known(each.getValue(), each.getKey())).toList());
        Iterator<KnownFinding> each = known.iterator();
        Set<String> causes = new HashSet<>();
        fired.keySet().forEach(record -> {
            String cause = each.next().cause();
            record.restOn(cause == null ? null : casebook.instance(cause), cause != null && !causes.add(cause));
        });
        return known;
    }

    private static KnownFinding known(Finding finding, @Nullable FindingRecord record) {
        return new KnownFinding(finding, record == null ? null : record.getFiredAt(),
                record == null ? null : record.justification());
    }

    /** The answers on which a finding rests, so that they can be recognised and not read. */
    private String answers(Finding finding) {
        return hash.of("finding", finding.reads().entrySet().stream()
                .map(read -> read.getKey() + "=" + read.getValue()).sorted().collect(Collectors.joining("\n")));
    }

    /** The value that stood there; null for identity. */
    private static @Nullable String value(Finding finding) {
        Item<?, ?> item = finding.at().item();
        if (item.isIdentity()) {
            return null;
        }
        return finding.at().answer().missing() != null ? finding.at().answer().missing().code()
                : item.text(finding.at().answer().value());
    }

    /** The same without what it tells of identity, and what it read of it. */
    static Finding withoutIdentity(Finding finding) {
        Map<String, String> told = new LinkedHashMap<>(finding.arguments());
        told.keySet().removeIf(name -> {
            Told what = finding.check().told().get(name);
            return what != null && what.form() == Told.Form.VALUE
                    && (what.item() == null ? finding.at().item() : what.item()).isIdentity();
        });
        Map<String, String> reads = new LinkedHashMap<>(finding.reads());
        IDENTITY.forEach(reads::remove);
        return new Finding(finding.check(), finding.at(), told, reads, finding.awaits(), finding.answers());
    }
}
