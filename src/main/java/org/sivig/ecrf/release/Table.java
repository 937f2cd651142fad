package org.sivig.ecrf.release;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.study.CasebookRow;

/**
 * A table of the package.
 *
 * @param name the name of its file in {@code data/}, without its ending
 * @param form whose rows stand in it; null for a row a patient
 */
public record Table(String name, @Nullable Form<? extends CasebookRow> form, List<TableColumn> columns) {

    public String path() {
        return "data/" + name + ".csv";
    }

    public String labelKey() {
        return "package.table." + name;
    }

    public List<String> names() {
        return columns.stream().map(TableColumn::name).toList();
    }

    List<List<@Nullable Object>> read(CutPatient patient) {
        Stream<? extends @Nullable CasebookRow> rows = form == null ? Stream.of((CasebookRow) null)
                : patient.casebook().rows(form).stream();
        return rows.map(row -> read(patient, row)).toList();
    }

    private List<@Nullable Object> read(CutPatient patient, @Nullable CasebookRow row) {
        List<@Nullable Object> values = new ArrayList<>(columns.size());
        columns.forEach(column -> values.add(column.reader().read(patient.cells(), row)));
        return values;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
