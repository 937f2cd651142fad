package org.sivig.ecrf.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sivig.ecrf.ServiceTest;
import org.sivig.ecrf.account.AccountAct;
import org.sivig.ecrf.account.AccountLog;
import org.sivig.ecrf.account.AccountLogList;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.audit.AuditColumns;
import org.sivig.ecrf.audit.IdentityReadList;
import org.sivig.ecrf.casebook.FindingColumns;
import org.sivig.ecrf.casebook.PatientColumns;
import org.sivig.ecrf.query.Queries;
import org.sivig.ecrf.query.QueryColumns;
import org.sivig.ecrf.study.life.QueryOutcome;
import org.sivig.ecrf.study.life.QueryStep;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;

/** What holds for every list that there is, from the declarations of its columns. */
abstract class ListsTest extends ServiceTest {

    /** An address of each list that asks something of each of its columns. */
    private static final Map<Columns<?>, String> ASKED = Map.of(
            PatientColumns.ALL, "q=SIV&number=01&site=01&site=02&sex=F&ssc=1&ssc=3&acr_from=9&acr_to=12"
                    + "&eligibility=eligible&eligibility=not_eligible&state=in_progress&state=signed&complete_from=10"
                    + "&changed_to=2026-03-01&by=dur",
            FindingColumns.ALL, "number=SIV-01&site=01&form=ivig_course&form=visit&where=m9&where=mtx&check=E60&check=S3&severity=error"
                    + "&state=justified&state=noted&fired_from=2026-03-01&cause=ivig1_start",
            QueryColumns.ALL, "name=Q-1&patient=SIV&site=01&form=visit&item=ana&item=hb&where=m3&state=closed&text=100 %"
                    + "&by=marc&raised_from=2026-03-01&raised_to=2026-03-31&opened_from=2026-03-01&outcome=confirmed",
            AuditColumns.ALL, "day_from=2026-01-01&day_to=2026-12-31&user=claire&role=INVESTIGATOR&site=01"
                    + "&patient=SIV-01&form=visit&item=visit.hb&old=11,5&new=12,5&reason=annul&act=ANSWER"
                    + "&act=FINDING_FIRED&query=7",
            IdentityReadList.ALL, "day_from=2026-01-01&day_to=2026-12-31&user=claire&role=INVESTIGATOR&site=01&patient=SIV-01",
            AccountLogList.ALL, "day_from=2026-01-01&by=adam&role=ADMINISTRATOR&act=denied&act=signed_in&subject=lea&details=why&address=127");

    @Autowired
    private List<RowList<?>> lists;
    @Autowired
    private Queries queries;

    @Autowired
    private AccountLog log;

    @BeforeEach
    void rowsOfEveryKind() {
        List.of("lea", "ann", "zoe").forEach(subject -> log.add(AccountAct.LINK_MADE, subject, "", "why"));
        String first = casebooks.create("01");
        save(first, "sex=F", "visit_date_m3=2008-06-10", "hb_m3=4", "plt_m3=9000000", "ssc_type=3");
        String second = casebooks.create("01");
        save(second, "dx_date=2099", "acr_puffy=1", "acr_sclero=1");
        signIn(INES);
        String other = casebooks.create("02");
        save(other, "sex=M", "acr_puffy=1", "acr_sclero=1", "ssc_type=1");
        signIn(viewer("stan", Role.STATISTICIAN));
        queries.raise(first, "hb_m3", "?");
        signIn(MARC);
        queries.raise(first, "ana", "?");
        queries.raise(second, "dx_date", "?");
        signIn(viewer("dora", Role.DATA_MANAGER));
        queries.raise(other, "ana", "?");
        database.sql("select number from query order by number desc").query(Long.class).list().stream().limit(1)
                .forEach(number -> queries.take(number, 1, QueryStep.CLOSE, QueryOutcome.CONFIRMED, ""));
    }

    /** Every list: one that is not here yet is shown what an address asks of it above. */
    private Stream<RowList<?>> lists() {
        Set<Columns<?>> columns = lists.stream().map(RowList::columns).collect(Collectors.toSet());
        assertThat(columns).isEqualTo(ASKED.keySet());
        return lists.stream().peek(list -> signIn(list instanceof AccountLogList ? viewer("adam", Role.ADMINISTRATOR)
                : viewer("dora", Role.DATA_MANAGER)));
    }

    private static List<String> rows(RowList<?> list, Sort sort) {
        return rows(list, PageRequest.of(0, 200, sort));
    }

    /** What each row says; the entities in it are others each time. */
    private static List<String> rows(RowList<?> list, Pageable page) {
        return list.fetch(Filter.all(), page).stream().map(row -> row.toString().replaceAll("@[0-9a-f]+", "")).toList();
    }

    @Test
    void eachColumnThatSortsDoesSoBothWaysPageByPage() {
        lists().forEach(ListsTest::sorts);
    }

