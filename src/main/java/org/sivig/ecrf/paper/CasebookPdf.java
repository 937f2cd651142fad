package org.sivig.ecrf.paper;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.account.DisplayNames;
import org.sivig.ecrf.audit.ExportLog;
import org.sivig.ecrf.casebook.Casebooks;
import org.sivig.ecrf.casebook.LifeCycle;
import org.sivig.ecrf.casebook.OpenCasebook;
import org.sivig.ecrf.casebook.PatientNotFoundException;
import org.sivig.ecrf.casebook.Signed;
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
    private final AccessPolicy policy;

    CasebookPdf(Casebooks casebooks, LifeCycle lifeCycle, DisplayNames names, ExportLog log, AccessPolicy policy) {
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
     * @param language of the labels
     * @throws AccessDeniedException    when the viewer may not take data out of the system
     * @throws PatientNotFoundException when there is no such patient, or the user does not see them
     */
    public void write(String number, @Nullable Instant asOf, Locale language, OutputStream out) throws IOException {
        policy.requireExports();
        OpenCasebook open = asOf == null ? casebooks.open(number) : casebooks.open(number, asOf).then();
        List<Signed> signatures = lifeCycle.signatures(number).stream()
                .filter(signed -> asOf == null || !signed.at().isAfter(asOf)).map(signed -> asOf == null ? signed : at(signed, asOf))
                .toList();
        log.record("casebook/" + number + ".pdf", asOf == null ? "" : "asof=" + asOf, 1);
        StudyWords words = language.getLanguage().equals(Locale.ENGLISH.getLanguage()) ? StudyWords.ENGLISH : StudyWords.FRENCH;
        Instant cut = asOf == null ? lastChange(open, signatures) : asOf;
        Pdf.write(new FilledCasebook(words, open, signatures, names.remembered()).xhtml(cut), cut, out);
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
