package org.sivig.ecrf.paper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.account.DisplayNames;
import org.sivig.ecrf.audit.AuditRecords;
import org.sivig.ecrf.audit.ExportLog;
import org.sivig.ecrf.casebook.Casebooks;
import org.sivig.ecrf.casebook.LifeCycle;
import org.sivig.ecrf.casebook.OpenCasebook;
import org.sivig.ecrf.casebook.PatientNotFoundException;
import org.sivig.ecrf.casebook.Signed;
import org.sivig.ecrf.casebook.VisiblePatients;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.StudyWords;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;

/**
 * A casebook as a PDF, as its page shows it to the same user, but for letters and birth date, which never leave. Put on
 * record before its first byte.
 */
@Service
public class CasebookPdf {

    private final Casebooks casebooks;
    private final LifeCycle lifeCycle;
    private final DisplayNames names;
    private final ExportLog log;
    private final AuditRecords trail;
    private final VisiblePatients visible;
    private final AccessPolicy policy;

    CasebookPdf(Casebooks casebooks, LifeCycle lifeCycle, DisplayNames names, ExportLog log, AuditRecords trail,
            VisiblePatients visible, AccessPolicy policy) {
        this.trail = trail;
        this.visible = visible;
        this.casebooks = casebooks;
        this.lifeCycle = lifeCycle;
        this.names = names;
        this.log = log;
        this.policy = policy;
    }

    /**
     * Writes it.
     *
     * @param asOf     the moment at which it is shown as it was; null for as it stands
     * @param records  whether the audit trail stands behind it
     * @param language of the labels
     * @throws AccessDeniedException    when the viewer may not take data out of the system
     * @throws PatientNotFoundException when there is no such patient, or the user does not see them
     */
    public void write(String number, @Nullable Instant asOf, boolean records, Locale language, OutputStream out)
            throws IOException {
        policy.requireExports();
        OpenCasebook open = open(number, asOf);
        log.record("casebook/" + number + ".pdf", asked(asOf, records), 1);
        put(open, asOf, records, language, out);
    }

    /**
     * Writes every casebook of a site into a ZIP, one file each, in the order of their numbers. Each is read by itself: what
     * is typed meanwhile is in those that come later.
     *
     * @param told hears how many are written, of how many
     * @throws AccessDeniedException    when the viewer may not take data out of the system
     * @throws PatientNotFoundException when the site has no patient, or the viewer does not see it
     */
    public void writeSite(String site, boolean records, Locale language, BiConsumer<Integer, Integer> told, OutputStream out)
            throws IOException {
        policy.requireExports();
        List<String> numbers = visible.numbersOf(site);
        if (numbers.isEmpty()) {
            throw new PatientNotFoundException();
        }
        long export = log.record("casebooks/" + site + ".zip", asked(null, records), numbers.size());
        boolean whole = false;
        try {
            ZipOutputStream zip = new ZipOutputStream(out);
            for (int i = 0; i < numbers.size(); i++) {
                told.accept(i, numbers.size());
                ByteArrayOutputStream pdf = new ByteArrayOutputStream();
                ZipEntry entry = new ZipEntry(numbers.get(i) + ".pdf");
                entry.setTimeLocal(LocalDateTime.ofInstant(put(open(numbers.get(i), null), null, records, language, pdf), Study.ZONE));
                zip.putNextEntry(entry);
                pdf.writeTo(zip);
            }
            zip.finish();
            told.accept(numbers.size(), numbers.size());
            whole = true;
        } finally {
            log.ended(export, whole);
        }
    }

    private static String asked(@Nullable Instant asOf, boolean records) {
        return (asOf == null ? "" : "asof=" + asOf) + (records ? "+records" : "");
    }

    private OpenCasebook open(String number, @Nullable Instant asOf) {
        return asOf == null ? casebooks.open(number) : casebooks.open(number, asOf).then();
    }

    /** @return when it stood so */
    private Instant put(OpenCasebook open, @Nullable Instant asOf, boolean records, Locale language, OutputStream out)
            throws IOException {
        List<Signed> signatures = lifeCycle.signatures(open.number()).stream()
                .filter(signed -> asOf == null || !signed.at().isAfter(asOf)).map(signed -> asOf == null ? signed : at(signed, asOf))
                .toList();
        StudyWords words = StudyWords.in(language);
        Instant cut = asOf == null ? lastChange(open, signatures) : asOf;
        Pdf.write(new FilledCasebook(words, open, signatures, records ? trail.trail(open.number(), asOf) : List.of(),
                names.remembered()).xhtml(cut), cut, out);
        return cut;
    }

    /** As it was: what was said of it later is not known yet. */
    private static Signed at(Signed signed, Instant asOf) {
        boolean later = signed.revoked() != null && signed.revoked().at().isAfter(asOf);
        return later ? new Signed(signed.name(), signed.username(), signed.at(), signed.meaning(), signed.formsVersion(),
                signed.hash(), true, null) : signed;
    }

    /** When something of what is on it was done last: the same state is the same file. */
    private static Instant lastChange(OpenCasebook open, List<Signed> signatures) {
        return Stream.of(Stream.of(open.standing().changedAt(), open.standing().at()),
                signatures.stream().map(Signed::at),
                signatures.stream().map(signed -> signed.revoked() == null ? null : signed.revoked().at()),
                open.findings().stream().map(finding -> finding.justification() == null ? null : finding.justification().at()),
                open.queries().stream().map(query -> query.last().at())).<@Nullable Instant>flatMap(times -> times)
                .filter(Objects::nonNull).max(Instant::compareTo).orElseThrow();
    }
}
