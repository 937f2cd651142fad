package org.sivig.ecrf.check;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.account.DisplayNames;
import org.sivig.ecrf.casebook.FindingColumns;
import org.sivig.ecrf.casebook.FindingList;
import org.sivig.ecrf.casebook.FindingState;
import org.sivig.ecrf.casebook.FindingsRound;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.Severity;
import org.sivig.ecrf.crf.TypedText;
import org.sivig.ecrf.data.ColumnCondition;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.data.DataColumns;
import org.sivig.ecrf.data.DataFilter;
import org.sivig.ecrf.data.DataGrid;
import org.sivig.ecrf.data.DataQuery;
import org.sivig.ecrf.failure.Failure;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps filters of grids as checks of the study, which fire from then on with every save. */
@Service
public class StandingChecks {

    /** The most characters of a text. */
    public static final int TEXT_LENGTH = 500;
    private static final int FILTER_LENGTH = 8_000;

    /**
     * What a check would find now.
     *
     * @param rows how many the grid shows
     * @param hits at how many of them it would fire: the item is asked there, and each date surely meets its filter
     */
    public record BackTest(long rows, long hits) {
    }

    /** @param rechecked completes when all patients were looked at */
    public record Done(StandingCheck check, CompletableFuture<Void> rechecked) {
    }

    private final EntityManager entities;
    private final AccessPolicy policy;
    private final DisplayNames names;
    private final DataGrid grid;
    private final FindingList findings;
    private final FindingsRound round;
    private final TransactionTemplate transactions;
    private final Clock clock;

    StandingChecks(EntityManager entities, AccessPolicy policy, DisplayNames names, DataGrid grid,
            FindingList findings, FindingsRound round, TransactionTemplate transactions,
            Clock clock) {
        this.entities = entities;
        this.policy = policy;
        this.names = names;
        this.grid = grid;
        this.findings = findings;
        this.round = round;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Whether the user makes and withdraws them. */
    public boolean isMadeByUser() {
        return policy.makesChecks();
    }

    /** The filters of a query that no check can have, since they do not speak of answers. */
    public List<DataFilter> refused(DataQuery query) {
        return query.filters().stream().filter(filter -> !CasebookFilter.isOfAnswers(filter)).toList();
    }

    /** The columns at whose items a check can show: the entered items of the grid’s own rows. */
    public List<DataColumn> places(DataQuery query) {
        return DataColumns.of(query.form()).stream().filter(column -> CasebookFilter.canShowAt(column, query)).toList();
    }

    /** Where a check would show unless somebody says otherwise: at the first answer that its filters ask, or compute from. */
    public Optional<DataColumn> proposed(DataQuery query) {
        List<DataColumn> places = places(query);
        return query.filters().stream().map(filter -> filter.column().basis()).filter(Objects::nonNull)
                .flatMap(item -> places.stream().filter(place -> item.equals(place.item()))).findFirst()
                .or(() -> places.stream().findFirst());
    }

    /**
     * Tries a check on all patients, and keeps nothing.
     *
     * @throws AccessDeniedException    when the user makes no checks
     * @throws IllegalArgumentException when no check can be made of it
     */
    public BackTest backTest(DataQuery query, DataColumn at) {
        policy.requireMakesChecks();
        DataQuery asked = required(query, at);
        List<DataColumn> columns = Stream.concat(Stream.of(at), asked.filters().stream().map(DataFilter::column))
                .distinct().toList();
        AtomicLong rows = new AtomicLong();
        AtomicLong hits = new AtomicLong();
        grid.stream(asked.withColumns(columns), row -> {
            rows.incrementAndGet();
            boolean sure = asked.filters().stream().allMatch(filter -> !(filter.test() instanceof ColumnCondition.Dates range)
                    || row.cells().get(columns.indexOf(filter.column())).value() instanceof PartialDate date
                            && range.isSurely(date));
            if (sure && row.cells().getFirst().asked()) {
                hits.incrementAndGet();
            }
        });
        return new BackTest(rows.get(), hits.get());
    }

    /**
     * Makes a check of the filters of a query. It fires with the next save of each patient, and for those that stand as
     * they are as soon as they were looked at.
     *
     * @throws AccessDeniedException    when the user makes no checks
     * @throws IllegalArgumentException when no check can be made of it, the text is blank or too long, or it is an error
     */
    public Done make(DataQuery query, DataColumn at, Severity severity, String text) {
        policy.requireMakesChecks();
        DataQuery asked = required(query, at);
        String stripped = required(text);
        if (asked.address().length() > FILTER_LENGTH) {
            throw new IllegalArgumentException("Too many filters");
        }
        if (severity == Severity.ERROR) {
            throw new IllegalArgumentException("Errors belong to the protocol");
        }
        StandingCheckRecord made = new StandingCheckRecord(stripped, severity, asked, at, policy.viewer(), clock.instant());
        transactions.executeWithoutResult(status -> {
            entities.persist(made);
            round.ask();
        });
        return recheck(made);
    }

    /**
     * Withdraws a check: it no longer fires, and what it found is resolved. Nothing happens when it was withdrawn before.
     *
     * @param why 1 to {@link #TEXT_LENGTH} characters
     * @throws AccessDeniedException    when the user withdraws no checks
     * @throws IllegalArgumentException when there is no such check, or no reason
     */
    public Done withdraw(String id, String why) {
        policy.requireMakesChecks();
        String reason = required(why);
        String by = policy.viewer().username();
        return recheck(Objects.requireNonNull(transactions.execute(status -> {
            StandingCheckRecord check = entities.createQuery("from StandingCheckRecord",
                    StandingCheckRecord.class).getResultList().stream().filter(each -> each.getId().equals(id)).findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("No standing check " + id));
            check.withdraw(by, reason, clock.instant());
            round.ask();
            return check;
        })));
    }

