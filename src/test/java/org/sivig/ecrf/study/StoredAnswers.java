package org.sivig.ecrf.study;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Casebook.Instance;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.ItemType;

/** The answers of a form as columns hold them, by export name, without what is blank; missing reasons as ?ND. */
public final class StoredAnswers {

    private StoredAnswers() {
    }

    /** What the database holds of a patient. */
    public static Map<String, String> in(Connection database, String number, Form<?> form) throws SQLException {
        Map<String, String> answers = new TreeMap<>();
        try (PreparedStatement query = database.prepareStatement(
                "select * from " + form.table() + " where patient_id = (select id from patient where number = ?)")) {
            query.setString(1, number);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                for (Item<?, ?> item : form.items()) {
                    String column = List.of("start", "end").contains(item.name()) ? item.name() + "_date" : item.name();
                    if (!item.isIdentity() && !item.isFixed() && row.getString(column) != null) {
                        answers.put(exportName(item.exportNamePattern(), row), item.type() == ItemType.DECIMAL
                                ? row.getBigDecimal(column).stripTrailingZeros().toPlainString()
                                : row.getString(column));
                    }
                }
                for (String reason : Objects.requireNonNullElse(row.getString("missing"), "").split("\\|")) {
                    if (!reason.isEmpty()) {
                        String[] parts = reason.split("=");
                        answers.merge(exportName(form.item(parts[0]).exportNamePattern(), row), "?" + parts[1],
                                (value, both) -> value + both);
                    }
                }
            }
        }
        return answers;
    }

    private static String exportName(String pattern, ResultSet row) throws SQLException {
        String name = pattern;
        for (String key : List.of("visit", "course", "drug")) {
            if (name.contains("{" + key + "}")) {
                name = name.replace("{" + key + "}", row.getString(key));
            }
        }
        return name;
    }

    /** What it should hold of this casebook. */
    public static Map<String, String> of(Casebook wanted, Form<?> form) {
        Map<String, String> answers = new TreeMap<>();
        for (Instance instance : wanted.instances(form)) {
            Item<?, ?> item = instance.item();
            Answer<?> answer = instance.answer();
            if (answer.missing() != null) {
                answers.put(instance.exportName(), "?" + answer.missing());
            } else if (answer.value() != null && !item.isIdentity() && !item.isFixed()) {
                String text = Objects.requireNonNull(item.text(answer.value()));
                answers.put(instance.exportName(),
                        item.type() == ItemType.MULTI_CHOICE ? "|" + text.replace(",", "|") + "|" : text);
            }
        }
        return answers;
    }
}
