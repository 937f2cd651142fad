package org.sivig.ecrf.account;

import static org.sivig.ecrf.list.Criterion.any;
import static org.sivig.ecrf.list.Criterion.days;
import static org.sivig.ecrf.list.Criterion.text;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sivig.ecrf.list.Column;
import org.sivig.ecrf.list.Columns;
import org.sivig.ecrf.list.Conditions;
import org.sivig.ecrf.list.Filter;
import org.sivig.ecrf.list.Listing;
import org.sivig.ecrf.list.Name;
import org.sivig.ecrf.list.Range;
import org.sivig.ecrf.list.RowList;
import org.sivig.ecrf.list.Said;
import org.sivig.ecrf.study.StudyWords;
import org.springframework.data.domain.Pageable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lists the log of accounts to who administers, the last first; to others it is empty. */
@Service
public class AccountLogList implements RowList<AccountEntry> {

    public static final Columns<AccountEntry> ALL = Columns.<AccountEntry>descending("e.seq").first("at");
    public static final Column<AccountEntry, Range<LocalDate>> AT = ALL.column("at").in("day").sorted("e.seq").filtered(days("e.at"));
    /** The user name or the name of who did it. */
    public static final Column<AccountEntry, String> BY = ALL.column("by").sorted("e.username", "e.seq").filtered(text(
            (conditions, part) -> conditions.addSaid("e.username || ' ' || coalesce((select u.display_name from user_account u where u.username = e.username), '')", part)));
    public static final Column<AccountEntry, Set<String>> ROLE = ALL.column("role").filtered(any("e.role", Name.itself()));
    public static final Column<AccountEntry, Set<AccountAct>> ACT =
            ALL.column("act").sorted("e.act", "e.seq").filtered(any(
                    Name.of(AccountAct.class), (conditions, acts) -> conditions.addAny("e.act", acts.stream().map(AccountAct::name).toList())));
    public static final Column<AccountEntry, String> SUBJECT = ALL.column("subject").sorted("e.subject", "e.seq").filtered(text(
            (conditions, part) -> conditions.addSaid("e.subject", part)));
    public static final Column<AccountEntry, String> DETAILS = ALL.column("details").filtered(text(
            (conditions, part) -> conditions.add(Conditions.says("e.details || ' ' || e.reason", "?"), kept(part))));
    public static final Column<AccountEntry, String> ADDRESS = ALL.column("address").sorted("e.address", "e.seq").filtered(text(
            (conditions, part) -> conditions.addSaid("e.address", part)));
    /** Under which keys stand the words in which codes of the details are shown. */
    private static final List<String> CODES = List.of("admin.log.code.", "role.", "duty.");
    private static final Pattern DAY = Pattern.compile("(\\d{2})/(\\d{2})/(\\d{4})");
    private static final String FROM = " from account_event e ";

    private final NamedParameterJdbcTemplate database;
    private final AccessPolicy policy;
    private final AccountLog log;

    AccountLogList(NamedParameterJdbcTemplate database, AccessPolicy policy, AccountLog log) {
        this.database = database;
        this.policy = policy;
        this.log = log;
    }

    @Override
    public Columns<AccountEntry> columns() {
        return ALL;
    }

    @Override
    @Transactional(readOnly = true)
    public List<AccountEntry> fetch(Filter<AccountEntry> filter, Pageable page) {
        Conditions conditions = conditions(filter);
        Map<String, Object> parameters = conditions.parameters();
        parameters.put("offset", page.getOffset());
        parameters.put("limit", page.getPageSize());
        return database.query("select " + AccountEntry.COLUMNS + FROM + conditions + ALL.orderBy(page.getSort())
                + " offset :offset rows fetch next :limit rows only", parameters, (row, i) -> AccountEntry.read(row));
    }

    /** How many there are. */
    @Transactional(readOnly = true)
    public long count(Filter<AccountEntry> filter) {
        Conditions conditions = conditions(filter);
        return Objects.requireNonNull(database.queryForObject("select count(*)" + FROM + conditions, conditions.parameters(), Long.class));
    }

    /**
     * Hands out every record that the listing shows, in its order. That they were taken away is on record before the first of them is.
     *
     * @param shown the listing as it stands in the address
     * @throws org.springframework.security.access.AccessDeniedException when the viewer administers no accounts
     * @throws ProofNeededException as {@link AccessPolicy#requireRecentProof}
     */
    @Transactional
    public void export(Listing<AccountEntry> listing, String shown, Consumer<AccountEntry> receiver) {
        policy.requireAdministers();
        policy.requireRecentProof();
        log.addAlone(AccountAct.LOG_TAKEN, "", shown);
        Conditions conditions = conditions(listing.filter());
        database.query("select " + AccountEntry.COLUMNS + FROM + conditions + ALL.orderBy(listing.order()), conditions.parameters(),
                row -> {
                    receiver.accept(AccountEntry.read(row));
                });
    }

    /** A regular expression of what is kept and contains this, or is shown in words that do, or with this day. */
    private static String kept(String part) {
        String meant = Said.text(part);
        Stream<String> codes = CODES.stream().flatMap(key -> saying(key, meant)).map(code -> "(^|[^A-Z_])" + code + "([^A-Z_]|$)");
        Stream<String> refused = saying("admin.log.refused.", meant).map(name -> "^" + Refusal.valueOf(name).kept());
        Stream<String> days = DAY.matcher(meant).results().map(day -> day.group(3) + "-" + day.group(2) + "-" + day.group(1));
        return Stream.of(Stream.of(Said.pattern(part)), codes, refused, days).flatMap(each -> each).collect(Collectors.joining("|"));
    }

    private static Stream<String> saying(String key, String meant) {
        return StudyWords.wordsOf(key).entrySet().stream()
                .filter(each -> each.getValue().stream().anyMatch(word -> Said.text(word).contains(meant))).map(Map.Entry::getKey).sorted();
    }

    private Conditions conditions(Filter<AccountEntry> filter) {
        Conditions conditions = ALL.conditions(filter);
        if (!policy.administers()) {
            conditions.add("1 = 0");
        }
        return conditions;
    }
}