    private static void sorts(RowList<?> list) {
        List<String> unsorted = rows(list, Sort.unsorted());
        assertThat(unsorted).hasSizeBetween(3, 199);
        assertThat(list.columns().all()).anyMatch(Column::isSortable);
        list.columns().all().stream().filter(Column::isSortable).map(Column::key).forEach(key -> {
            List<String> up = rows(list, Sort.by(key));
            List<String> down = rows(list, Sort.by(key).descending());
            assertThat(up).as(key).containsExactlyInAnyOrderElementsOf(unsorted);
            assertThat(down).as(key).containsExactlyInAnyOrderElementsOf(unsorted);
            assertThat(pages(list, Sort.by(key))).as(key).isEqualTo(up);
            assertThat(pages(list, Sort.by(key).descending())).as(key).isEqualTo(down);
        });
    }

    private static List<String> pages(RowList<?> list, Sort sort) {
        List<String> rows = new ArrayList<>();
        List<String> page;
        do {
            page = rows(list, PageRequest.of(rows.size() / 2, 2, sort));
            rows.addAll(page);
        } while (page.size() == 2);
        return rows;
    }

    @Test
    void whatIsAskedOfEachColumnSurvivesTheAddressAndNarrowsTheList() {
        lists().forEach(ListsTest::filters);
    }

    private static <R> void filters(RowList<R> list) {
        Columns<R> columns = list.columns();
        Map<String, List<String>> asked = parameters(ASKED.get(columns));
        Listing<R> listing = columns.read(asked);
        assertThat(listing.filter().values().keySet()).containsExactlyInAnyOrderElementsOf(
                columns.all().stream().map(Column::key).toList());
        assertThat(columns.unread(asked)).isEmpty();
        assertThat(inAnyOrder(columns.write(listing))).isEqualTo(inAnyOrder(asked));
        int all = rows(list, Sort.unsorted()).size();
        for (Column<R, ?> column : columns.all()) {
            Filter<R> one = only(column, listing.filter());
            assertThat(columns.read(columns.write(listing.with(one)))).isEqualTo(listing.with(one));
            assertThat(list.fetch(one, PageRequest.of(0, 200))).as(column.key()).hasSizeBetween(0, all);
            assertThat(columns.conditions(one).toString().isEmpty()).as(column.key())
                    .isEqualTo(column.equals(AuditColumns.USER));
        }
        assertThat(list.fetch(listing.filter(), PageRequest.of(0, 200))).hasSizeLessThan(all);
    }

    private static Map<String, Set<String>> inAnyOrder(Map<String, List<String>> parameters) {
        return parameters.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> Set.copyOf(entry.getValue())));
    }

    private static <R, T> Filter<R> only(Column<R, T> column, Filter<R> filter) {
        return Filter.<R>all().with(column, filter.get(column));
    }

    @Test
    void eachOrderSurvivesTheAddress() {
        lists().forEach(ListsTest::orders);
    }

    private static <R> void orders(RowList<R> list) {
        Columns<R> columns = list.columns();
        assertThat(columns.write(columns.start())).as("what is usual needs no word").isEmpty();
        assertThat(columns.read(Map.of())).isEqualTo(columns.start());
        for (Column<R, ?> column : columns.all()) {
            for (String sort : List.of(column.key(), "-" + column.key())) {
                Listing<R> listing = columns.read(Map.of("sort", List.of(sort)));
                assertThat(listing).as(sort).isEqualTo(!column.isSortable() ? columns.start()
                        : columns.start().sortedBy(column.key(), sort.startsWith("-")));
                assertThat(columns.read(columns.write(listing))).isEqualTo(listing);
            }
        }
    }

    @Test
    void whatIsNoColumnIsRefusedAndNamed() {
        lists().forEach(ListsTest::refuses);
    }

    private static <R> void refuses(RowList<R> list) {
        assertThatIllegalArgumentException().isThrownBy(() -> rows(list, Sort.by("password")))
                .withMessageContaining("password");
        assertThatIllegalArgumentException().isThrownBy(() -> rows(list, Sort.by("p.id; --")));
        assertThatIllegalArgumentException().isThrownBy(() -> list.fetch(new Filter<>(Map.of("password", "x")),
                PageRequest.of(0, 1))).withMessageContaining("password");
        list.columns().all().stream().filter(column -> !column.isSortable()).forEach(column ->
                assertThatIllegalArgumentException().isThrownBy(() -> rows(list, Sort.by(column.key())))
                        .withMessageContaining(column.key()));
        Map<String, List<String>> address = parameters("password=x&sort=-password");
        assertThat(list.columns().read(address)).isEqualTo(list.columns().start());
        assertThat(list.columns().unread(address)).containsExactly("password=x", "sort=-password");
    }

    private static Map<String, List<String>> parameters(String address) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        Stream.of(address.split("&")).map(pair -> pair.split("=", 2)).forEach(pair -> parameters
                .computeIfAbsent(pair[0], name -> new ArrayList<>()).add(pair[1]));
        return parameters;
    }
}
