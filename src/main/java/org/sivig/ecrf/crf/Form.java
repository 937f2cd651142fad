package org.sivig.ecrf.crf;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A form of the casebook: its items in paper order, under their item groups.
 *
 * @param name    the contract's name
 * @param section the number printed on the paper form
 * @param rowType the entity that holds one row of it
 * @param printed makes the rows that the paper prints, empty: one for a form that does not repeat
 * @param further makes an empty row of these keys, printed or not; null where there can be none
 * @param columns the names of the columns of its table, the first of which names the lines; empty when it is none
 * @param layout  its items under the titles of their groups; a title is printed where its group begins, once
 */
public record Form<R extends Row>(String name, int section, Class<R> rowType, Supplier<List<R>> printed,
        Function<Map<String, String>, @Nullable R> further, List<String> columns, List<Item<R, ?>> items,
        List<Part> layout) {

    /** Written once for each type: every column that a figure or a grid names asks for it. */
    private static final Map<Class<? extends Row>, String> TABLES = new ConcurrentHashMap<>();
    /** The keys of the rows that each form prints: every row of every casebook that is read is looked for among them. */
    private static final Map<Form<?>, Set<String>> PRINTED = new ConcurrentHashMap<>();

    /** What is printed, from top to bottom. */
    public sealed interface Part {

        /** The title of an item group. */
        record Heading(String labelKey) implements Part {
        }

        record Question(Item<?, ?> item) implements Part {
        }
    }

    /** The last part of its address: the name with hyphens. */
    public String path() {
        return name.replace('_', '-');
    }

    public String labelKey() {
        return "form." + name;
    }

    /** Key of the title of a column. */
    public String columnKey(String column) {
        return "column." + name + "." + column;
    }

    /** The table of its rows: the name of the row's type in lower case, words separated by underscores. */
    public String table() {
        return TABLES.computeIfAbsent(rowType, type -> type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT));
    }

    /** @throws IllegalArgumentException when the form has no such item */
    public Item<R, ?> item(String name) {
        return items.stream().filter(i -> i.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No item " + name + " in form " + this.name));
    }

    /** Whether a patient has several rows of it, told apart by keys. */
    public boolean isRepeating() {
        return !printedKeys().contains("");
    }

    /** Whether the paper prints this row. */
    public boolean isPrinted(Row row) {
        return printedKeys().contains(row.key());
    }

    private Set<String> printedKeys() {
        return PRINTED.computeIfAbsent(this, form -> form.printed.get().stream().map(Row::key).collect(Collectors.toUnmodifiableSet()));
    }

    /** Makes the row in which this export name stands, empty; null when there can be none. */
    @Nullable R rowNamed(String exportName) {
        for (Item<R, ?> item : items) {
            Map<String, String> keys = item.keysIn(exportName);
            R row = keys == null ? null : further.apply(keys);
            if (row != null) {
                return row;
            }
        }
        return null;
    }

    /** Makes the row of this {@link Row#key}, empty; null when there can be none. */
    public @Nullable R rowAt(String key) {
        List<R> standing = printed.get();
        Iterator<String> codes = Arrays.asList(key.split(",", -1)).iterator();
        Map<String, String> keys = new LinkedHashMap<>();
        standing.getFirst().keys().keySet().forEach(name -> keys.put(name, codes.hasNext() ? codes.next() : ""));
        return standing.stream().filter(row -> row.key().equals(key)).findFirst()
                .orElseGet(() -> further.apply(keys));
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }

    /** Starts the declaration of a form that does not repeat. */
    public static <R extends Row> Builder<R> declare(String name, int section, Class<R> rowType, Supplier<R> blank) {
        return declareRepeating(name, section, rowType, () -> List.of(blank.get()));
    }

    /** Starts the declaration of a form of which the paper prints these rows, which are all. */
    public static <R extends Row> Builder<R> declareRepeating(String name, int section, Class<R> rowType,
            Supplier<List<R>> printed) {
        return new Builder<>(name, section, rowType, printed, keys -> null);
    }

    /**
     * Starts the declaration of a form of which the paper prints these rows, and to which others may be added.
     *
     * @param further makes an empty row of these keys; null where there can be none
     */
    public static <R extends Row> Builder<R> declareRepeating(String name, int section, Class<R> rowType,
            Supplier<List<R>> printed, Function<Map<String, String>, @Nullable R> further) {
        return new Builder<>(name, section, rowType, printed, further);
    }

    /** Collects the items of a form in the order in which they are declared. */
    public static final class Builder<R extends Row> {
        private final String name;
        private final int section;
        private final Class<R> rowType;
        private final Supplier<List<R>> printed;
        private final Function<Map<String, String>, @Nullable R> further;
        private final List<Item<R, ?>> items = new ArrayList<>();
        private final List<Part> layout = new ArrayList<>();
        private List<String> columns = List.of();
        private String group = "";
        private boolean built;

        private Builder(String name, int section, Class<R> rowType, Supplier<List<R>> printed,
                Function<Map<String, String>, @Nullable R> further) {
            this.name = name;
            this.section = section;
            this.rowType = rowType;
            this.printed = printed;
            this.further = further;
        }

        /**
         * It is printed as a table with these columns: the first names the lines, and an item stands in the second
         * unless it says otherwise.
         */
        public Builder<R> columns(String... columns) {
            this.columns = List.of(columns);
            return this;
        }

        /** The items that follow are printed in this group. */
        public Builder<R> group(String group) {
            this.group = group;
            Part heading = new Part.Heading("group." + name + "." + group);
            if (!layout.contains(heading)) {
                layout.add(heading);
            }
            return this;
        }

        public Item<R, String> text(String name, Function<R, @Nullable String> get,
                BiConsumer<R, @Nullable String> set) {
            return add(name, ItemType.TEXT, null, get, set);
        }

        public Item<R, String> longText(String name, Function<R, @Nullable String> get,
                BiConsumer<R, @Nullable String> set) {
            return add(name, ItemType.LONG_TEXT, null, get, set);
        }

        public Item<R, Integer> integer(String name, Function<R, @Nullable Integer> get,
                BiConsumer<R, @Nullable Integer> set) {
            return add(name, ItemType.INTEGER, null, get, set);
        }

        public Item<R, BigDecimal> decimal(String name, Function<R, @Nullable BigDecimal> get,
                BiConsumer<R, @Nullable BigDecimal> set) {
            return add(name, ItemType.DECIMAL, null, get, set);
        }

        public Item<R, Integer> year(String name, Function<R, @Nullable Integer> get,
                BiConsumer<R, @Nullable Integer> set) {
            return add(name, ItemType.YEAR, null, get, set);
        }

        public Item<R, PartialDate> date(String name, Function<R, @Nullable PartialDate> get,
                BiConsumer<R, @Nullable PartialDate> set) {
            return add(name, ItemType.DATE, null, get, set);
        }

        public Item<R, PartialDate> partialDate(String name, Function<R, @Nullable PartialDate> get,
                BiConsumer<R, @Nullable PartialDate> set) {
            return add(name, ItemType.PARTIAL_DATE, null, get, set);
        }

        public Item<R, YesNo> yesNo(String name, Function<R, @Nullable YesNo> get,
                BiConsumer<R, @Nullable YesNo> set) {
            return add(name, ItemType.YES_NO, YesNo.LIST, get, set);
        }

        public <C extends Code> Item<R, C> choice(String name, CodeList<C> codes, Function<R, @Nullable C> get,
                BiConsumer<R, @Nullable C> set) {
            return add(name, ItemType.CHOICE, codes, get, set);
        }

        /** A choice whose codes are kept in the database. */
        public Item<R, String> openChoice(String name, CodeList<?> codes, Function<R, @Nullable String> get,
                BiConsumer<R, @Nullable String> set) {
            return add(name, ItemType.CHOICE, codes, get, set);
        }

        public <C extends Code> Item<R, Set<C>> multiChoice(String name, CodeList<C> codes,
                Function<R, @Nullable Set<C>> get, BiConsumer<R, @Nullable Set<C>> set) {
            return add(name, ItemType.MULTI_CHOICE, codes, get, set);
        }

        private <V> Item<R, V> add(String name, ItemType type, @Nullable CodeList<?> codes,
                Function<R, @Nullable V> get, BiConsumer<R, @Nullable V> set) {
            requireOpen();
            Item<R, V> item = new Item<>(this, group, columns.isEmpty() ? "" : columns.get(1), name, type, codes, get,
                    set);
            items.add(item);
            layout.add(new Part.Question(item));
            return item;
        }

        /** Closes the declaration. */
        public Form<R> build() {
            requireOpen();
            built = true;
            return new Form<>(name, section, rowType, printed, further, columns, List.copyOf(items), List.copyOf(layout));
        }

        void requireOpen() {
            if (built) {
                throw new IllegalStateException("Form " + name + " is declared already");
            }
        }

        String name() {
            return name;
        }

        Class<R> rowType() {
            return rowType;
        }
    }
}
