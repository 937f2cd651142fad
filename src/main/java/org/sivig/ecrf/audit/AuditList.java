package org.sivig.ecrf.audit;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.list.Columns;
import org.sivig.ecrf.list.Conditions;
import org.sivig.ecrf.list.Filter;
import org.sivig.ecrf.list.Listing;
import org.sivig.ecrf.list.RowList;
import org.sivig.ecrf.study.Study;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lists the audit records of the patients whom the user sees. Filters, sorts and pages in the database. Answers that the
 * user does not see are masked and not searched, and letters and birth dates are for everybody: they are read in the
 * history of their item, where the reading is on record.
 */
@Service
@Transactional(readOnly = true)
public class AuditList implements RowList<AuditRecord> {

    /** What stands in place of a masked value. */
    public static final String MASK = "…";

    private static final int FETCHED_AT_ONCE = 500;

    private final NamedParameterJdbcTemplate database;
    private final AccessPolicy policy;
    private final ExportLog exports;
    private final TransactionTemplate reading;

    AuditList(JdbcTemplate database, AccessPolicy policy, ExportLog exports, PlatformTransactionManager transactions) {
        JdbcTemplate fetching = new JdbcTemplate(database.getDataSource());
        fetching.setFetchSize(FETCHED_AT_ONCE);
        this.database = new NamedParameterJdbcTemplate(fetching);
        this.policy = policy;
        this.exports = exports;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
    }

    @Override
    public Columns<AuditRecord> columns() {
        return AuditColumns.ALL;
    }

    @Override
    public List<AuditRecord> fetch(Filter<AuditRecord> filter, Pageable page) {
        Conditions conditions = conditions(filter);
        Map<String, Object> parameters = conditions.parameters();
        parameters.put("offset", page.getOffset());
        parameters.put("limit", page.getPageSize());
        return database.query(select(conditions, page.getSort()) + " offset :offset rows fetch next :limit rows only",
                parameters, (row, i) -> masked(AuditRecord.read(row)));
    }

    /** How many records meet the filter, counted up to a limit. */
    public int count(Filter<AuditRecord> filter, int limit) {
        Conditions conditions = conditions(filter);
        Map<String, Object> parameters = conditions.parameters();
        parameters.put("limit", limit);
        Integer count = database.queryForObject("select count(*) from (select 1 as one " + AuditRecord.FROM + conditions
                + " fetch first :limit rows only) found", parameters, Integer.class);
        return count == null ? 0 : count;
    }

    /**
     * Hands out every record, as {@link #fetch} gives them, without holding them all in memory. That they were taken
     * out is on record before the first of them is.
     *
     * @param shown the listing as it stands in the address
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public void export(Listing<AuditRecord> listing, String shown, Consumer<AuditRecord> receiver) {
        policy.requireRecentProof();
        exports.record("audit", shown, count(listing.filter(), Integer.MAX_VALUE));
        Conditions conditions = conditions(listing.filter());
        reading.executeWithoutResult(transaction -> database.query(select(conditions, listing.order()),
                conditions.parameters(), row -> {
                    receiver.accept(masked(AuditRecord.read(row)));
                }));
    }

    private static String select(Conditions conditions, Sort order) {
        return "select " + AuditRecord.COLUMNS + AuditRecord.NOT_COUNTED + AuditRecord.FROM + conditions
                + AuditColumns.ALL.orderBy(order);
    }

    private AuditRecord masked(AuditRecord record) {
        boolean shown = record.answered().map(policy::sees).orElse(true);
        return shown ? record : record.withValues(hidden -> MASK);
    }

    /** Forms with the items of them whose answers are masked. */
    private Map<String, Set<String>> masked() {
        return Study.FORMS.stream().filter(form -> !form.items().stream().allMatch(policy::sees))
                .collect(Collectors.toMap(Form::name, form -> form.items().stream().filter(item -> !policy.sees(item))
                        .map(Item::name).collect(Collectors.toSet())));
    }

    private Conditions conditions(Filter<AuditRecord> filter) {
        Conditions conditions = columns().conditions(filter);
        policy.visibleSites().ifPresent(sites -> conditions.addAny("r.site", sites));
        String user = filter.get(AuditColumns.USER);
        if (!user.isEmpty()) {
            conditions.addAny("r.username", users(user));
        }
        if (Stream.of(AuditColumns.OLD, AuditColumns.NEW).anyMatch(value -> !filter.get(value).equals(AuditText.NONE))) {
            masked().forEach((form, items) ->
                    conditions.add("not (r.act is null and r.form = ? and r.item in (?))", form, items));
        }
        return conditions;
    }

    /** Looked up first: the database finds the records of known names by their index. */
    private List<String> users(String part) {
        Conditions conditions = new Conditions();
        conditions.addSaid("username || ' ' || display_name", part);
        return database.queryForList("select username from user_account " + conditions, conditions.parameters(),
                String.class);
    }
}
