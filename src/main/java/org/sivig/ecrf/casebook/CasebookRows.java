package org.sivig.ecrf.casebook;

import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.study.CasebookRow;
import org.sivig.ecrf.study.Patient;
import org.springframework.stereotype.Component;

/**
 * Reads the answers of patients, identity included, for services that have asked the access policy. Rows that the paper
 * prints and nobody filled are there, empty.
 */
@Component
public class CasebookRows {

    private final EntityManager entities;
    private final Clock clock;

    CasebookRows(EntityManager entities, Clock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    /** Reads these forms, one select each however many patients there are; by the id of the patient. */
    public Map<Long, Casebook> read(Collection<Patient> patients, Collection<Form<? extends CasebookRow>> forms) {
        entities.flush();
        Map<Long, Casebook> casebooks = patients.stream().collect(Collectors.toMap(Patient::getId,
                patient -> new Casebook(LocalDate.now(clock)), (one, same) -> one, LinkedHashMap::new));
        forms.forEach(form -> readRows(casebooks, form, patients));
        return casebooks;
    }

    private <R extends CasebookRow> void readRows(Map<Long, Casebook> casebooks, Form<R> form,
            Collection<Patient> patients) {
        Map<Long, List<R>> stored = entities.createQuery("from " + form.rowType().getSimpleName()
                + " where patient in :patients order by id", form.rowType()).setParameter("patients", patients)
                .setFlushMode(FlushModeType.COMMIT).getResultStream()
                .collect(Collectors.groupingBy(row -> row.getPatient().getId()));
        Map<Long, Patient> byId = patients.stream()
                .collect(Collectors.toMap(Patient::getId, Function.identity(), (one, same) -> one));
        casebooks.forEach((id, casebook) -> {
            Map<String, R> rows = new LinkedHashMap<>();
            form.printed().get().forEach(row -> rows.put(row.key(), row));
            stored.getOrDefault(id, List.of()).forEach(row -> rows.put(row.key(), row));
            rows.values().forEach(row -> {
                row.setPatient(byId.get(id));
                casebook.with(form, row);
            });
        });
    }
}
