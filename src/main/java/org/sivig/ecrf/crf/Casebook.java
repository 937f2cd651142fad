package org.sivig.ecrf.crf;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All answers of one patient, in memory: what conditions, bounds, checks and scores are evaluated on.
 */
public final class Casebook {

    /**
     * One item of one row.
     *
     * @param exportName the id of its input and its column in the wide export
     */
    public record Instance(Form<?> form, Item<?, ?> item, Row row, String exportName) {

        public Instance(Form<?> form, Item<?, ?> item, Row row) {
            this(form, item, row, item.exportName(row));
        }

        public Answer<?> answer() {
            return item.inAny(row);
        }
    }

    /** An answer that was replaced. */
    public record Change(Instance instance, Answer<?> before, Answer<?> after) {
    }

    /** A row, what is asked in it, and whether the paper prints it. */
    private record Line(Row row, List<Instance> instances, boolean printed) {

        boolean isBlank() {
            return instances.stream().allMatch(instance -> instance.answer().isBlank());
        }
    }

    private final LocalDate today;
    private final Map<Form<?>, List<Line>> lines = new LinkedHashMap<>();
    private final Map<Class<?>, List<Row>> rowsByType = new HashMap<>();
    private final Map<String, Instance> byExportName = new HashMap<>();

    /** @param today the day on which it is evaluated */
    public Casebook(LocalDate today) {
        this.today = today;
    }

    public LocalDate today() {
        return today;
    }

    /** Adds a row at its place; forms come out in the order in which they went in. */
    public <R extends Row> Casebook with(Form<R> form, R row) {
        String key = row.key();
        List<Instance> instances = form.items().stream().map(item -> new Instance(form, item, row, item.exportName(row, key)))
                .toList();
        instances.forEach(instance -> byExportName.put(instance.exportName(), instance));
        List<Line> ofForm = lines.computeIfAbsent(form, f -> new ArrayList<>());
        int at = ofForm.size();
        while (at > 0 && ofForm.get(at - 1).row().place() > row.place()) {
            at--;
        }
        ofForm.add(at, new Line(row, instances, form.isPrinted(row)));
        rowsByType.computeIfAbsent(form.rowType(), type -> new ArrayList<>()).add(at, row);
        return this;
    }

    public List<Form<?>> forms() {
        return List.copyOf(lines.keySet());
    }

    /** The rows of a form, in order. */
    public <R extends Row> List<R> rows(Form<R> form) {
        return lines.getOrDefault(form, List.of()).stream().map(line -> form.rowType().cast(line.row())).toList();
    }

    /** The rows of the form of an item, in order. */
    List<Row> rows(Item<?, ?> item) {
        return rowsByType.getOrDefault(item.rowType(), List.of());
    }

    /** The row whose keys are all among these; null when there is none. */
    @Nullable Row rowWithin(Class<?> rowType, Map<String, String> keys) {
        for (Row row : rowsByType.getOrDefault(rowType, List.of())) {
            if (keys.entrySet().containsAll(row.keys().entrySet())) {
                return row;
            }
        }
        return null;
    }

    /**
     * The row of a form that does not repeat.
     *
     * @throws IllegalStateException when the casebook has none
     */
    public <R extends Row> R row(Form<R> form) {
        return form.rowType().cast(find(form.rowType(), Map.of()).orElseThrow(
                () -> new IllegalStateException("The casebook has no row of " + form.name())));
    }

    /** A value of a form that does not repeat; null when there is no row or no value. */
    public <R extends Row, V> @Nullable V value(Class<R> rowType, Function<R, @Nullable V> getter) {
        return value(rowType, Map.of(), getter);
    }

    /** A value of the row with these keys; null when there is no row or no value. */
    public <R extends Row, V> @Nullable V value(Class<R> rowType, Map<String, String> keys,
            Function<R, @Nullable V> getter) {
        return find(rowType, keys).map(rowType::cast).map(getter).orElse(null);
    }

    /** The row whose keys are all among these. */
    private Optional<Row> find(Class<?> rowType, Map<String, String> keys) {
        return Optional.ofNullable(rowWithin(rowType, keys));
    }

