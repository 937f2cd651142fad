package org.sivig.ecrf.oracle;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The tables of the data contract, as far as conditions speak of them. */
final class Contract {

    /**
     * A line of items.csv.
     *
     * @param codes    the codes of its list, empty where it has none
     * @param decimals the most that are stored
     * @param keys     what keys its row: of visit, course, drug
     * @param bounds   hard_min, hard_max, soft_min, soft_max, as written
     * @param moved    those that are others where something is answered, as the note says
     */
    record Item(String form, String name, String pattern, String type, List<String> codes, int decimals,
            List<String> keys, Map<String, String> bounds, Map<String, Moved> moved, String askedWhen,
            boolean optional) {

        boolean isMultiple() {
            return type.equals("multi_choice");
        }

        boolean isCoded() {
            return isMultiple() || type.equals("choice") || type.equals("yes_no");
        }

        boolean isDate() {
            return type.equals("date") || type.equals("partial_date");
        }

        boolean isNumber() {
            return type.equals("integer") || type.equals("decimal");
        }

        /** The expanded export name in the row of these keys; there may be more keys than it needs. */
        String nameAt(Map<String, String> row) {
            return expand(pattern, row);
        }

        /** The export name of an option. */
        String optionAt(Map<String, String> row, String code) {
            return nameAt(row) + "_" + code;
        }

        @Override
        public String toString() {
            return form + "." + name;
        }
    }

    /** What a bound is where this holds. */
    record Moved(String bound, Expression where) {
    }

    /**
     * An item in the row of these keys.
     *
     * @param name its expanded export name
     */
    record Instance(Item item, Map<String, String> keys, String name) {

        Instance(Item item, Map<String, String> keys) {
            this(item, keys, item.nameAt(keys));
        }

        /** The names under which it may be entered: its own, and those of its options. */
        Stream<String> names() {
            return Stream.concat(Stream.of(name), item.isMultiple()
                    ? item.codes().stream().map(code -> item.optionAt(keys, code)) : Stream.of());
        }
    }

    /** One anchor of a check, and when a finding shows there. */
    record Rule(String check, String anchor, Expression condition) {

        /** Whether the rule is about this item. */
        boolean isAbout(Item item) {
            return switch (anchor) {
                case "*" -> item.isNumber() || item.isDate();
                case "*date" -> item.isDate();
                case "*year" -> item.type().equals("year");
                default -> anchor.equals(item.toString());
            };
        }
    }

    /** The day on which its examples are evaluated. */
    static final LocalDate TODAY = LocalDate.of(2025, 11, 23);

    /** The codes of the visits, in order, with the first and the last day of their windows. */
    static final Map<String, List<String>> VISITS = visits();

    private static final List<NamedCsvRecord> DRUGS = csv("drugs");

    private static final Pattern MOVED = Pattern.compile("((?:soft|hard)_(?:min|max)) (\\S+) where ([^;]+)");

    /** By form and name, in paper order. */
    static final Map<String, Item> ITEMS = items();

    static {
        readMoved();
    }

    private static final Map<String, List<Instance>> FURTHER = new ConcurrentHashMap<>();

    private static final List<Instance> PRINTED = ofPaper();

    private static final Set<String> PRINTED_NAMES =
            PRINTED.stream().flatMap(Instance::names).collect(toSet());

    private static final Map<Item, Expression> ASKED = asked();

    static final List<Rule> RULES = rules();

    private static final Map<Item, List<Rule>> RULES_ABOUT = ITEMS.values().stream().collect(toMap(item -> item,
            item -> RULES.stream().filter(rule -> rule.isAbout(item)).toList(), (a, b) -> a, IdentityHashMap::new));

    private Contract() {
    }

    /** By name: every item of the rows that the paper prints, and of those in which something is entered. */
    static Map<String, Instance> instances(Book book) {
        return Stream.concat(PRINTED.stream(), book.names().stream().filter(name -> !PRINTED_NAMES.contains(name))
                        .flatMap(name -> further(name).stream()))
                .collect(toMap(Instance::name, each -> each, (one, same) -> one, LinkedHashMap::new));
    }

    /** When an item is asked. */
    static Expression asked(Item item) {
        return ASKED.get(item);
    }

    static List<Rule> rulesAbout(Item item) {
        return RULES_ABOUT.get(item);
    }

    /**
     * What conditions call a row by its key: the drug, of every episode; the second course, of every later one too, of
     * which the contract knows nothing but which the product takes.
     */
    static String codeOf(String key, String row) {
        return switch (key) {
            case "drug" -> drugOf(row);
            case "course" -> row.equals("1") ? "1" : "2";
            default -> row;
        };
    }

    /** The drug of a row: of every further episode too; oth for every free-text row. */
    static String drugOf(String row) {
        return row.startsWith("oth") ? "oth" : row.contains("_e") ? row.substring(0, row.indexOf("_e")) : row;
    }

    /** Every item of the rows that the paper prints. */
    static List<Instance> printed() {
        return PRINTED;
    }

    /** A bound of an item, here, as it is written. */
    static String boundOf(String name, Expression.Context context) {
        Moved moved = context.at().item().moved().get(name);
        return moved != null && moved.where().of(context).equals(Value.TRUE) ? moved.bound()
                : context.at().item().bounds().get(name);
    }

