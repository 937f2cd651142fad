package org.sivig.ecrf.odm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Bound;
import org.sivig.ecrf.crf.CodeList;
import org.sivig.ecrf.crf.Condition;
import org.sivig.ecrf.crf.EditCheck;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.Item.Limit;
import org.sivig.ecrf.crf.Row;
import org.sivig.ecrf.study.Checks;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.StudyWords;

/** Writes what the study asks, from the declaration: events, forms, groups, items, code lists, units, conditions and edit checks. */
final class OdmMetadata {

    /** In which conditions are written: the grammar of the data contract. */
    static final String GRAMMAR = "SIVIG " + Study.FORMS_VERSION;

    /** Under which an item is known in files, with the keys of its row in braces. */
    private static final String EXPORT_NAME = "SIVIG.export";

    private final OdmXml xml;
    private final List<OdmTable> tables;
    private final List<OdmMarks> marks;
    /** By form and text, the name of the condition under which items are asked. */
    private final Map<String, String> conditions = new LinkedHashMap<>();

    private OdmMetadata(OdmXml xml, List<OdmTable> tables, List<OdmMarks> marks) {
        this.xml = xml;
        this.tables = tables;
        this.marks = marks;
    }

    /**
     * @param tables the tables of the same package, whose columns are items too
     * @param marks  lists of what annotations are marked with
     */
    static void write(OdmXml xml, List<OdmTable> tables, List<OdmMarks> marks) throws IOException {
        new OdmMetadata(xml, tables, marks).study();
    }

    private void study() throws IOException {
        xml.open("Study", "OID", Oid.STUDY).open("GlobalVariables").text("StudyName", "SIVIG")
                .text("StudyDescription", StudyWords.FRENCH.of("study")).text("ProtocolName", "SIVIG").close();
        units();
        xml.open("MetaDataVersion", "OID", Oid.VERSION, "Name", "SIVIG " + Study.FORMS_VERSION);
        events();
        for (String form : forms()) {
            form(form);
        }
        for (OdmLayout.Group group : OdmLayout.GROUPS) {
            group(group);
        }
        for (OdmTable table : tables) {
            table(table);
        }
        items();
        for (CodeList<?> list : lists()) {
            list(list);
        }
        for (OdmMarks list : marks) {
            list.write(xml);
        }
        conditions();
        for (EditCheck check : Checks.ALL) {
            check(check);
        }
        xml.close().close();
    }

    private static Set<String> forms() {
        Set<String> forms = new LinkedHashSet<>();
        OdmLayout.EVENTS.forEach(event -> forms.addAll(event.formNames()));
        return forms;
    }

    private static List<Item<?, ?>> declared() {
        return OdmLayout.GROUPS.stream().<Item<?, ?>>flatMap(group -> group.items().stream()).toList();
    }

    // --- units --------------------------------------------------------------------------------------------------------

    private void units() throws IOException {
        Set<String> units = new LinkedHashSet<>();
        declared().stream().map(Item::unit).forEach(units::add);
        tables.stream().flatMap(table -> table.columns().stream()).map(OdmTable.Column::unit).forEach(units::add);
        units.remove("");
        xml.open("BasicDefinitions");
        for (String unit : units) {
            xml.open("MeasurementUnit", "OID", Oid.unit(unit), "Name", unit)
                    .said("Symbol", words -> words.unit(unit)).close();
        }
        xml.close();
    }

    // --- events, forms and groups -------------------------------------------------------------------------------------

    private void events() throws IOException {
        xml.open("Protocol");
        int order = 0;
        for (OdmLayout.Event event : OdmLayout.EVENTS) {
            xml.empty("StudyEventRef", "StudyEventOID", event.oid(), "OrderNumber", "" + ++order, "Mandatory", "Yes");
        }
        xml.close();
        for (OdmLayout.Event event : OdmLayout.EVENTS) {
            xml.open("StudyEventDef", "OID", event.oid(), "Name", event.said().in(StudyWords.FRENCH),
                    "Repeating", yesNo(event.isRepeating()), "Type", event.code() == null ? "Common" : "Scheduled")
                    .said("Description", event.said());
            int place = 0;
            for (String form : event.formNames()) {
                xml.empty("FormRef", "FormOID", Oid.form(form), "OrderNumber", "" + ++place, "Mandatory", "Yes");
            }
            xml.close();
        }
    }

