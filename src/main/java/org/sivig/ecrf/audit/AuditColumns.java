package org.sivig.ecrf.audit;

import static java.util.stream.Collectors.joining;
import static org.sivig.ecrf.list.Criterion.any;
import static org.sivig.ecrf.list.Criterion.days;
import static org.sivig.ecrf.list.Criterion.one;
import static org.sivig.ecrf.list.Criterion.patient;
import static org.sivig.ecrf.list.Criterion.text;
import static org.sivig.ecrf.list.Criterion.typed;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.list.Column;
import org.sivig.ecrf.list.Columns;
import org.sivig.ecrf.list.Conditions;
import org.sivig.ecrf.list.Criterion;
import org.sivig.ecrf.list.Name;
import org.sivig.ecrf.list.Range;
import org.sivig.ecrf.list.Said;

/** The columns of the list of audit records, the newest first. */
public final class AuditColumns {

    /** Among the acts: changes of answers. */
    public static final String ANSWER = "ANSWER";

    /** What stands before the text of a reason. */
    private static final String REASON_CODE = "case when position(': ' in r.reason) > 0"
            + " then substring(r.reason from 1 for position(': ' in r.reason) - 1) else r.reason end";

    public static final Columns<AuditRecord> ALL = Columns.<AuditRecord>descending("r.at", "r.id").first("at");

    public static final Column<AuditRecord, Range<LocalDate>> AT =
            ALL.column("at").in("day").sorted("r.at", "r.id").filtered(days("r.at"));
    /** The user name or the name of the user: {@link AuditList} looks these up before it looks for records. */
    public static final Column<AuditRecord, String> USER = ALL.column("user").filtered(text((conditions, user) -> { }));
    public static final Column<AuditRecord, Set<String>> ROLE =
            ALL.column("role").filtered(any("r.role", Name.itself()));
    public static final Column<AuditRecord, Set<String>> SITE =
            ALL.column("site").filtered(any("r.site", Name.itself()));
    public static final Column<AuditRecord, String> PATIENT = ALL.column("patient").filtered(patient(
            (conditions, part) -> conditions.add("r.patient_id in (select id from patient where lower(number)"
                    + Conditions.LIKE + ")", Conditions.part(part))));
    /** Names of forms. */
    public static final Column<AuditRecord, Set<String>> FORM =
            ALL.column("form").filtered(any("r.form", Name.itself()));
    /** Items as {@code form.item}. */
    public static final Column<AuditRecord, Set<String>> ITEM = ALL.column("item").filtered(any(Name.itself(),
            (conditions, items) -> conditions.add(among(items), names(items))));
    /** What the value before looks like; {@link AuditList} does not look for it in what it masks. */
    public static final Column<AuditRecord, AuditText> OLD = ALL.column("old").filtered(value("old"));
    /** The same of the value after. */
    public static final Column<AuditRecord, AuditText> NEW = ALL.column("new").filtered(value("new"));
    public static final Column<AuditRecord, AuditText> REASON = ALL.column("reason").filtered(sought(
            (conditions, text) -> addText(conditions, "r.reason", REASON_CODE, text)));
    /** Names of acts, and {@link #ANSWER}. */
    public static final Column<AuditRecord, Set<String>> ACT = ALL.column("act").filtered(any(Name.itself(),
            (conditions, acts) -> conditions.add(
                    acts.contains(ANSWER) ? "(r.act is null or r.act in (?))" : "r.act in (?)", acts)));
    public static final Column<AuditRecord, @Nullable Long> QUERY =
            ALL.column("query").filtered(one("r.query_number", new Name<>(Long::valueOf, Object::toString)));

    private AuditColumns() {
    }

    private static Criterion<AuditText> sought(BiConsumer<Conditions, AuditText> condition) {
        return typed(AuditText.NONE, AuditText::typed, AuditText::of, condition);
    }

    /** A value or a missing reason. */
    private static Criterion<AuditText> value(String which) {
        return sought((conditions, text) ->
                addText(conditions, "r." + which + "_value", "r." + which + "_missing", text));
    }

    private static void addText(Conditions conditions, String column, String whole, AuditText text) {
        List<String> any = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        text.parts().forEach(part -> {
            any.add(column + " ~ ?"); // as an operator, which PostgreSQL answers from an index; H2 knows it too
            values.add(Said.pattern(part));
        });
        if (!text.whole().isEmpty()) {
            any.add(whole + " in (?)");
            values.add(text.whole());
        }
        text.codes().forEach((code, items) -> {
            any.add("(',' || " + column + " || ',' like ? and " + among(items) + ")");
            values.add("%," + code + ",%");
            values.addAll(List.of(names(items)));
        });
        conditions.add(any.stream().collect(joining(" or ", "(", ")")), values.toArray());
    }

    /** @param items each as its form, a full stop and its name */
    private static String among(Collection<String> items) {
        return items.stream().map(item -> "(?, ?)").collect(joining(", ", "(r.form, r.item) in (", ")"));
    }

    private static Object[] names(Collection<String> items) {
        return items.stream().flatMap(item -> Stream.of(item.split("\\.", 2))).toArray();
    }
}