    /** Whether patients are being looked at again, so that what is counted of a check may still change. */
    public boolean isLooking() {
        return round.isGoing();
    }

    /** All of them, the last made first, with what they find in the patients whom the user sees. */
    public List<StandingCheck> list() {
        policy.requireSeesPatients();
        List<StandingCheckRecord> all = entities.createQuery("from StandingCheckRecord order by id desc",
                StandingCheckRecord.class).getResultList();
        DisplayNames.Known known = named(all);
        return all.stream().map(check -> counted(check, known)).toList();
    }

    private DisplayNames.Known named(List<StandingCheckRecord> checks) {
        return names.among(checks.stream().flatMap(StandingCheckRecord::people).distinct().toList());
    }

    private StandingCheck counted(StandingCheckRecord check, DisplayNames.Known known) {
        return check.with(check.isWithdrawn() ? 0 : findings.count(FindingColumns.open().with(FindingColumns.CHECK, Set.of(check.getId()))
                .with(FindingColumns.STATE, Set.of(FindingState.OPEN, FindingState.NOTED, FindingState.JUSTIFIED))), known);
    }

    private Done recheck(StandingCheckRecord check) {
        CompletableFuture<Void> rechecked = new CompletableFuture<>();
        Thread.ofVirtual().name("standing-check").start(() -> {
            try {
                round.go();
                rechecked.complete(null);
            } catch (RuntimeException failed) {
                Failure.of(failed, "Looking at all patients");
                rechecked.completeExceptionally(failed);
            }
        });
        return new Done(counted(check, named(List.of(check))), rechecked);
    }

    private static String required(String text) {
        String stripped = TypedText.line(text);
        if (stripped.isEmpty() || stripped.length() > TEXT_LENGTH) {
            throw new IllegalArgumentException("No text, or too long");
        }
        return stripped;
    }

    /** What a check keeps of a query. */
    private DataQuery required(DataQuery query, DataColumn at) {
        if (query.filters().isEmpty() || !refused(query).isEmpty() || !CasebookFilter.canShowAt(at, query)) {
            throw new IllegalArgumentException("No check can be made of " + query.address() + " at " + at);
        }
        return DataQuery.of(query.form()).withFilters(query.filters());
    }
}
