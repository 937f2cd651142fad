package org.sivig.ecrf.study;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.CodeList;
import org.sivig.ecrf.crf.Condition;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.Item.Limit;
import org.sivig.ecrf.crf.ItemType;
import org.sivig.ecrf.crf.MissingReason;

/** The declarations say what the data contract says, field by field, for every form that is declared. */
class ContractTest {

    private static final List<NamedCsvRecord> ITEMS = csv("items");
    private static final List<NamedCsvRecord> CODES = csv("codelists");
    private static final List<NamedCsvRecord> HEADINGS = csv("headings");
    private static final Pattern MOVED = Pattern.compile("soft_max \\S+ where .*$");
    private static final Properties FRENCH = labels("translations");
    private static final Properties ENGLISH = labels("translations_en");

    @Test
    void everyItemOfTheContractIsDeclaredInPaperOrderAndNoOther() {
        Set<String> built = names(Study.FORMS.stream().map(Form::name));
        assertThat(declared().map(Item::toString))
                .containsExactlyElementsOf(ITEMS.stream().filter(row -> built.contains(row.getField("form")))
                        .map(ContractTest::nameOf).toList());
    }

    @TestFactory
    Stream<DynamicTest> everyItemIsDeclaredAsTheContractSays() {
        Map<String, NamedCsvRecord> rows = new LinkedHashMap<>();
        ITEMS.forEach(row -> rows.put(nameOf(row), row));
        return declared().filter(item -> rows.containsKey(item.toString()))
                .map(item -> dynamicTest(item.toString(), () -> compare(item, rows.get(item.toString()))));
    }

    @TestFactory
    Stream<DynamicTest> everyCodeListHoldsTheCodesOfTheContract() {
        return lists().map(list -> dynamicTest(list.name(), () -> compare(list)));
    }

    @TestFactory
    Stream<DynamicTest> everyFormHasItsNumberAndItsHeadings() {
        return Study.FORMS.stream().map(form -> dynamicTest(form.name(), () -> compare(form)));
    }

    @TestFactory
    Stream<DynamicTest> everyOptionHasItsExportName() {
        return declared().filter(item -> item.type() == ItemType.MULTI_CHOICE).map(item -> dynamicTest(item.toString(),
                () -> assertThat(item.options().stream().map(o -> item.exportNamePattern() + "_" + o.code()))
                        .containsExactlyElementsOf(
                                codes(item.codes()).map(row -> row.getField("export_name")).toList())));
    }

    /** The audit trail knows an item by the attribute of its row. */
    @TestFactory
    Stream<DynamicTest> everyItemIsAnAttributeOfItsRow() {
        return Study.FORMS.stream().flatMap(form -> form.items().stream().filter(item -> !item.isFixed())
                .map(item -> dynamicTest(item.toString(), () -> assertThat(attributes(form.rowType()))
                        .contains(camelCase(item.name())))));
    }

    @TestFactory
    Stream<DynamicTest> formsOfTheContractThatAreNotBuiltYet() {
        Set<String> built = names(Study.FORMS.stream().map(Form::name));
        return names(ITEMS.stream().map(row -> row.getField("form"))).stream().filter(form -> !built.contains(form))
                .map(form -> dynamicTest(form, () -> Assumptions.abort("form not built yet: " + form)));
    }

    // --- comparisons ------------------------------------------------------------------------------------------------

    private static void compare(Item<?, ?> item, NamedCsvRecord row) {
        CodeList<?> codes = item.codes();
        SoftAssertions.assertSoftly(softly -> {
            Map<String, String> declared = new LinkedHashMap<>();
            declared.put("item_group", item.group());
            declared.put("export_name_pattern", item.exportNamePattern());
            declared.put("type", item.type().code());
            declared.put("code_list", codes == null ? "" : codes.name());
            declared.put("unit", item.unit());
            declared.put("decimals", item.decimals() == 0 ? "" : "" + item.decimals());
            declared.put("hard_min", item.bound(Limit.HARD_MIN).text());
            declared.put("hard_max", item.bound(Limit.HARD_MAX).text());
            declared.put("soft_min", item.bound(Limit.SOFT_MIN).text());
            declared.put("soft_max", item.bound(Limit.SOFT_MAX).text());
            declared.put("note", moved(item, row.getField("note")));
            declared.put("asked_when", item.asked().text(item.form()));
            declared.put("on_crf", item.isOnPaper() ? "1" : "0");
            declared.put("identity", item.isIdentity() ? "1" : "0");
            softly.assertThat(item.isProfessional()).as("%s professional", item)
                    .isEqualTo(row.getField("note").startsWith("personal data of a professional"));
            declared.put("optional", item.isOptional() ? "1" : "0");
            declared.forEach((field, value) -> softly.assertThat(plain(value)).as("%s %s", item, field)
                    .isEqualTo(plain(row.getField(field))));
            compareLabels(softly, item.labelKey(), row);
        });
    }

    /** The note, with what it says of a bound that moves as the declaration says it. */
    private static String moved(Item<?, ?> item, String note) {
        Condition moves = item.moves(Limit.SOFT_MAX);
        return MOVED.matcher(note).replaceAll("") + (moves == null ? "" : "soft_max " + item.moved(Limit.SOFT_MAX).text()
                + " where " + moves.text(item.form()));
    }

