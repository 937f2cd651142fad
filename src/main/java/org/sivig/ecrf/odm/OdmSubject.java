package org.sivig.ecrf.odm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.Row;
import org.sivig.ecrf.study.Drug;

/** Writes the answers of one casebook: what holds none is not written. */
final class OdmSubject {

    /** What an item of a group holds. */
    private record Value(String oid, String value) {
    }

    /** A group of a form with what it holds. */
    private record Filled(String form, OdmLayout.Group group, String repeat, List<Value> values) {
    }

    private final OdmXml xml;
    private final Casebook casebook;
    private final Predicate<Item<?, ?>> carried;

    /** @param carried the items whose answers are written */
    OdmSubject(OdmXml xml, Casebook casebook, Predicate<Item<?, ?>> carried) {
        this.xml = xml;
        this.casebook = casebook;
        this.carried = carried;
    }

    void write() throws IOException {
        for (OdmLayout.Event event : OdmLayout.EVENTS) {
            if (event.isRepeating()) {
                for (String key : keys(event)) {
                    event(event, key);
                }
            } else {
                event(event, event.code());
            }
        }
    }

    private Set<String> keys(OdmLayout.Event event) {
        Set<String> keys = new LinkedHashSet<>();
        event.forms().forEach(form -> casebook.rows(form).forEach(row -> keys.add(row.keys().get(event.key()))));
        return keys;
    }

    private void event(OdmLayout.Event event, @Nullable String key) throws IOException {
        List<Filled> filled = new ArrayList<>();
        for (Form<?> form : event.forms()) {
            OdmLayout.GROUPS.stream().filter(group -> group.form() == form)
                    .forEach(group -> casebook.rows(form).stream().map(Row.class::cast)
                            .filter(row -> key == null || row.isAt(event.key(), key))
                            .forEach(row -> add(filled, group, row)));
        }
        if (filled.isEmpty()) {
            return;
        }
        xml.open("StudyEventData", "StudyEventOID", event.oid(), "StudyEventRepeatKey", event.isRepeating() ? key : null);
        String open = "";
        for (Filled group : filled) {
            if (!group.form().equals(open)) {
                if (!open.isEmpty()) {
                    xml.close();
                }
                open = group.form();
                xml.open("FormData", "FormOID", Oid.form(open));
            }
            xml.open("ItemGroupData", "ItemGroupOID", group.group().oid(), "ItemGroupRepeatKey",
                    group.group().isRepeating() ? group.repeat() : null);
            for (Value value : group.values()) {
                xml.empty("ItemData", "ItemOID", value.oid(), "Value", value.value());
            }
            xml.close();
        }
        xml.close().close();
    }

    private void add(List<Filled> filled, OdmLayout.Group group, Row row) {
        List<Value> values = new ArrayList<>();
        for (Item<?, ?> item : group.items()) {
            var answer = item.inAny(row);
            if (!answer.isBlank() && carried.test(item) && item.isAsked(row, casebook)) {
                for (OdmItem part : OdmItem.of(item)) {
                    String value = part.value(answer);
                    if (value != null) {
                        values.add(new Value(part.oid(), value));
                    }
                }
            }
        }
        if (values.isEmpty()) {
            return;
        }
        String repeat = row.keys().getOrDefault(OdmLayout.DRUG, "");
        if (group.isRepeating()) {
            boolean other = Drug.of(repeat).equals(Drug.OTHER);
            values.addFirst(new Value(Oid.key(OdmLayout.EPISODE), other ? "1" : "" + Drug.number(repeat)));
            values.addFirst(new Value(Oid.key(OdmLayout.DRUG), other ? repeat : Drug.of(repeat)));
        }
        filled.add(new Filled(group.form().name(), group, repeat, values));
    }
}