    /**
     * What an item holds, seen from a row: in that row if it is of the item's form; otherwise in the row with the same
     * keys, as far as it has any. Blank where there is none.
     */
    public Answer<?> answer(Item<?, ?> item, Row from) {
        if (item.rowType().isInstance(from)) {
            return item.inAny(from);
        }
        return find(item.rowType(), from.keys()).<Answer<?>>map(item::inAny).orElseGet(Answer::blank);
    }

    /** Every item of every row, in paper order. */
    public List<Instance> instances() {
        return lines().flatMap(line -> line.instances().stream()).toList();
    }

    /** Every item of a form, in paper order. */
    public List<Instance> instances(Form<?> form) {
        return lines.getOrDefault(form, List.of()).stream().flatMap(line -> line.instances().stream()).toList();
    }

    private Stream<Line> lines() {
        return lines.values().stream().flatMap(List::stream);
    }

    /** @throws IllegalArgumentException when no item has this export name */
    public Instance instance(String exportName) {
        return find(exportName).orElseThrow(() -> new IllegalArgumentException("No item " + exportName));
    }

    /** The item of this export name, if there is one in the rows that are there. */
    public Optional<Instance> find(String exportName) {
        return Optional.ofNullable(byExportName.get(exportName));
    }

    /** What a bound of an item names: an item of the same row, or an item by its export name. */
    Optional<Instance> named(String name, Instance at) {
        return at.form().items().stream().filter(item -> item.name().equals(name)).findFirst()
                .map(item -> new Instance(at.form(), item, at.row()))
                .or(() -> Optional.ofNullable(byExportName.get(name)));
    }

    /**
     * An item of this export name, in a row that is made, empty, where it is not there and may be added.
     *
     * @throws IllegalArgumentException when no item can have this export name
     */
    public Instance reach(String exportName) {
        if (!byExportName.containsKey(exportName)) {
            forms().forEach(form -> add(form, form.rowNamed(exportName)));
        }
        return instance(exportName);
    }

    /** Makes the row with these keys, empty, where it is not there and may be added. */
    public <R extends Row> void reach(Form<R> form, Map<String, String> keys) {
        if (rows(form).stream().noneMatch(row -> row.keys().equals(keys))) {
            add(form, form.further().apply(keys));
        }
    }

    private <R extends Row> void add(Form<R> form, @Nullable Row row) {
        if (row != null) {
            with(form, form.rowType().cast(row));
        }
    }

    /** Takes out the rows that the paper does not print and that hold no answer. */
    public List<Row> dropEmpty() {
        List<Line> empty = lines().filter(line -> !line.printed() && line.isBlank()).toList();
        for (Line line : empty) {
            lines.values().forEach(each -> each.remove(line));
            rowsByType.values().forEach(each -> each.remove(line.row()));
            line.instances().forEach(instance -> byExportName.remove(instance.exportName()));
        }
        return empty.stream().map(Line::row).toList();
    }

    public boolean isAsked(Instance instance) {
        return instance.item().isAsked(instance.row(), this);
    }

    /** Replaces an answer. */
    public Change put(Instance instance, Answer<?> after) {
        Answer<?> before = instance.answer();
        instance.item().putAny(instance.row(), after);
        return new Change(instance, before, after);
    }

    /**
     * Clears every answer that is no longer asked, again until nothing changes, across forms too.
     *
     * @return what was cleared, in the order in which it was
     */
    public List<Change> clearUnasked() {
        List<Change> cleared = new ArrayList<>();
        List<Instance> all = instances();
        boolean again = true;
        while (again) {
            again = false;
            for (Instance instance : all) {
                if (!instance.answer().isBlank() && !isAsked(instance)) {
                    cleared.add(put(instance, Answer.blank()));
                    again = true;
                }
            }
        }
        return cleared;
    }

    /** How far a form is filled, of the rows that the paper prints. */
    public Completeness completeness(Form<?> form) {
        return completeness(instance -> instance.form().equals(form));
    }

    /** How far these items are filled, of the rows that the paper prints. */
    public Completeness completeness(Predicate<Instance> which) {
        return lines().filter(Line::printed).flatMap(line -> line.instances().stream()).filter(which).filter(i -> !i.item().isOptional() && isAsked(i))
                .map(i -> Completeness.of(i.answer())).reduce(Completeness.NONE, Completeness::plus);
    }

    @Override
    public String toString() {
        return "Casebook" + lines.keySet();
    }
}
