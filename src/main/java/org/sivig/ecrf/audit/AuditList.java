package org.sivig.ecrf.audit;

import static java.util.stream.Collectors.joining;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.study.Study;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lists the audit records of the patients whom the user sees. Filters, sorts and pages in the database. Letters and
 * birth dates are masked for everybody: they are read in the history of their item, where the reading is on record.
 */
@Service
@Transactional(readOnly = true)
public class AuditList {

    /** What stands in place of a sealed value. */
    public static final String MASK = "…";

    /** Forms with the items of them that are identity. */
    private static final Map<String, Set<String>> SEALED = Study.FORMS.stream()
            .filter(form -> form.items().stream().anyMatch(Item::isIdentity))
            .collect(Collectors.toMap(Form::name, form -> form.items().stream().filter(Item::isIdentity)
                    .map(Item::name).collect(Collectors.toSet())));

    /** What stands before the text of a reason. */
    private static final String REASON_CODE = "case when position(': ' in r.reason) > 0"
            + " then substring(r.reason from 1 for position(': ' in r.reason) - 1) else r.reason end";

    private static final String LIKE = "like ? escape '!'";
    private static final int FETCHED_AT_ONCE = 500;

    private final JdbcTemplate database;
    private final AccessPolicy policy;
    private final ExportLog exports;
    private final TransactionTemplate reading;

    AuditList(JdbcTemplate database, AccessPolicy policy, ExportLog exports, PlatformTransactionManager transactions) {
        this.database = new JdbcTemplate(database.getDataSource());
        this.database.setFetchSize(FETCHED_AT_ONCE);
        this.policy = policy;
        this.exports = exports;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
    }

    /**
     * Some of the records, in the order of time.
     *
     * @param newestFirst otherwise the oldest
     */
    public List<AuditRecord> fetch(AuditFilter filter, boolean newestFirst, int offset, int limit) {
        Conditions conditions = conditions(filter);
        conditions.values.add(offset);
        conditions.values.add(limit);
        return database.query(select(conditions, newestFirst) + " offset ? rows fetch next ? rows only",
                (row, i) -> masked(AuditRecord.read(row)), conditions.values.toArray());
    }

    /** How many records meet the filter, counted up to a limit. */
    public int count(AuditFilter filter, int limit) {
        Conditions conditions = conditions(filter);
        conditions.values.add(limit);
        Integer count = database.queryForObject("select count(*) from (select 1 as one " + AuditRecord.FROM + conditions
                + " fetch first ? rows only) found", Integer.class, conditions.values.toArray());
        return count == null ? 0 : count;
    }

    /**
     * Hands out every record, as {@link #fetch} gives them, without holding them all in memory. That they were taken
     * out is on record before the first of them is.
     *
     * @param shown the filter as it stands in the address
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public void export(AuditFilter filter, boolean newestFirst, String shown, Consumer<AuditRecord> receiver) {
        exports.record("audit", shown, count(filter, Integer.MAX_VALUE));
        Conditions conditions = conditions(filter);
        reading.executeWithoutResult(transaction -> database.query(select(conditions, newestFirst), row -> {
            receiver.accept(masked(AuditRecord.read(row)));
        }, conditions.values.toArray()));
    }

    private static String select(Conditions conditions, boolean newestFirst) {
        String direction = newestFirst ? " desc" : "";
        return "select " + AuditRecord.COLUMNS + AuditRecord.NOT_COUNTED + AuditRecord.FROM + conditions
                + " order by r.at" + direction + ", r.id" + direction;
    }

    private static AuditRecord masked(AuditRecord record) {
        return record.isIdentity() ? record.withValues(sealed -> MASK) : record;
    }

    private Conditions conditions(AuditFilter filter) {
        Conditions conditions = new Conditions();
        policy.visibleSites().ifPresent(sites -> conditions.add(Conditions.in("r.site", sites), sites.toArray()));
        if (filter.from() != null) {
            conditions.add("r.at >= ?", start(filter.from()));
        }
        if (filter.to() != null) {
            conditions.add("r.at < ?", start(filter.to().plusDays(1)));
        }
        if (!filter.user().isEmpty()) {
            List<String> users = users(filter.user());
            conditions.add(Conditions.in("r.username", users), users.toArray());
        }
        conditions.addAny("r.role", filter.roles());
        conditions.addAny("r.site", filter.sites());
        conditions.addContains("r.patient_id in (select id from patient where lower(number) like ?)", filter.patient());
        conditions.addAny("r.form", filter.forms());
        if (!filter.items().isEmpty()) {
            conditions.add(Conditions.items(filter.items()), Conditions.names(filter.items()));
        }
        conditions.addValue("old", filter.oldValue());
        conditions.addValue("new", filter.newValue());
        conditions.addText("r.reason", REASON_CODE, filter.reason());
        if (filter.acts().contains(AuditFilter.ANSWER)) {
            conditions.add("(r.act is null or " + Conditions.in("r.act", filter.acts()) + ")", filter.acts().toArray());
        } else {
            conditions.addAny("r.act", filter.acts());
        }
        if (filter.query() != null) {
            conditions.add("r.query_number = ?", filter.query());
        }
        return conditions;
    }

    /** Looked up first: the database finds the records of known names by their index. */
    private List<String> users(String part) {
        String like = Conditions.like(part);
        return database.queryForList("select username from user_account where lower(username) " + LIKE
                + " or lower(display_name) " + LIKE, String.class, like, like);
    }

