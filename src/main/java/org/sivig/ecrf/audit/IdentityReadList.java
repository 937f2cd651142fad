package org.sivig.ecrf.audit;

import static org.sivig.ecrf.list.Criterion.any;
import static org.sivig.ecrf.list.Criterion.days;
import static org.sivig.ecrf.list.Criterion.patient;
import static org.sivig.ecrf.list.Criterion.text;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.list.Column;
import org.sivig.ecrf.list.Columns;
import org.sivig.ecrf.list.Conditions;
import org.sivig.ecrf.list.Filter;
import org.sivig.ecrf.list.Name;
import org.sivig.ecrf.list.Range;
import org.sivig.ecrf.list.RowList;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lists who read the identity of the patients whom the user sees, the last first. */
@Service
@Transactional(readOnly = true)
public class IdentityReadList implements RowList<IdentityRead> {

    public static final Columns<IdentityRead> ALL = Columns.<IdentityRead>descending("r.at", "r.id").first("at");

    public static final Column<IdentityRead, Range<LocalDate>> AT =
            ALL.column("at").in("day").sorted("r.at", "r.id").filtered(days("r.at"));
    public static final Column<IdentityRead, String> USER = ALL.column("user").sorted("r.username", "r.id").filtered(text(
            (conditions, part) -> conditions.addSaid("r.username || ' ' || coalesce(u.display_name, '')", part)));
    public static final Column<IdentityRead, Set<String>> ROLE = ALL.column("role").filtered(any("r.role", Name.itself()));
    public static final Column<IdentityRead, Set<String>> SITE = ALL.column("site").filtered(any("p.site", Name.itself()));
    public static final Column<IdentityRead, String> PATIENT =
            ALL.column("patient").sorted("p.number", "r.id").filtered(patient("p.number"));

    private static final String FROM = """
            from identity_read r join patient p on p.id = r.patient_id left join user_account u on u.username = r.username
            """;

    private final NamedParameterJdbcTemplate database;
    private final AccessPolicy policy;

    IdentityReadList(NamedParameterJdbcTemplate database, AccessPolicy policy) {
        this.database = database;
        this.policy = policy;
    }

    @Override
    public Columns<IdentityRead> columns() {
        return ALL;
    }

    @Override
    public List<IdentityRead> fetch(Filter<IdentityRead> filter, Pageable page) {
        Conditions conditions = conditions(filter);
        Map<String, Object> parameters = conditions.parameters();
        parameters.put("offset", page.getOffset());
        parameters.put("limit", page.getPageSize());
        Sort order = page.getSort();
        return database.query("select r.at, r.username, coalesce(u.display_name, r.username) as display_name, r.role, p.site, p.number "
                + FROM + conditions + ALL.orderBy(order) + " offset :offset rows fetch next :limit rows only", parameters,
                (row, i) -> new IdentityRead(row.getObject("at", OffsetDateTime.class).toInstant(), row.getString("username"),
                        row.getString("display_name"), row.getString("role"), row.getString("site"), row.getString("number")));
    }

    /** How many there are. */
    public long count(Filter<IdentityRead> filter) {
        Conditions conditions = conditions(filter);
        return Objects.requireNonNull(database.queryForObject("select count(*) " + FROM + conditions, conditions.parameters(), Long.class));
    }

    private Conditions conditions(Filter<IdentityRead> filter) {
        Conditions conditions = ALL.conditions(filter);
        policy.visibleSites().ifPresent(sites -> conditions.addAny("p.site", sites));
        return conditions;
    }
}
