package org.sivig.ecrf.casebook;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.audit.Act;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Finding;
import org.sivig.ecrf.crf.Severity;
import org.sivig.ecrf.study.Patient;
import org.sivig.ecrf.study.Study;

/**
 * A check that fired at an item of a patient, and what became of it. There is one for the same check, item and answers;
 * while nobody says anything about it, it goes along with the answers. It is never deleted.
 */
@Entity
@Table(name = "finding")
class FindingRecord {

    private static final int ARGUMENT_LENGTH = 500;
    private static final int CAUSE_LENGTH = 60;

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "casebook_row_seq")
    private @Nullable Long id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "patient_id", updatable = false)
    private @Nullable Patient patient;

    @Column(updatable = false)
    private String checkId = "";
    @Enumerated(EnumType.STRING)
    private Severity severity = Severity.INFO;
    /** The gravest first; the database makes it of the severity. */
    @Column(insertable = false, updatable = false)
    private int severityRank;
    @Column(updatable = false)
    private String form = "";
    @Column(updatable = false)
    private String rowKey = "";
    @Column(updatable = false)
    private String item = "";
    /** A line each: the name of a placeholder, an equals sign, its text. */
    private String arguments = "";
    /** A keyed hash of the answers for which it fired. */
    private String answers = "";
    @Enumerated(EnumType.STRING)
    private FindingState state = FindingState.OPEN;
    @Column(updatable = false)
    private Instant firedAt = Instant.EPOCH;
    private @Nullable Instant resolvedAt;
    @Enumerated(EnumType.STRING)
    private Justification.@Nullable Reason justification;
    private @Nullable String justificationText;
    private @Nullable Instant justifiedAt;
    private @Nullable String justifiedBy;
    /** The export name of the answer on which it rests with several others, and what that is; no value of identity. */
    private @Nullable String cause;
    private @Nullable String causeValue;
    /** Whether another one stands for it where those that rest on one answer are one line. */
    private boolean folded;

    protected FindingRecord() {
    }

    FindingRecord(Patient patient, Finding finding, Map<String, String> arguments, String answers, Instant at) {
        this.patient = patient;
        this.checkId = finding.check().id();
        this.severity = finding.check().severity();
        this.form = finding.at().form().name();
        this.rowKey = finding.at().row().key();
        this.item = finding.at().item().name();
        this.arguments = write(arguments);
        this.answers = answers;
        this.state = FindingState.of(severity, null);
        this.firedAt = at;
    }

    private static String write(Map<String, String> arguments) {
        return new TreeMap<>(arguments).entrySet().stream().map(argument -> {
            String text = argument.getValue().replaceAll("\\R", " ");
            return argument.getKey() + "=" + (text.length() <= ARGUMENT_LENGTH ? text
                    : text.substring(0, ARGUMENT_LENGTH - 1) + "…");
        }).collect(Collectors.joining("\n"));
    }

    static Map<String, String> read(String arguments) {
        return arguments.lines().map(line -> line.split("=", 2))
                .collect(Collectors.toMap(argument -> argument[0], argument -> argument[1]));
    }

    /** Whether it is the one for this finding with these answers. */
    boolean isOf(Finding finding, String answers) {
        return this.answers.equals(answers) && isAt(finding.check().id(), finding.at());
    }

    boolean isAt(String checkId, Casebook.Instance at) {
        return this.checkId.equals(checkId) && place().equals(Act.Place.of(at));
    }

    /** Whether nobody said anything yet about this finding. */
    boolean isUnspokenAt(Finding finding) {
        return isTrue() && justification == null && isAt(finding.check().id(), finding.at());
    }

    /** Its check is of another severity now. What was said of it still holds. */
    void weigh(Severity severity) {
        this.severity = severity;
        if (isTrue()) {
            state = FindingState.of(severity, justification);
        }
    }

    /** It is still true, for other answers. */
    void renew(Map<String, String> arguments, String answers) {
        this.arguments = write(arguments);
        this.answers = answers;
    }

    Act.Place place() {
        return new Act.Place(form, rowKey, item);
    }

    /** Where it shows, in an empty row; null where this version does not know the item. */
    Casebook.@Nullable Instance at() {
        return Study.instance(form, rowKey, item);
    }

    boolean isTrue() {
        return state != FindingState.RESOLVED;
    }

    /**
     * @param answer null when it does not rest on one answer with several others
     * @param folded whether another one stands for it
     */
    void restOn(Casebook.@Nullable Instance answer, boolean folded) {
        this.folded = folded;
        cause = answer == null ? null : answer.exportName();
        String text = answer == null || answer.item().isIdentity() ? null
                : answer.item().text(answer.answer().value());
        causeValue = text == null || text.length() <= CAUSE_LENGTH ? text : null;
    }

    @Nullable String getCause() {
        return cause;
    }

    @Nullable String getCauseValue() {
        return causeValue;
    }

    void resolve(Instant at) {
        state = FindingState.RESOLVED;
        restOn(null, false);
        resolvedAt = at;
    }

    /** The same answers are there again: what was said about them still holds. */
    void fireAgain() {
        state = FindingState.of(severity, justification);
        resolvedAt = null;
    }

    void justify(Justification why) {
        justification = why.reason();
        justificationText = why.text().isEmpty() ? null : why.text();
        justifiedAt = why.at();
        justifiedBy = why.by();
        state = FindingState.of(severity, justification);
    }

    void takeBackJustification() {
        justification = null;
        justificationText = null;
        justifiedAt = null;
        justifiedBy = null;
        state = FindingState.of(severity, null);
    }

    @Nullable Justification justification() {
        return justification == null ? null : new Justification(justification,
                Objects.requireNonNullElse(justificationText, ""), Objects.requireNonNull(justifiedBy),
                Objects.requireNonNull(justifiedAt));
    }

    long getId() {
        return Objects.requireNonNull(id);
    }

    Patient getPatient() {
        return Objects.requireNonNull(patient);
    }

    Map<String, String> getArguments() {
        return read(arguments);
    }

    FindingState getState() {
        return state;
    }

    String getCheckId() {
        return checkId;
    }

    Severity getSeverity() {
        return severity;
    }

    Instant getFiredAt() {
        return firedAt;
    }
}