    private void form(String form) throws IOException {
        xml.open("FormDef", "OID", Oid.form(form), "Name", OdmLayout.title(form, StudyWords.FRENCH), "Repeating", "No")
                .said("Description", words -> OdmLayout.title(form, words));
        int place = 0;
        for (OdmLayout.Group group : OdmLayout.groups(form).toList()) {
            xml.empty("ItemGroupRef", "ItemGroupOID", group.oid(), "OrderNumber", "" + ++place, "Mandatory", "No");
        }
        xml.close();
    }

    private void group(OdmLayout.Group group) throws IOException {
        xml.open("ItemGroupDef", "OID", group.oid(), "Name", group.form().name() + "." + group.name(),
                "Repeating", yesNo(group.isRepeating())).said("Description", group::title);
        int place = 0;
        if (group.isRepeating()) {
            for (String key : List.of(OdmLayout.DRUG, OdmLayout.EPISODE)) {
                xml.empty("ItemRef", "ItemOID", Oid.key(key), "OrderNumber", "" + ++place, "Mandatory", "Yes",
                        "KeySequence", "" + place);
            }
        }
        for (Item<?, ?> item : group.items()) {
            for (OdmItem part : OdmItem.of(item)) {
                xml.empty("ItemRef", "ItemOID", part.oid(), "OrderNumber", "" + ++place, "Mandatory", "No",
                        "CollectionExceptionConditionOID", condition(item));
            }
        }
        xml.close();
    }

    private void table(OdmTable table) throws IOException {
        xml.open("ItemGroupDef", "OID", Oid.table(table.name()), "Name", "table." + table.name(), "Repeating", "No",
                "Purpose", "Tabulation").said("Description", table.label());
        int place = 0;
        int keys = 0;
        for (OdmTable.Column column : table.columns()) {
            xml.empty("ItemRef", "ItemOID", column.oid(), "OrderNumber", "" + ++place, "Mandatory", "No",
                    "KeySequence", column.isKey() ? "" + ++keys : null);
        }
        xml.close();
    }

    private static String yesNo(boolean yes) {
        return yes ? "Yes" : "No";
    }

    // --- items --------------------------------------------------------------------------------------------------------

    private void items() throws IOException {
        Set<String> written = new LinkedHashSet<>();
        for (Item<?, ?> item : declared()) {
            for (OdmItem part : OdmItem.of(item)) {
                if (written.add(part.oid())) {
                    item(part);
                }
            }
        }
        for (String key : List.of(OdmLayout.DRUG, OdmLayout.EPISODE)) {
            written.add(Oid.key(key));
            xml.open("ItemDef", "OID", Oid.key(key), "Name", key, "DataType", key.equals(OdmLayout.DRUG) ? "text" : "integer",
                    "Length", "10").said("Question", words -> words.of("odm.key." + key)).close();
        }
        for (OdmTable table : tables) {
            for (OdmTable.Column column : table.columns()) {
                if (written.add(column.oid())) {
                    column(column);
                }
            }
        }
    }

    private void item(OdmItem part) throws IOException {
        Item<?, ?> item = part.item();
        String type = part.dataType();
        xml.open("ItemDef", "OID", part.oid(), "Name", part.name(), "DataType", type, "Length", part.length(),
                "SignificantDigits", type.equals("float") ? "" + item.decimals() : null)
                .said("Description", part::help).said("Question", part::label);
        if (!part.unit().isEmpty()) {
            xml.empty("MeasurementUnitRef", "MeasurementUnitOID", Oid.unit(part.unit()));
        }
        if (part.kind() == OdmItem.Kind.VALUE) {
            ranges(item);
        }
        CodeList<?> codes = part.codes();
        if (codes != null) {
            xml.empty("CodeListRef", "CodeListOID", Oid.codes(codes));
        }
        xml.empty("Alias", "Context", EXPORT_NAME, "Name", part.exportName()).close();
    }

    private void column(OdmTable.Column column) throws IOException {
        xml.open("ItemDef", "OID", column.oid(), "Name", column.name(), "DataType", column.dataType(),
                "Length", column.length(), "SignificantDigits", column.decimals(), "Origin", column.isKey() ? null : "Derived")
                .said("Question", column.label());
        if (!column.unit().isEmpty()) {
            xml.empty("MeasurementUnitRef", "MeasurementUnitOID", Oid.unit(column.unit()));
        }
        if (column.codes() != null) {
            xml.empty("CodeListRef", "CodeListOID", Oid.codes(column.codes()));
        }
        xml.close();
    }

