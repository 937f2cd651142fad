package org.sivig.ecrf.cohort;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.data.DataGrid;
import org.sivig.ecrf.data.DataQuery;
import org.sivig.ecrf.data.DataRow;
import org.sivig.ecrf.score.EligibilityStatus;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The content of the ten figures over the patients that the user sees: each number with the grid of the rows behind it. Filters are
 * those of the grid of section 1, which has one row for each patient; a query that asks for what the user does not see is refused, as
 * {@link DataGrid} refuses it. Each figure is read with one statement, or a few, however many patients there are.
 */
@Service
@Transactional(readOnly = true)
public class Cohort {

    private static final Map<FigureKind, FigureSource> SOURCES = Map.of(FigureKind.AVAILABILITY, new Availability(),
            FigureKind.FLOW, new Flow(), FigureKind.STOP, new StopContrast(), FigureKind.TRAJECTORIES, new Trajectories(),
            FigureKind.SWIMMER, new Swimmer(), FigureKind.TOLERANCE, new Tolerances(), FigureKind.TABLE1, new TableOne(),
            FigureKind.CONTINUATION, new Continuation(), FigureKind.RESPONDERS, new Responders(), FigureKind.PUBLICATION,
            new Publication());

    private final DataGrid grid;
    private final AccessPolicy policy;
    private final Clock clock;
    private final int least;

    Cohort(DataGrid grid, AccessPolicy policy, Clock clock, @Value("${sivig.cohort.least}") int least) {
        this.grid = grid;
        this.policy = policy;
        this.clock = clock;
        this.least = least;
    }

    /** Whom a figure is of unless somebody says otherwise: who is eligible, as a filter like any other. */
    public static DataQuery start() {
        return Columns.ALL.withFilters(List.of(
                Columns.any(Columns.ELIGIBILITY, EligibilityStatus.Status.ELIGIBLE.code())));
    }

    /**
     * A figure of the patients whom a query of the grid of section 1 shows. Columns and order of the query are passed over, and for
     * {@link FigureKind#FLOW} what it asks of eligibility.
     *
     * @throws IllegalArgumentException when it is a query of another grid
     */
    public FigureContent figure(FigureKind kind, DataQuery query, Choice choice) {
        return figure(kind, query, choice, grid::stream, clock.instant());
    }

    /**
     * The same of the patients of all sites, as numbers and medians only: nothing leads to rows, nobody is drawn, and cells of fewer
     * patients than the study tells are not there.
     *
     * @throws org.springframework.security.access.AccessDeniedException when the user is not told numbers of all sites
     */
    public FigureContent figureOfStudy(FigureKind kind, DataQuery query, Choice choice) {
        return figure(kind, query, choice, grid::streamOfStudy, clock.instant()).inNumbers(least);
    }

    /** Whether the user may ask for {@link #figureOfStudy}. */
    public boolean isToldOfStudy() {
        return policy.seesStudyInNumbers();
    }

    private interface Stream {
        void read(DataQuery query, Consumer<DataRow> reader);
    }

    private static FigureContent figure(FigureKind kind, DataQuery query, Choice choice, Stream stream, Instant at) {
        if (query.form() != Columns.GRID) {
            throw new IllegalArgumentException("Not a grid of patients");
        }
        FigureSource source = Objects.requireNonNull(SOURCES.get(kind));
        DataQuery population = source.population(Columns.ALL.withFilters(query.filters()));
        List<Member> members = members(population, source.columns(choice), stream);
        FigureSource.Content content = source.content(Group.all(population.withColumns(List.of()), members), choice, rows -> rows(rows, stream));
        return new FigureContent(kind, population, choice, members.size(), false, at, content.tables(), content.picture(),
                content.notes());
    }

    /** Of how many patients at least a cell tells where small ones are not told, whoever reads. */
    public int leastTold() {
        return least;
    }

    /**
     * The least number of patients that a cell of a file may tell of that the user takes out of the system, for
     * {@link FigureContent#telling}; 0 where everything may be told.
     */
    public int least() {
        Role role = policy.viewer().role();
        return role == Role.DATA_MANAGER || role == Role.STATISTICIAN ? 0 : least;
    }

    private static List<Member> members(DataQuery population, Collection<DataColumn> columns, Stream stream) {
        List<DataColumn> read = List.copyOf(new LinkedHashSet<>(columns));
        Map<DataColumn, Integer> places = new HashMap<>();
        read.forEach(column -> places.put(column, places.size()));
        List<Member> members = new ArrayList<>();
        stream.read(population.withColumns(read), row -> members.add(new Member(row.patient(), places, row.cells())));
        return members;
    }

    private static List<DataRow> rows(DataQuery query, Stream stream) {
        List<DataRow> rows = new ArrayList<>();
        stream.read(query, rows::add);
        return rows;
    }
}