    private static void compare(CodeList<? extends Code> list) {
        List<NamedCsvRecord> rows = codes(list).toList();
        SoftAssertions.assertSoftly(softly -> {
            softly.assertThat(list.codes().stream().map(Code::code)).as("codes of %s", list.name())
                    .containsExactlyElementsOf(rows.stream().map(row -> row.getField("code")).toList());
            softly.assertThat(list.codes().stream().filter(Code::exclusive).map(Code::code))
                    .as("exclusive codes of %s", list.name()).containsExactlyElementsOf(rows.stream()
                            .filter(row -> row.getField("exclusive").equals("1")).map(row -> row.getField("code"))
                            .toList());
            rows.forEach(row -> compareLabels(softly, "code." + list.name() + "." + row.getField("code"), row));
        });
    }

    private static void compare(Form<?> form) {
        SoftAssertions.assertSoftly(softly -> {
            softly.assertThat(form.section()).as("%s section", form).isEqualTo(ITEMS.stream()
                    .filter(row -> row.getField("form").equals(form.name()))
                    .mapToInt(row -> Integer.parseInt(row.getField("section"))).min().orElseThrow());
            HEADINGS.stream().filter(row -> row.getField("form").equals(form.name())).forEach(row -> {
                String course = row.getField("course").isEmpty() ? "" : "." + row.getField("course");
                switch (row.getField("kind")) {
                    case "section" -> compareLabels(softly, form.labelKey() + course, row);
                    case "group" -> compareLabels(softly,
                            "group." + form.name() + "." + row.getField("item_group") + course, row);
                    default -> { /* the columns of a table, below */ }
                }
            });
            List<NamedCsvRecord> columns = HEADINGS.stream().filter(row -> row.getField("kind").equals("column")
                    && row.getField("form").equals(form.name())).toList();
            if (!form.equals(PriorTreatmentOverviewForm.FORM)) {
                softly.assertThat(form.columns()).as("%s columns", form).hasSameSizeAs(columns);
            }
            for (int i = 0; i < form.columns().size(); i++) {
                compareLabels(softly, form.columnKey(form.columns().get(i)), columns.get(i));
            }
        });
    }

    private static void compareLabels(SoftAssertions softly, String key, NamedCsvRecord row) {
        compareLabel(softly, FRENCH, "French", key, row.getField("label_fr"));
        compareLabel(softly, ENGLISH, "English", key, row.getField("label_en"));
        if (row.getHeader().contains("help_fr")) {
            compareLabel(softly, FRENCH, "French", key + ".help", row.getField("help_fr"));
            compareLabel(softly, ENGLISH, "English", key + ".help", row.getField("help_en"));
        }
    }

    static void compareMessage(String key, NamedCsvRecord row) {
        SoftAssertions.assertSoftly(softly -> {
            compareLabel(softly, FRENCH, "French", key, row.getField("message_fr"));
            compareLabel(softly, ENGLISH, "English", key, row.getField("message_en"));
        });
    }

    private static void compareLabel(SoftAssertions softly, Properties labels, String language, String key,
            String printed) {
        softly.assertThat(plain(labels.getProperty(key, ""))).as("%s %s", language, key).isEqualTo(plain(printed));
    }

    // --- both sides -------------------------------------------------------------------------------------------------

    private static Stream<? extends Item<?, ?>> declared() {
        return Study.FORMS.stream().flatMap(form -> form.items().stream());
    }

    /** Every list in use; that of the sites has no rows in the contract and lives in the database. */
    private static Stream<CodeList<?>> lists() {
        Map<String, CodeList<?>> lists = new LinkedHashMap<>();
        lists.put(MissingReason.LIST.name(), MissingReason.LIST);
        declared().map(Item::codes).filter(Objects::nonNull).forEach(list -> lists.put(list.name(), list));
        return lists.values().stream();
    }

    private static Stream<NamedCsvRecord> codes(@Nullable CodeList<?> list) {
        return CODES.stream().filter(row -> list != null && row.getField("code_list").equals(list.name()));
    }

    private static Set<String> attributes(Class<?> rowType) {
        return names(Arrays.stream(rowType.getDeclaredFields()).map(Field::getName));
    }

    private static String camelCase(String name) {
        String[] words = name.split("_");
        return words[0] + Arrays.stream(words).skip(1)
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1)).collect(joining());
    }

    private static String nameOf(NamedCsvRecord row) {
        return row.getField("form") + "." + row.getField("item");
    }

    private static Set<String> names(Stream<String> names) {
        Set<String> inOrder = new LinkedHashSet<>();
        names.forEach(inOrder::add);
        return inOrder;
    }

    /** Spaces may be non-breaking on screen. */
    static String plain(String text) {
        return text.replaceAll("[\\s\\u00A0\\u202F]+", " ").strip();
    }

    static List<NamedCsvRecord> csv(String name) {
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder()
                .ofNamedCsvRecord(open("/contract/" + name + ".csv"))) {
            return reader.stream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties labels(String name) {
        try (Reader reader = open("/vaadin-i18n/" + name + ".properties")) {
            Properties labels = new Properties();
            labels.load(reader);
            return labels;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Reader open(String resource) {
        return new InputStreamReader(Objects.requireNonNull(ContractTest.class.getResourceAsStream(resource), resource),
                StandardCharsets.UTF_8);
    }
}
