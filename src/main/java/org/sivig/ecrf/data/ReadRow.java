package org.sivig.ecrf.data;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.verification.SeenAnswer;

/**
 * What was read of one row.
 *
 * @param key  of the row itself
 * @param keys of the row in which the item of each cell stands
 */
record ReadRow(List<DataColumn> columns, long patient, String number, String site, String key, List<DataCell> values,
        List<String> keys) {

    DataRow with(Map<DataMarks, Set<List<String>>> marks) {
        return new DataRow(number, site, key, marks.isEmpty() || marks.values().stream().allMatch(Set::isEmpty) ? values
                : IntStream.range(0, values.size()).mapToObj(i -> marked(i, marks)).toList());
    }

    private DataCell marked(int i, Map<DataMarks, Set<List<String>>> marks) {
        DataColumn column = columns.get(i);
        DataCell cell = values.get(i);
        if (!column.isAnswer()) {
            return cell;
        }
        List<String> place = mark(i);
        return new DataCell(cell.value(), cell.missing(), cell.asked(), cell.approximate(),
                cell.evaluable(), is(marks, DataMarks.FINDING, place), is(marks, DataMarks.QUERY, place),
                is(marks, DataMarks.VERIFIED, place));
    }

    private List<String> mark(int i) {
        DataColumn column = columns.get(i);
        return List.of("" + patient, Objects.requireNonNull(column.form()).name(), keys.get(i),
                Objects.requireNonNull(column.item()).name());
    }

    private static boolean is(Map<DataMarks, Set<List<String>>> marks, DataMarks mark, List<String> place) {
        return marks.getOrDefault(mark, Set.of()).contains(place);
    }

    List<DataPlace> places() {
        return IntStream.range(0, values.size()).filter(i -> values.get(i).asked()).mapToObj(this::place).toList();
    }

    private DataPlace place(int i) {
        DataColumn column = columns.get(i);
        return new DataPlace(number, site, Objects.requireNonNull(column.form()).name(), keys.get(i),
                Objects.requireNonNull(column.item()).name(), values.get(i).isEmpty());
    }

    List<SeenAnswer> answersOutside(Set<List<String>> marked) {
        return IntStream.range(0, values.size())
                .filter(i -> values.get(i).asked() && !values.get(i).isEmpty() && !marked.contains(mark(i)))
                .mapToObj(i -> new SeenAnswer(number, place(i).exportName(),
                        new Answer<>(values.get(i).value(), values.get(i).missing()))).toList();
    }
}
