package org.sivig.ecrf.casebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sivig.ecrf.casebook.PatientColumns.CHANGED;
import static org.sivig.ecrf.casebook.PatientColumns.CHANGED_BY;
import static org.sivig.ecrf.casebook.PatientColumns.COMPLETENESS;
import static org.sivig.ecrf.casebook.PatientColumns.ELIGIBILITY;
import static org.sivig.ecrf.casebook.PatientColumns.NUMBER;
import static org.sivig.ecrf.casebook.PatientColumns.SCORE;
import static org.sivig.ecrf.casebook.PatientColumns.SEARCH;
import static org.sivig.ecrf.casebook.PatientColumns.SEX;
import static org.sivig.ecrf.casebook.PatientColumns.SITE;
import static org.sivig.ecrf.casebook.PatientColumns.SSC_TYPE;
import static org.sivig.ecrf.casebook.PatientColumns.STATE;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sivig.ecrf.ServiceTest;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.account.Site;
import org.sivig.ecrf.list.Column;
import org.sivig.ecrf.list.Filter;
import org.sivig.ecrf.list.Range;
import org.sivig.ecrf.score.AcrEular2013.Verdict;
import org.sivig.ecrf.score.EligibilityStatus.Status;
import org.sivig.ecrf.study.code.Sex;
import org.sivig.ecrf.study.code.SscType;
import org.sivig.ecrf.study.life.CasebookState;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;