    /** What is impossible is stored all the same, so every range is soft; the message tells which is which. */
    private void ranges(Item<?, ?> item) throws IOException {
        range(item, Limit.HARD_MIN, "GE", "E90");
        range(item, Limit.HARD_MAX, "LE", "E90");
        range(item, Limit.SOFT_MIN, "GE", "E91");
        range(item, Limit.SOFT_MAX, "LE", "E91");
    }

    private void range(Item<?, ?> item, Limit limit, String comparator, String check) throws IOException {
        Bound bound = item.bound(limit);
        if (bound.literal() == null) {
            return;
        }
        Condition moves = item.moves(limit);
        if (moves == null) {
            xml.open("RangeCheck", "Comparator", comparator, "SoftHard", "Soft").text("CheckValue", bound.text());
        } else {
            String condition = moves.text(item.form());
            String sign = comparator.equals("LE") ? " <= " : " >= ";
            xml.open("RangeCheck", "SoftHard", "Soft").text("FormalExpression", "not (" + condition + ") and " + item.name()
                    + sign + bound.text() + " or " + condition + " and " + item.name() + sign + item.moved(limit).text(),
                    "Context", GRAMMAR);
        }
        Row row = Study.FORMS.stream().filter(form -> form.items().contains(item)).findFirst().orElseThrow()
                .printed().get().getFirst();
        xml.said("ErrorMessage", words -> words.message(Checks.find(check), item, row, Map.of(
                "min", text(item, Limit.valueOf(limit.name().replace("MAX", "MIN"))),
                "max", text(item, Limit.valueOf(limit.name().replace("MIN", "MAX")))))).close();
    }

    private static String text(Item<?, ?> item, Limit limit) {
        Bound bound = item.bound(limit);
        return bound.literal() == null ? "" : bound.text();
    }

    // --- code lists ---------------------------------------------------------------------------------------------------

    private List<CodeList<?>> lists() {
        Map<String, CodeList<?>> lists = new LinkedHashMap<>();
        declared().stream().flatMap(item -> OdmItem.of(item).stream()).map(OdmItem::codes).forEach(list -> {
            if (list != null) {
                lists.putIfAbsent(list.name(), list);
            }
        });
        tables.stream().flatMap(table -> table.columns().stream()).map(OdmTable.Column::codes).forEach(list -> {
            if (list != null) {
                lists.putIfAbsent(list.name(), list);
            }
        });
        return new ArrayList<>(lists.values());
    }

    private void list(CodeList<?> list) throws IOException {
        xml.open("CodeList", "OID", Oid.codes(list), "Name", list.name(), "DataType", OdmItem.dataType(list));
        int place = 0;
        for (var code : list.codes()) {
            xml.open("CodeListItem", "CodedValue", code.code(), "OrderNumber", "" + ++place)
                    .said("Decode", words -> words.of("code." + list.name() + "." + code.code())).close();
        }
        xml.close();
    }

    // --- conditions and checks ------------------------------------------------------------------------------------------

    private static boolean isAlwaysAsked(Item<?, ?> item) {
        return item.asked().equals(Condition.always());
    }

    /** The condition under which an item is not collected; null when there is none. */
    private @Nullable String condition(Item<?, ?> item) {
        return isAlwaysAsked(item) ? null
                : conditions.computeIfAbsent(item.form() + ":" + item.asked().text(item.form()),
                        text -> "UNASKED." + item.form() + "." + item.name());
    }

    private void conditions() throws IOException {
        Set<String> written = new LinkedHashSet<>();
        for (Item<?, ?> item : declared()) {
            String oid = condition(item);
            if (oid != null && written.add(oid)) {
                xml.open("ConditionDef", "OID", oid, "Name", oid)
                        .said("Description", words -> words.of("odm.unasked", words.asked(item)))
                        .text("FormalExpression", "not (" + item.asked().text("") + ")", "Context", GRAMMAR).close();
            }
        }
    }

    private void check(EditCheck check) throws IOException {
        xml.open("ConditionDef", "OID", Oid.check(check.id()), "Name", check.id())
                .said("Description", words -> words.of("severity." + check.severity()) + " – " + words.of(check.messageKey()))
                .text("FormalExpression", check.condition(), "Context", GRAMMAR)
                .empty("Alias", "Context", "SIVIG.severity", "Name", check.severity().name()).close();
    }
}