    private static List<Instance> ofPaper() {
        return ITEMS.values().stream().flatMap(item -> printedRows(item).map(row -> new Instance(item, row))).toList();
    }

    /** The items of the row in which this name stands, when it is one that the paper does not print. */
    static List<Instance> further(String name) {
        return FURTHER.computeIfAbsent(name, Contract::rowOf);
    }

    private static List<Instance> rowOf(String name) {
        for (Item item : ITEMS.values()) {
            Optional<Map<String, String>> row = keysIn(item, name);
            if (row.isPresent()) {
                return ITEMS.values().stream().filter(each -> each.form().equals(item.form())
                        && each.keys().equals(item.keys())).map(each -> new Instance(each, row.get())).toList();
            }
        }
        return List.of();
    }

    static List<String> drugsIn(String section) {
        return DRUGS.stream().filter(drug -> drug.getField("in_section_" + section).equals("1"))
                .map(drug -> drug.getField("drug")).toList();
    }

    private static Stream<Map<String, String>> printedRows(Item item) {
        return switch (String.join(",", item.keys())) {
            case "" -> Stream.of(Map.of());
            case "visit" -> VISITS.keySet().stream().map(visit -> Map.of("visit", visit));
            case "course" -> Stream.of("1", "2").map(course -> Map.of("course", course));
            case "drug" -> drugsIn("5").stream().map(drug -> Map.of("drug", drug));
            default -> Stream.of("1", "2").flatMap(course -> drugsIn(course.equals("1") ? "6" : "7").stream()
                    .map(drug -> Map.of("course", course, "drug", drug)));
        };
    }

    private static Optional<Map<String, String>> keysIn(Item item, String name) {
        String named = drugsIn(item.form().equals("prior_treatment") ? "5" : "6").stream()
                .filter(drug -> !drug.startsWith("oth")).collect(joining("|"));
        String drug = "(?<drug>(?:" + named + ")(?:_e[2-9])?|oth[1-9][0-9]?)";
        String names = item.pattern().replace("{course}", "(?<course>[1-9])").replace("{drug}", drug)
                .replace("{visit}", "(?<visit>" + String.join("|", VISITS.keySet()) + ")")
                + (item.isMultiple() ? "(?:_(?:" + String.join("|", item.codes()) + "))?" : "");
        Matcher matcher = Pattern.compile(names).matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Map<String, String> keys = new LinkedHashMap<>();
        item.keys().forEach(key -> keys.put(key, matcher.group(key)));
        return Optional.of(keys);
    }

    private static String expand(String pattern, Map<String, String> keys) {
        String name = pattern;
        for (var key : keys.entrySet()) {
            name = name.replace("{" + key.getKey() + "}", key.getValue());
        }
        return name;
    }

    private static Map<String, List<String>> visits() {
        Map<String, List<String>> visits = new LinkedHashMap<>();
        csv("visits").forEach(row -> visits.put(row.getField("visit"),
                List.of(row.getField("window_from_day"), row.getField("window_to_day"))));
        return visits;
    }

    private static Map<String, Item> items() {
        List<NamedCsvRecord> codes = csv("codelists");
        Map<String, Item> items = new LinkedHashMap<>();
        for (NamedCsvRecord row : csv("items")) {
            Map<String, String> bounds = new LinkedHashMap<>();
            Stream.of("hard_min", "hard_max", "soft_min", "soft_max")
                    .forEach(bound -> bounds.put(bound, row.getField(bound)));
            String repeats = row.getField("repeats");
            Item item = new Item(row.getField("form"), row.getField("item"), row.getField("export_name_pattern"),
                    row.getField("type"),
                    codes.stream().filter(code -> code.getField("code_list").equals(row.getField("code_list")))
                            .map(code -> code.getField("code")).toList(),
                    row.getField("decimals").isEmpty() ? 0 : Integer.parseInt(row.getField("decimals")),
                    repeats.equals("patient") ? List.of() : List.of(repeats.split(",")), bounds,
                    new LinkedHashMap<>(), row.getField("asked_when"), row.getField("optional").equals("1"));
            items.put(item.toString(), item);
        }
        return items;
    }

    /** Once all items are known, of which they speak. */
    private static void readMoved() {
        csv("items").forEach(row -> MOVED.matcher(row.getField("note")).results().forEach(moved ->
                ITEMS.get(row.getField("form") + "." + row.getField("item")).moved().put(moved.group(1),
                        new Moved(moved.group(2), Parser.askedWhen(moved.group(3), row.getField("form"))))));
    }

    private static Map<Item, Expression> asked() {
        Map<Item, Expression> asked = new IdentityHashMap<>();
        ITEMS.values().forEach(item -> asked.put(item, item.askedWhen().isEmpty() ? context -> Value.TRUE
                : Parser.askedWhen(item.askedWhen(), item.form())));
        return asked;
    }

    private static List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        for (NamedCsvRecord row : csv("checks")) {
            for (String part : row.getField("condition").split(" \\| ")) {
                String[] sides = part.split(": ", 2);
                rules.add(new Rule(row.getField("id"), sides[0], Parser.check(sides[1])));
            }
        }
        return rules;
    }

    static List<NamedCsvRecord> csv(String name) {
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(
                Objects.requireNonNull(Contract.class.getResourceAsStream("/contract/" + name + ".csv")),
                StandardCharsets.UTF_8))) {
            return reader.stream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
