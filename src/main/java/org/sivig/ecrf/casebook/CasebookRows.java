package org.sivig.ecrf.casebook;

import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.study.CasebookRow;
import org.sivig.ecrf.study.Patient;
import org.sivig.ecrf.study.Study;
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

    /**
     * Reads these forms: those that do not repeat in one select, the others in one each, however many patients there
     * are; by the id of the patient.
     */
    public Map<Long, Casebook> read(Collection<Patient> patients, Collection<Form<? extends CasebookRow>> forms) {
        return read(patients, forms, LocalDate.now(clock));
    }

    /** The same, to be evaluated on another day. */
    public Map<Long, Casebook> read(Collection<Patient> patients, Collection<Form<? extends CasebookRow>> forms,
            LocalDate day) {
        entities.flush();
        Map<Long, Casebook> casebooks = patients.stream().collect(Collectors.toMap(Patient::getId,
                patient -> new Casebook(day), (one, same) -> one, LinkedHashMap::new));
        Map<Boolean, List<Form<? extends CasebookRow>>> kinds =
                forms.stream().collect(Collectors.partitioningBy(Form::isRepeating));
        Map<Form<?>, Map<Long, List<CasebookRow>>> stored = new HashMap<>(single(kinds.get(false), patients));
        kinds.get(true).forEach(form -> stored.put(form, repeating(form, patients)));
        Map<Long, Patient> byId = patients.stream()
                .collect(Collectors.toMap(Patient::getId, Function.identity(), (one, same) -> one));
        casebooks.forEach((id, casebook) -> forms.forEach(form -> add(casebook, form, byId.get(id),
                stored.getOrDefault(form, Map.of()).getOrDefault(id, List.of()))));
        return casebooks;
    }

    /** The forms that hold these items, and those that decide whether they are asked. */
    public static Set<Form<? extends CasebookRow>> formsOf(Collection<Casebook.Instance> items) {
        Set<String> names = items.stream().flatMap(each -> Stream.concat(Stream.of(each.item()),
                each.item().asked().items())).map(Item::form).collect(Collectors.toSet());
        return Study.FORMS.stream().filter(form -> names.contains(form.name())).collect(Collectors.toSet());
    }

    private Map<Form<?>, Map<Long, List<CasebookRow>>> single(List<Form<? extends CasebookRow>> forms,
            Collection<Patient> patients) {
        Map<Form<?>, Map<Long, List<CasebookRow>>> stored = new HashMap<>();
        if (forms.isEmpty()) {
            return stored;
        }
        String rows = IntStream.range(0, forms.size()).mapToObj(i -> ", r" + i).collect(Collectors.joining());
        String joins = IntStream.range(0, forms.size()).mapToObj(i -> " left join %s r%d on r%d.patient = p"
                .formatted(forms.get(i).rowType().getSimpleName(), i, i)).collect(Collectors.joining());
        entities.createQuery("select p.id" + rows + " from Patient p" + joins + " where p " + among(patients), Object[].class)
                .setParameter("patients", parameter(patients)).setFlushMode(FlushModeType.COMMIT).getResultList().forEach(read -> {
                    for (int i = 0; i < forms.size(); i++) {
                        if (read[i + 1] != null) {
                            stored.computeIfAbsent(forms.get(i), form -> new HashMap<>())
                                    .put((Long) read[0], List.of((CasebookRow) read[i + 1]));
                        }
                    }
                });
        return stored;
    }

    private Map<Long, List<CasebookRow>> repeating(Form<? extends CasebookRow> form, Collection<Patient> patients) {
        return entities.createQuery("from " + form.rowType().getSimpleName()
                + " where patient " + among(patients) + " order by id", CasebookRow.class)
                .setParameter("patients", parameter(patients))
                .setFlushMode(FlushModeType.COMMIT).getResultStream()
                .collect(Collectors.groupingBy(row -> row.getPatient().getId()));
    }

    /** Hibernate translates a query with a list anew each time, and keeps one with a single value. */
    private static String among(Collection<Patient> patients) {
        return patients.size() == 1 ? "= :patients" : "in :patients";
    }

    private static Object parameter(Collection<Patient> patients) {
        return patients.size() == 1 ? patients.iterator().next() : patients;
    }

    private static <R extends CasebookRow> void add(Casebook casebook, Form<R> form, Patient patient,
            List<CasebookRow> stored) {
        Map<String, R> rows = new LinkedHashMap<>();
        form.printed().get().forEach(row -> rows.put(row.key(), row));
        stored.forEach(row -> rows.put(row.key(), form.rowType().cast(row)));
        rows.values().forEach(row -> {
            row.setPatient(patient);
            casebook.with(form, row);
        });
    }
}