    private static Object start(LocalDate day) {
        return day.atStartOfDay(Study.ZONE).toOffsetDateTime();
    }

    /** The conditions of one query, with their parameters in order. */
    private static class Conditions {

        private final List<String> texts = new ArrayList<>();
        private final List<Object> values = new ArrayList<>();

        void add(String text, Object... values) {
            texts.add(text);
            this.values.addAll(List.of(values));
        }

        void addAny(String expression, Collection<String> values) {
            if (!values.isEmpty()) {
                add(in(expression, values), values.toArray());
            }
        }

        /** @param text with question marks for the part */
        void addContains(String text, String part) {
            if (!part.isEmpty()) {
                add(text.replace("like ?", LIKE), Stream.of(text.split("\\?", -1)).skip(1).map(each -> like(part)).toArray());
            }
        }

        /** A value or a missing reason; what is sealed is not searched. */
        void addValue(String which, AuditFilter.Text text) {
            if (!text.typed().isEmpty()) {
                addText("r." + which + "_value", "r." + which + "_missing", text);
                SEALED.forEach((form, items) -> add("not (r.act is null and r.form = ? and " + in("r.item", items) + ")",
                        Stream.concat(Stream.of(form), items.stream()).toArray()));
            }
        }

        void addText(String column, String whole, AuditFilter.Text text) {
            if (text.typed().isEmpty()) {
                return;
            }
            List<String> any = new ArrayList<>();
            List<Object> sought = new ArrayList<>();
            text.parts().forEach(part -> {
                any.add("lower(" + column + ") " + LIKE);
                sought.add(like(part));
            });
            if (!text.whole().isEmpty()) {
                any.add(in(whole, text.whole()));
                sought.addAll(text.whole());
            }
            text.codes().forEach((code, items) -> {
                any.add("(',' || " + column + " || ',' like ? and " + items(items) + ")");
                sought.add("%," + code + ",%");
                sought.addAll(List.of(names(items)));
            });
            add(any.stream().collect(joining(" or ", "(", ")")), sought.toArray());
        }

        /** @param items each as its form, a full stop and its name */
        static String items(Collection<String> items) {
            return items.stream().map(item -> "(?, ?)").collect(joining(", ", "(r.form, r.item) in (", ")"));
        }

        static Object[] names(Collection<String> items) {
            return items.stream().flatMap(item -> Stream.of(item.split("\\.", 2))).toArray();
        }

        private static String in(String expression, Collection<String> values) {
            return values.isEmpty() ? "1 = 0"
                    : values.stream().map(value -> "?").collect(joining(", ", expression + " in (", ")"));
        }

        private static String like(String part) {
            return "%" + part.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%";
        }

        @Override
        public String toString() {
            return texts.isEmpty() ? "" : "where " + String.join(" and ", texts);
        }
    }
}
