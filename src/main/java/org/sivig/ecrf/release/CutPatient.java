package org.sivig.ecrf.release;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.casebook.FindingsOfMany;
import org.sivig.ecrf.casebook.KnownFinding;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.data.CasebookCells;
import org.sivig.ecrf.study.Patient;

/**
 * A patient of a cut. The casebook holds identity too, for what is computed from it: whoever writes an answer asks
 * {@link Cut#carries} first.
 */
public final class CutPatient {

    private final Patient patient;
    private final Casebook casebook;
    private final FindingsOfMany.Evaluation evaluation;
    private final List<Long> readTogether;
    private final CasebookCells cells;
    private final Map<Table, List<List<@Nullable Object>>> rows = new IdentityHashMap<>();
    private @Nullable List<KnownFinding> findings;

    /** One of whom nothing is found. */
    CutPatient(Patient patient, Casebook casebook) {
        this(patient, casebook, (same, nothing) -> List.of(), List.of());
    }

    CutPatient(Patient patient, Casebook casebook, FindingsOfMany.Evaluation evaluation, List<Long> readTogether) {
        this.patient = patient;
        this.casebook = casebook;
        this.evaluation = evaluation;
        this.readTogether = readTogether;
        cells = new CasebookCells(patient, casebook);
    }

    public Patient patient() {
        return patient;
    }

    public String number() {
        return patient.getNumber();
    }

    public String site() {
        return patient.getSite();
    }

    /** All answers, evaluated on the day of the cut. Rows of the paper that nobody filled are there, empty. */
    public Casebook casebook() {
        return casebook;
    }

    /** What the checks find on the day of the cut, without what tells of identity. */
    public List<KnownFinding> findings() {
        if (findings == null) {
            findings = evaluation.of(patient, casebook);
        }
        return findings;
    }

    /** Computes now, maybe beside, what is otherwise computed when it is asked for. */
    CutPatient evaluated(List<Table> tables) {
        findings();
        tables.forEach(this::rows);
        return this;
    }

    /** The ids of the patients who were read along with this one, itself included: what else is read of them is best read at once. */
    List<Long> readTogether() {
        return readTogether;
    }

    /** What its columns are read from. */
    CasebookCells cells() {
        return cells;
    }

    /**
     * Its rows in a table, one value for each column: a {@link java.math.BigDecimal}, a text, or null. Computed once,
     * however many files hold them.
     */
    public List<List<@Nullable Object>> rows(Table table) {
        return rows.computeIfAbsent(table, each -> each.read(this));
    }
}