/** Five patients made by hand at sites 01 and 02, none at site 03. */
abstract class PatientListTest extends ServiceTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final String ONE = "SIV-01-001";
    private static final String TWO = "SIV-01-002";
    private static final String THREE = "SIV-01-003";
    private static final String FOUR = "SIV-02-001";
    private static final String FIVE = "SIV-02-002";

    private static final Filter<PatientRow> NONE = Filter.all();
    private static final List<Column<PatientRow, ?>> SORTABLE =
            PatientColumns.ALL.all().stream().filter(Column::isSortable).toList();

    @Autowired
    private PatientList list;

    @BeforeEach
    void fill() {
        database.sql("insert into site (code, name) values ('03', 'Nantes')").update();
        insert(row(ONE, Sex.FEMALE, SscType.DIFFUSE, 12, 12, Verdict.YES, Status.ELIGIBLE, 20, 20,
                "2026-03-14T22:59:59Z", "Durand_A"));
        insert(row(TWO, Sex.MALE, SscType.LIMITED, 5, 14, Verdict.UNDETERMINED, Status.UNDETERMINED, 200, 199,
                "2026-03-14T23:00:00Z", "durandXa"));
        insert(row(THREE, null, null, 0, 19, Verdict.UNDETERMINED, Status.UNDETERMINED, 30, 0,
                "2026-03-15T12:00:00Z", "100%"));
        insert(row(FOUR, Sex.FEMALE, null, 3, 8, Verdict.NO, Status.NOT_ELIGIBLE, 10, 5,
                "2026-03-15T22:59:59.999999Z", "martin"));
        insert(row(FIVE, Sex.MALE, SscType.SINE, 9, 9, Verdict.NOT_APPLICABLE, Status.NOT_ELIGIBLE, 0, 0,
                "2026-03-16T00:00:00Z", "martin"));
        signIn(Role.DATA_MANAGER);
    }

    @Test
    void showsWhatTheCasebookComesTo() {
        assertThat(list.fetch(NONE.with(NUMBER, TWO), Pageable.unpaged())).containsExactly(
                row(TWO, Sex.MALE, SscType.LIMITED, 5, 14, Verdict.UNDETERMINED, Status.UNDETERMINED, 200, 199,
                        "2026-03-14T23:00:00Z", "durandXa"));
    }

    @Test
    void listsEveryoneInTheOrderOfNumbersWithoutFilter() {
        assertThat(numbers(NONE)).containsExactly(ONE, TWO, THREE, FOUR, FIVE);
        assertThat(list.total()).isEqualTo(5);
    }

    @Test
    void searchesAnyPartOfTheNumberWhateverItsCase() {
        assertThat(numbers(NONE.with(SEARCH, " siv-02 "))).containsExactly(FOUR, FIVE);
        assertThat(numbers(NONE.with(NUMBER, "-001"))).containsExactly(ONE, FOUR);
        assertThat(numbers(NONE.with(SEARCH, "-001").with(NUMBER, "02"))).containsExactly(FOUR);
    }

    @Test
    void takesWildcardsAsTheyAreTyped() {
        assertThat(numbers(NONE.with(SEARCH, "%"))).isEmpty();
        assertThat(numbers(NONE.with(NUMBER, "SIV_01"))).isEmpty();
        assertThat(numbers(NONE.with(CHANGED_BY, "d_a"))).containsExactly(ONE);
        assertThat(numbers(NONE.with(CHANGED_BY, "0%"))).containsExactly(THREE);
        assertThat(numbers(NONE.with(CHANGED_BY, "!"))).isEmpty();
        assertThat(numbers(NONE.with(CHANGED_BY, "\\"))).isEmpty();
        assertThat(numbers(NONE.with(CHANGED_BY, "' or 1=1 --"))).isEmpty();
    }

    @Test
    void filtersBySite() {
        assertThat(numbers(NONE.with(SITE, Set.of("02")))).containsExactly(FOUR, FIVE);
        assertThat(numbers(NONE.with(SITE, Set.of("01", "02")))).hasSize(5);
        assertThat(numbers(NONE.with(SITE, Set.of("03")))).isEmpty();
    }

    @Test
    void filtersBySexAndTypeAndEligibility() {
        assertThat(numbers(NONE.with(SEX, Sex.FEMALE))).containsExactly(ONE, FOUR);
        assertThat(numbers(NONE.with(SSC_TYPE, Set.of(SscType.SINE, SscType.DIFFUSE))))
                .containsExactly(ONE, FIVE);
        assertThat(numbers(NONE.with(ELIGIBILITY, Set.of(Status.NOT_ELIGIBLE, Status.ELIGIBLE))))
                .containsExactly(ONE, FOUR, FIVE);
    }

    @Test
    void filtersScoresThatCanLieInTheRange() {
        assertThat(numbers(NONE.with(SCORE, new Range<>(9, null))))
                .containsExactly(ONE, TWO, THREE, FIVE);
        assertThat(numbers(NONE.with(SCORE, new Range<>(null, 2)))).containsExactly(THREE);
        assertThat(numbers(NONE.with(SCORE, new Range<>(6, 8)))).containsExactly(TWO, THREE, FOUR);
    }

    @Test
    void filtersWholePercentRoundedDown() {
        assertThat(numbers(NONE.with(COMPLETENESS, new Range<>(100, null)))).containsExactly(ONE, FIVE);
        assertThat(numbers(NONE.with(COMPLETENESS, new Range<>(99, 99)))).containsExactly(TWO);
        assertThat(numbers(NONE.with(COMPLETENESS, new Range<>(null, 50)))).containsExactly(THREE, FOUR);
    }

    @Test
    void filtersDaysOfTheStudysZone() {
        LocalDate fifteenth = LocalDate.of(2026, 3, 15);
        assertThat(numbers(NONE.with(CHANGED, new Range<>(fifteenth, fifteenth))))
                .containsExactly(TWO, THREE, FOUR);
        assertThat(numbers(NONE.with(CHANGED, new Range<>(fifteenth.plusDays(1), null))))
                .containsExactly(FIVE);
        assertThat(numbers(NONE.with(CHANGED, new Range<>(null, fifteenth.minusDays(1)))))
                .containsExactly(ONE);
    }

    @Test
    void filtersByWhoChanged() {
        assertThat(numbers(NONE.with(CHANGED_BY, "DURAND"))).containsExactly(ONE, TWO);
    }

    @Test
    void namesAreFoundAndSortedWhateverTheirAccents() {
        List<String> names = List.of("Ebner", "Édouard d’Ys", "Eric", "Zoé", "étienne");
        for (int i = 0; i < 5; i++) {
            database.sql("update patient set changed_by = ? where number = ?")
                    .params(names.get(i), List.of(FIVE, FOUR, THREE, TWO, ONE).get(i)).update();
        }
        assertThat(numbers(by(CHANGED_BY, Sort.Direction.ASC))).containsExactly(FIVE, FOUR, THREE, ONE, TWO);
        assertThat(numbers(NONE.with(CHANGED_BY, "edouard d'ys"))).containsExactly(FOUR);
        assertThat(numbers(NONE.with(CHANGED_BY, "ÉT"))).containsExactly(ONE);
    }

    @Test
    void joinsFilters() {
        Filter<PatientRow> filter = NONE.with(SITE, Set.of("01")).with(SCORE, new Range<>(9, null));
        assertThat(numbers(filter)).containsExactly(ONE, TWO, THREE);
        assertThat(numbers(filter.with(SEX, Sex.MALE))).containsExactly(TWO);
        assertThat(numbers(filter.with(SEX, Sex.MALE).with(ELIGIBILITY, Set.of(Status.ELIGIBLE)))).isEmpty();
    }

    @Test
    void sortsWhatIsNotKnownLastInEitherDirection() {
        assertThat(numbers(by(SSC_TYPE, Sort.Direction.ASC))).containsExactly(FIVE, TWO, ONE, THREE, FOUR);
        assertThat(numbers(by(SSC_TYPE, Sort.Direction.DESC))).containsExactly(ONE, TWO, FIVE, THREE, FOUR);
        assertThat(numbers(by(SEX, Sort.Direction.DESC))).containsExactly(TWO, FIVE, ONE, FOUR, THREE);
    }

    @Test
    void sortsByEachColumn() {
        assertThat(numbers(by(NUMBER, Sort.Direction.DESC))).containsExactly(FIVE, FOUR, THREE, TWO, ONE);
        assertThat(numbers(by(SITE, Sort.Direction.DESC))).containsExactly(FOUR, FIVE, ONE, TWO, THREE);
        assertThat(numbers(by(SCORE, Sort.Direction.ASC))).containsExactly(THREE, FOUR, TWO, FIVE, ONE);
        assertThat(numbers(by(ELIGIBILITY, Sort.Direction.ASC)))
                .containsExactly(ONE, FOUR, FIVE, TWO, THREE);
        assertThat(numbers(by(COMPLETENESS, Sort.Direction.ASC)))
                .containsExactly(THREE, FOUR, TWO, ONE, FIVE);
        assertThat(numbers(by(CHANGED, Sort.Direction.DESC)))
                .containsExactly(FIVE, FOUR, THREE, TWO, ONE);
        assertThat(numbers(by(CHANGED_BY, Sort.Direction.DESC))).startsWith(FOUR, FIVE).endsWith(THREE);
    }

    @Test
    void refusesToSortByAnythingElse() {
        PageRequest page = PageRequest.of(0, 10, Sort.by("p.id"));
        assertThatThrownBy(() -> list.fetch(NONE, page))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void fetchesOnePage() {
        Sort sort = by(SITE, Sort.Direction.ASC);
        assertThat(list.fetch(NONE, PageRequest.of(0, 2, sort))).extracting(PatientRow::number)
                .containsExactly(ONE, TWO);
        assertThat(list.fetch(NONE, PageRequest.of(2, 2, sort))).extracting(PatientRow::number)
                .containsExactly(FIVE);
        assertThat(list.fetch(NONE, PageRequest.of(3, 2, sort))).isEmpty();
    }

    @Test
    void showsInvestigatorsAndMonitorsTheirSites() {
        for (Role role : List.of(Role.INVESTIGATOR, Role.MONITOR)) {
            signIn(role, "02", "03");
            assertThat(numbers(NONE)).as("%s", role).containsExactly(FOUR, FIVE);
            assertThat(list.total()).isEqualTo(2);
            assertThat(numbers(NONE.with(SITE, Set.of("01")))).isEmpty();
            assertThat(numbers(NONE.with(SEARCH, ONE))).isEmpty();
            assertThat(list.sites()).extracting(Site::getCode).containsExactly("02", "03");
            signIn(role);
            assertThat(numbers(NONE)).isEmpty();
        }
    }

    @Test
    void showsDataManagersAndStatisticiansEveryone() {
        for (Role role : List.of(Role.DATA_MANAGER, Role.STATISTICIAN)) {
            signIn(role);
            assertThat(numbers(NONE)).as("%s", role).hasSize(5);
            assertThat(list.sites()).hasSize(3);
        }
    }

    @Test
    void showsAdministratorsNobody() {
        signIn(Role.ADMINISTRATOR, "01");
        assertThat(numbers(NONE)).isEmpty();
        assertThat(list.total()).isZero();
        assertThat(list.sites()).isEmpty();
    }

    @Test
    void showsNothingToWhoIsNotSignedIn() {
        SecurityContextHolder.clearContext();
        assertThatThrownBy(() -> list.fetch(NONE, Pageable.unpaged()))
                .isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> list.count(NONE)).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> list.sites()).isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void readsOneStatementAndNothingOfIdentity() {
        sql.reset();
        list.fetch(NONE.with(SEX, Sex.FEMALE), PageRequest.of(0, 50));
        list.count(NONE.with(SEX, Sex.FEMALE));
        assertThat(sql.executed()).hasSize(2).allSatisfy(
                statement -> assertThat(statement).contains("identification").doesNotContain("identity", "hash", "birth"));
    }

    @Test
    void agreesWithTheSameFilterInMemory() {
        Random chance = new Random(25);
        List<PatientRow> everyone = new ArrayList<>(list.fetch(NONE, Pageable.unpaged()));
        for (int i = 1; i <= 60; i++) {
            int low = chance.nextInt(20);
            int asked = chance.nextInt(40);
            PatientRow row = row("SIV-03-%03d".formatted(i), maybe(chance, Sex.values()),
                    maybe(chance, SscType.values()), low, low + chance.nextInt(20 - low),
                    one(chance, Verdict.values()), one(chance, Status.values()), asked, chance.nextInt(asked + 1),
                    Instant.parse("2026-03-01T00:00:00Z").plusSeconds(chance.nextInt(2_000_000)).toString(),
                    one(chance, "durand", "Martin", "e_mile", "50%"));
            insert(row);
            everyone.add(row);
        }
        for (int i = 0; i < 300; i++) {
            Filter<PatientRow> filter = filter(chance);
            List<PatientRow> expected = everyone.stream().filter(row -> meets(row, filter)).toList();
            assertThat(list.fetch(filter, Pageable.unpaged())).as("%s", filter).isEqualTo(expected);
            assertThat(list.count(filter)).as("%s", filter).isEqualTo(expected.size());

            Column<PatientRow, ?> sort = SORTABLE.get(chance.nextInt(SORTABLE.size()));
            Sort.Direction direction = one(chance, Sort.Direction.values());
            assertThat(list.fetch(filter, Pageable.unpaged(by(sort, direction)))).as("%s %s %s", filter, sort, direction)
                    .isEqualTo(expected.stream().sorted(order(sort, direction)).toList());
        }
    }

    private static Filter<PatientRow> filter(Random chance) {
        Filter<PatientRow> filter = NONE;
        if (chance.nextInt(4) == 0) {
            filter = filter.with(SEARCH, one(chance, "03", "siv-", "-01", "_", "%", "7"));
        }
        if (chance.nextInt(4) == 0) {
            filter = filter.with(NUMBER, one(chance, "-00", "1", "SIV-03-02"));
        }
        if (chance.nextInt(4) == 0) {
            filter = filter.with(SITE, Set.of(one(chance, "01", "02"), "03"));
        }
        if (chance.nextInt(4) == 0) {
            filter = filter.with(SEX, one(chance, Sex.values()));
        }
        if (chance.nextInt(4) == 0) {
            filter = filter.with(SSC_TYPE, Stream.of(one(chance, SscType.values()), one(chance, SscType.values()))
                    .collect(Collectors.toSet()));
        }
        if (chance.nextInt(4) == 0) {
            filter = filter.with(SCORE, range(chance, 0, 19));
        }
        if (chance.nextInt(4) == 0) {
            filter = filter.with(ELIGIBILITY, Stream.of(one(chance, Status.values()), one(chance, Status.values()))
                    .collect(Collectors.toSet()));
        }
        if (chance.nextInt(4) == 0) {
            filter = filter.with(STATE, Stream.of(one(chance, CasebookState.values()),
                    one(chance, CasebookState.values())).collect(Collectors.toSet()));
        }
        if (chance.nextInt(4) == 0) {
            filter = filter.with(COMPLETENESS, range(chance, 0, 100));
        }
        if (chance.nextInt(4) == 0) {
            Range<Integer> days = range(chance, 0, 24);
            LocalDate first = LocalDate.of(2026, 3, 1);
            filter = filter.with(CHANGED, new Range<>(days.from() == null ? null : first.plusDays(days.from()),
                    days.to() == null ? null : first.plusDays(days.to())));
        }
        if (chance.nextInt(4) == 0) {
            filter = filter.with(CHANGED_BY, one(chance, "DURAND", "_", "0%", "art"));
        }
        return filter;
    }

    private static Range<Integer> range(Random chance, int least, int most) {
        int from = least + chance.nextInt(most - least + 1);
        int to = from + chance.nextInt(most - from + 1);
        return switch (chance.nextInt(3)) {
            case 0 -> new Range<>(from, null);
            case 1 -> new Range<>(null, to);
            default -> new Range<>(from, to);
        };
    }

    private static boolean meets(PatientRow row, Filter<PatientRow> filter) {
        LocalDate changed = LocalDate.ofInstant(row.changedAt(), PARIS);
        return contains(row.number(), filter.get(SEARCH)) && contains(row.number(), filter.get(NUMBER))
                && (filter.get(SITE).isEmpty() || filter.get(SITE).contains(row.site()))
                && (filter.get(SEX) == null || filter.get(SEX) == row.sex())
                && (filter.get(SSC_TYPE).isEmpty()
                        || row.sscType() != null && filter.get(SSC_TYPE).contains(row.sscType()))
                && (filter.get(SCORE).from() == null || row.acrHigh() >= filter.get(SCORE).from())
                && (filter.get(SCORE).to() == null || row.acrLow() <= filter.get(SCORE).to())
                && (filter.get(ELIGIBILITY).isEmpty() || filter.get(ELIGIBILITY).contains(row.eligibility()))
                && (filter.get(STATE).isEmpty() || filter.get(STATE).contains(row.state()))
                && (filter.get(COMPLETENESS).from() == null || row.percent() >= filter.get(COMPLETENESS).from())
                && (filter.get(COMPLETENESS).to() == null || row.percent() <= filter.get(COMPLETENESS).to())
                && (filter.get(CHANGED).from() == null || !changed.isBefore(filter.get(CHANGED).from()))
                && (filter.get(CHANGED).to() == null || !changed.isAfter(filter.get(CHANGED).to()))
                && contains(row.changedBy(), filter.get(CHANGED_BY));
    }

    private static boolean contains(String text, String part) {
        return text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }

    private static Comparator<PatientRow> order(Column<PatientRow, ?> sort, Sort.Direction direction) {
        Comparator<PatientRow> order = switch (sort.key()) {
            case "number" -> by(PatientRow::number, direction);
            case "site" -> by(PatientRow::site, direction);
            case "sex" -> by(row -> row.sex() == null ? null : row.sex().code(), direction);
            case "ssc_type" -> by(row -> row.sscType() == null ? null : row.sscType().code(), direction);
            case "score" -> by(PatientRow::acrLow, direction).thenComparing(by(PatientRow::acrHigh, direction));
            case "eligibility" -> by(row -> row.eligibility().name(), direction);
            case "state" -> by(PatientRow::state, direction);
            case "completeness" -> by(PatientRow::percent, direction);
            case "changed" -> by(PatientRow::changedAt, direction);
            case "changed_by" -> by(row -> row.changedBy().toLowerCase(Locale.ROOT), direction);
            default -> throw new IllegalArgumentException("Sorted by " + sort.key());
        };
        return order.thenComparing(PatientRow::number);
    }

    private static <V extends Comparable<? super V>> Comparator<PatientRow> by(Function<PatientRow, @Nullable V> value,
            Sort.Direction direction) {
        return Comparator.comparing(value, Comparator.nullsLast(
                direction.isAscending() ? Comparator.<V>naturalOrder() : Comparator.<V>reverseOrder()));
    }

    private static Sort by(Column<PatientRow, ?> sort, Sort.Direction direction) {
        return Sort.by(direction, sort.key());
    }

    private List<String> numbers(Filter<PatientRow> filter) {
        List<String> numbers = list.fetch(filter, Pageable.unpaged()).stream().map(PatientRow::number).toList();
        assertThat(list.count(filter)).isEqualTo(numbers.size());
        return numbers;
    }

    private List<String> numbers(Sort sort) {
        return list.fetch(NONE, Pageable.unpaged(sort)).stream().map(PatientRow::number).toList();
    }

    private static PatientRow row(String number, @Nullable Sex sex, @Nullable SscType type, int low, int high,
            Verdict verdict, Status eligibility, int asked, int answered, String changedAt, String changedBy) {
        CasebookState state = CasebookState.values()[Integer.parseInt(number.substring(7)) % 5];
        return new PatientRow(number, number.substring(4, 6), sex, type, low, high, verdict, eligibility, state, asked,
                answered, Instant.parse(changedAt), changedBy);
    }

    /** The rows of forms are there only when something is entered in them. */
    private void insert(PatientRow row) {
        database.sql("""
                insert into patient (number, site, created_at, created_by, acr_low, acr_high, acr_class, eligibility,
                    asked, answered, changed_at, changed_by, state, state_before)
                values (?, ?, timestamp with time zone '2026-01-01 00:00:00+00', 'test', ?, ?, ?, ?, ?, ?,
                    cast(? as timestamp with time zone), ?, ?, ?)
                """).params(row.number(), row.site(), row.acrLow(), row.acrHigh(), row.acrClass().name(),
                row.eligibility().name(), row.asked(), row.answered(), row.changedAt().toString(), row.changedBy(),
                row.state().name(), row.state().compareTo(CasebookState.FROZEN) < 0 ? null : "SIGNED").update();
        long id = database.sql("select id from patient where number = ?").param(row.number()).query(Long.class)
                .single();
        if (row.sex() != null) {
            database.sql("insert into identification (id, patient_id, sex) values (?, ?, ?)")
                    .params(id, id, row.sex().code()).update();
            database.sql("insert into identity (id, last_name3) values (?, 'sealed')").param(id).update();
        }
        if (row.sscType() != null) {
            database.sql("insert into diagnosis (id, patient_id, ssc_type) values (?, ?, ?)")
                    .params(id, id, row.sscType().code()).update();
        }
    }

    private static void signIn(Role role, String... sites) {
        signIn(viewer("test", role, sites));
    }

    @SafeVarargs
    private static <T> T one(Random chance, T... values) {
        return values[chance.nextInt(values.length)];
    }

    @SafeVarargs
    private static <T> @Nullable T maybe(Random chance, T... values) {
        return chance.nextInt(3) == 0 ? null : one(chance, values);
    }
}
