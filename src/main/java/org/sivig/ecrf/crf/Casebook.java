package org.sivig.ecrf.crf;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All answers of one patient, in memory: what conditions, bounds, checks and scores are evaluated on.
 */
public final class Casebook {

    /** One item of one row. */
    public record Instance(Form<?> form, Item<?, ?> item, Row row) {

        public Answer<?> answer() {
            return item.inAny(row);
        }

        /** The id of its input and its column in the wide export. */
        public String exportName() {
            return item.exportName(row);
        }
    }

    /** An answer that was replaced. */
    public record Change(Instance instance, Answer<?> before, Answer<?> after) {
    }

    private final LocalDate today;
    private final Map<Form<?>, List<Row>> rows = new LinkedHashMap<>();
    private final Map<Class<?>, List<Row>> rowsByType = new HashMap<>();
    private final Map<String, Instance> byExportName = new LinkedHashMap<>();

    /** @param today the day on which it is evaluated */
    public Casebook(LocalDate today) {
        this.today = today;
    }

    public LocalDate today() {
        return today;
    }

    /** Adds a row; forms come out in the order in which they went in. */
    public <R extends Row> Casebook with(Form<R> form, R row) {
        rows.computeIfAbsent(form, f -> new ArrayList<>()).add(row);
        rowsByType.computeIfAbsent(form.rowType(), type -> new ArrayList<>()).add(row);
        for (Item<R, ?> item : form.items()) {
            Instance instance = new Instance(form, item, row);
            byExportName.put(instance.exportName(), instance);
        }
        return this;
    }

    public List<Form<?>> forms() {
        return List.copyOf(rows.keySet());
    }

    public <R extends Row> List<R> rows(Form<R> form) {
        return rows.getOrDefault(form, List.of()).stream().map(form.rowType()::cast).toList();
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
        return rowsByType.getOrDefault(rowType, List.of()).stream()
                .filter(row -> keys.entrySet().containsAll(row.keys().entrySet())).findFirst();
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
        return List.copyOf(byExportName.values());
    }

    /** Every item of a form, in paper order. */
    public List<Instance> instances(Form<?> form) {
        return byExportName.values().stream().filter(instance -> instance.form().equals(form)).toList();
    }

    /** @throws IllegalArgumentException when no item has this export name */
    public Instance instance(String exportName) {
        Instance instance = byExportName.get(exportName);
        if (instance == null) {
            throw new IllegalArgumentException("No item " + exportName);
        }
        return instance;
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

    /** How far a form is filled. */
    public Completeness completeness(Form<?> form) {
        return completeness(instance -> instance.form().equals(form));
    }

    /** How far these items are filled. */
    public Completeness completeness(Predicate<Instance> which) {
        return byExportName.values().stream().filter(which).filter(i -> !i.item().isOptional() && isAsked(i))
                .map(i -> Completeness.of(i.answer())).reduce(Completeness.NONE, Completeness::plus);
    }

    @Override
    public String toString() {
        return "Casebook" + Objects.toString(rows.keySet());
    }
}
