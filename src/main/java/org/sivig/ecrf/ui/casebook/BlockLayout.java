package org.sivig.ecrf.ui.casebook;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.TypedText;
import org.sivig.ecrf.study.Visit;
import org.sivig.ecrf.study.VisitPlan;
import org.sivig.ecrf.ui.casebook.Headings.Match;
import org.sivig.ecrf.ui.casebook.Headings.Named;
import org.sivig.ecrf.ui.casebook.Headings.Sureness;

/**
 * Where the texts of a block belong: by its headings where it has any, otherwise from the cell on in which it was
 * pasted. A text that has no place for sure has none.
 */
final class BlockLayout {

    /** How a block can be read. */
    enum Way {
        /** By its headings, whichever way it lies. */
        HEADINGS,
        /** From the cell on, to the right and down. */
        IN_PLACE,
        /** From the cell on, with rows and columns exchanged. */
        TURNED
    }

    /**
     * The table into which is pasted.
     *
     * @param lines the item of each visit, line by line
     * @param line  the line of the cell in which the block was pasted
     * @param visit the number of its visit
     */
    record Table(List<? extends Map<String, ? extends Item<?, ?>>> lines, int line, int visit) {
    }

    /** A heading of the block, over its columns or before its rows, and what it names. */
    record Heading(boolean column, int index, String text, Match match) {
    }

    /** Where a text belongs. */
    sealed interface Place {

        /** @param says what the heading says of the answer besides */
        record Cell(Item<?, ?> item, String visit, Map<Item<Visit, ?>, Code> says) implements Place {

            Cell(Item<?, ?> item, String visit) {
                this(item, visit, Map.of());
            }
        }

        /** It is a heading itself, or the unit of one. */
        record Head() implements Place {
        }

        /** It stands above or before the headings. */
        record Beside() implements Place {
        }

        /** There is no such line, or no such visit. */
        record Outside() implements Place {
        }

        /** The item is not of this visit. */
        record NotThere(String visit) implements Place {
        }

        /** Its heading names nothing. */
        record Unknown(Heading heading) implements Place {
        }
    }

    /** The headings are looked for in this many rows and columns. */
    private static final int DEPTH = 3;
    private static final int MANY = 3;
    private static final Pattern LETTER = Pattern.compile("\\p{L}");
    private static final List<String> VISITS = VisitPlan.VISITS.stream().map(VisitPlan::visit).toList();

    private final PastedBlock block;
    private final Table table;
    private final Headings headings;
    private final Way way;
    private boolean turned;
    private int headRow = -1;
    private int headColumn = -1;
    private final List<@Nullable Heading> columns = new ArrayList<>();
    private final List<@Nullable Heading> rows = new ArrayList<>();
    private final Set<Integer> unitColumns = new HashSet<>();

    private BlockLayout(PastedBlock block, Table table, Headings headings, Way way) {
        this.block = block;
        this.table = table;
        this.headings = headings;
        this.way = way;
        this.turned = way == Way.TURNED;
    }

    /** A block from the cell on, without looking for headings. */
    static BlockLayout inPlace(PastedBlock block, Table table, Headings headings, boolean turned) {
        return new BlockLayout(block, table, headings, turned ? Way.TURNED : Way.IN_PLACE);
    }

    /**
     * A block by its headings.
     *
     * @param readable whether a text is an answer, other than any text is one, to the item of a cell
     * @return null when it has none
     */
    static @Nullable BlockLayout byHeadings(PastedBlock block, Table table, Headings headings,
            BiPredicate<Place.Cell, String> readable) {
        BlockLayout upright = new BlockLayout(block, table, headings, Way.HEADINGS);
        int across = upright.find(false, readable);
        BlockLayout lying = new BlockLayout(block, table, headings, Way.HEADINGS);
        int down = lying.find(true, readable);
        return across == 0 && down == 0 ? null : across >= down ? upright : lying;
    }

    /** @return how much is known of the headings; 0 for nothing */
    private int find(boolean turn, BiPredicate<Place.Cell, String> readable) {
        turned = turn;
        BlockLayout plain = inPlace(block, table, headings, false);
        Line[] rowFirst = new Line[2];
        rowFirst[0] = best(true, turn, -1, plain, readable);
        rowFirst[1] = best(false, !turn, rowFirst[0].index(), plain, readable);
        Line[] columnFirst = new Line[2];
        columnFirst[1] = best(false, !turn, -1, plain, readable);
        columnFirst[0] = best(true, turn, columnFirst[1].index(), plain, readable);
        Line[] found = rowFirst[0].score() + rowFirst[1].score() >= columnFirst[0].score() + columnFirst[1].score()
                ? rowFirst : columnFirst;
        headRow = found[0].index();
        headColumn = found[1].index();
        int known = found[0].score() + found[1].score();
        if (known == 0) {
            return 0;
        }
        if (headRow < 0) {
            headRow = findMonths(turn) || isStrange(true, plain, readable) ? 0 : -1;
        } else if (headColumn < 0 && isStrange(false, plain, readable)) {
            headColumn = 0;
        }
        for (int c = 0; c < block.width(); c++) {
            columns.add(headRow >= 0 && c > headColumn ? heading(true, c, block.at(headRow, c)) : null);
        }
        for (int r = 0; r < block.rows().size(); r++) {
            rows.add(headColumn >= 0 && r > headRow ? heading(false, r, block.at(r, headColumn)) : null);
        }
        if (headRow < 0 && !turned) {
            IntStream.range(headColumn + 1, block.width()).filter(this::isUnits).forEach(unitColumns::add);
        }
        return known;
    }

    /** A row or a column, and how well it is one of headings. */
    private record Line(int index, int score) {
    }

    /**
     * The row, or the column, that is best one of headings.
     *
     * @param other the column, or the row, of the headings of the other kind; -1 when there is none
     */
    private Line best(boolean row, boolean ofItems, int other, BlockLayout plain, BiPredicate<Place.Cell, String> readable) {
        Line best = new Line(-1, 0);
        int many = row ? block.rows().size() : block.width();
        int length = row ? block.width() : block.rows().size();
        for (int i = 0; i < Math.min(DEPTH, many - 1); i++) {
            int index = i;
            if (other >= 0 && isKnown(row ? block.at(index, other) : block.at(other, index), !ofItems)) {
                continue; // it begins with a heading of the other kind
            }
            List<Text> texts = IntStream.range(other + 1, length).mapToObj(at -> row
                    ? new Text(block.at(index, at), isReadable(plain, index, at, readable))
                    : new Text(block.at(at, index), isReadable(plain, at, index, readable))).toList();
            int score = score(texts, ofItems, other < 0);
            if (score > best.score()) {
                best = new Line(index, score);
            }
        }
        return best;
    }

    private boolean isKnown(String text, boolean asItem) {
        Match match = headings.match(text);
        return match.isKnown() && (asItem ? match.named().isItem() : match.named().isVisit());
    }

    /** Whether the first row, or column, seems to be of headings that are not understood: nothing is stored under them. */
    private boolean isStrange(boolean row, BlockLayout plain, BiPredicate<Place.Cell, String> readable) {
        boolean ofItems = row == turned;
        if (isKnown(block.at(row ? 0 : headRow, row ? headColumn : 0), row ? !ofItems : ofItems)
                || (row ? block.rows().size() : block.width()) < 2 || isWholeAt(!row)) {
            return false;
        }
        List<String> texts = (row ? IntStream.range(headColumn + 1, block.width()).mapToObj(c -> block.at(0, c))
                : IntStream.range(headRow + 1, block.rows().size()).mapToObj(r -> block.at(r, 0)))
                .filter(text -> !TypedText.isBlank(text)).toList();
        return !texts.isEmpty() && texts.stream().allMatch(text -> LETTER.matcher(text).find())
                && IntStream.range(0, row ? block.width() : block.rows().size()).noneMatch(i -> row
                        ? isReadable(plain, 0, i, readable) : isReadable(plain, i, 0, readable));
    }

    /** Whether the headings that were found say both item and visit. */
    private boolean isWholeAt(boolean row) {
        return (row ? IntStream.range(0, block.width()).mapToObj(c -> block.at(headRow, c))
                : IntStream.range(0, block.rows().size()).mapToObj(r -> block.at(r, headColumn)))
                .anyMatch(text -> isKnown(text, true) && isKnown(text, false));
    }

    /** Whether the first row is of visits: months without a letter before them count where the rows have their headings. */
    private boolean findMonths(boolean turn) {
        if (turn) {
            return false;
        }
        List<Match> months = IntStream.range(headColumn + 1, block.width()).mapToObj(c -> headings.match(block.at(0, c)))
                .toList();
        boolean all = months.size() > 1 && months.stream().allMatch(m -> m.sureness() == Sureness.MONTH)
                && !headings.match(block.at(0, headColumn)).isKnown();
        List<Integer> order = all ? months.stream().map(m -> VISITS.indexOf(m.named().visit())).toList() : List.of();
        return all && IntStream.range(1, order.size()).allMatch(i -> order.get(i - 1) < order.get(i));
    }

    private record Text(String text, boolean readable) {
    }

    private boolean isReadable(BlockLayout plain, int row, int column, BiPredicate<Place.Cell, String> readable) {
        return !TypedText.isBlank(block.at(row, column)) && plain.placeOf(row, column, Map.of()) instanceof Place.Cell cell
                && readable.test(cell, block.at(row, column));
    }

    /**
     * How well a row or a column is one of headings: of items, or of visits.
     *
     * @param corner whether there are no headings of the other kind: then most of it has to be known, apart from its corner
     */
    private int score(List<Text> texts, boolean ofItems, boolean corner) {
        List<Text> filled = texts.stream().filter(text -> !TypedText.isBlank(text.text())).toList();
        int exact = 0;
        int similar = 0;
        for (Text text : filled) {
            Match match = headings.match(text.text());
            if (match.isKnown() && (ofItems ? match.named().isItem() : match.named().isVisit())) {
                exact += match.sureness() == Sureness.EXACT ? 1 : 0;
                similar += match.sureness() == Sureness.SIMILAR ? 1 : 0;
            }
        }
        boolean most = !corner || 2L * (exact + similar) >= filled.size() - 1;
        boolean enough = exact >= MANY || most && (exact > 0 || similar > 1);
        return enough && !filled.stream().allMatch(Text::readable) ? 2 * exact + similar : 0;
    }

    private Heading heading(boolean column, int index, String text) {
        Match match = headings.match(text);
        if (match.sureness() == Sureness.MONTH) {
            boolean visits = column != turned;
            match = visits ? new Match(Sureness.SIMILAR, match.named(), "") : Match.NONE;
        }
        return new Heading(column, index, text.strip(), match);
    }

    /** Whether a column holds the units of the items before it. */
    private boolean isUnits(int column) {
        List<Integer> filled = IntStream.range(0, block.rows().size())
                .filter(r -> !TypedText.isBlank(block.at(r, column))).boxed().toList();
        return !filled.isEmpty() && filled.stream().allMatch(r -> rows.get(r) != null
                && rows.get(r).match().named() != null && headings.isUnitOf(block.at(r, column), rows.get(r).match().named()));
    }

    Way way() {
        return way;
    }

    /** Whether the visits stand one below the other. */
    boolean isTurned() {
        return turned;
    }

    /** Whether the columns, or the rows, have headings. */
    boolean hasHeadings(boolean column) {
        return column ? headRow >= 0 : headColumn >= 0;
    }

    /** Whether each column, or row, says both item and visit, so that nothing else is needed. */
    boolean isWhole(boolean column) {
        return headings(column).stream().anyMatch(h -> h.match().named() != null && h.match().named().isItem()
                && h.match().named().isVisit());
    }

    /** The headings over the columns, or before the rows, that stand over or before a text. */
    List<Heading> headings(boolean column) {
        return (column ? columns : rows).stream().filter(heading -> heading != null).filter(heading ->
                IntStream.range(0, column ? block.rows().size() : block.width())
                        .filter(i -> column ? i > headRow : i > headColumn)
                        .anyMatch(i -> !TypedText.isBlank(column ? block.at(i, heading.index())
                                : block.at(heading.index(), i)))).toList();
    }

    /** The texts that stand under a heading, or behind it. */
    List<String> texts(Heading heading) {
        return heading.column()
                ? IntStream.range(headRow + 1, block.rows().size()).mapToObj(r -> block.at(r, heading.index()))
                        .filter(text -> !TypedText.isBlank(text)).map(String::strip).toList()
                : IntStream.range(headColumn + 1, block.width()).mapToObj(c -> block.at(heading.index(), c))
                        .filter(text -> !TypedText.isBlank(text)).map(String::strip).toList();
    }

    /**
     * Where a text belongs.
     *
     * @param assigned what headings were said to name, by hand; one that names nothing is left aside
     */
    Place placeOf(int row, int column, Map<Heading, Named> assigned) {
        if (row < headRow || column < headColumn) {
            return new Place.Beside();
        }
        if (row == headRow || column == headColumn || unitColumns.contains(column)) {
            return new Place.Head();
        }
        Heading over = columns.isEmpty() ? null : columns.get(column);
        Heading before = rows.isEmpty() ? null : rows.get(row);
        Named across = over == null ? null : named(over, assigned);
        Named down = before == null ? null : named(before, assigned);
        for (Named whole : new Named[] {across, down}) {
            if (whole != null && whole.isItem() && whole.isVisit()) {
                return at(whole, whole.visit());
            }
        }
        if (over != null && across == null) {
            return new Place.Unknown(over);
        }
        if (before != null && down == null) {
            return new Place.Unknown(before);
        }
        int toTheRight = column - headColumn - 1 - (int) unitColumns.stream().filter(c -> c < column).count();
        int below = row - headRow - 1;
        Named ofVisit = turned ? down : across;
        Named ofItem = turned ? across : down;
        if (ofVisit != null && !ofVisit.isVisit()) {
            return new Place.Unknown(turned ? before : over);
        }
        if (ofItem != null && !ofItem.isItem()) {
            return new Place.Unknown(turned ? over : before);
        }
        int visit = ofVisit != null ? VISITS.indexOf(ofVisit.visit()) : table.visit() + (turned ? below : toTheRight);
        if (visit >= VISITS.size()) {
            return new Place.Outside();
        }
        if (ofItem != null) {
            return at(ofItem, VISITS.get(visit));
        }
        int line = table.line() + (turned ? toTheRight : below);
        if (line >= table.lines().size()) {
            return new Place.Outside();
        }
        Item<?, ?> item = table.lines().get(line).get(VISITS.get(visit));
        return item == null ? new Place.NotThere(VISITS.get(visit)) : new Place.Cell(item, VISITS.get(visit));
    }

    private static @Nullable Named named(Heading heading, Map<Heading, Named> assigned) {
        Named named = assigned.getOrDefault(heading, heading.match().named());
        return named == null || !named.isItem() && !named.isVisit() ? null : named;
    }

    private Place at(Named named, String visit) {
        return named.items().stream().filter(item -> isEver(item, visit)).findFirst()
                .<Place>map(item -> new Place.Cell(item, visit, named.says())).orElseGet(() -> new Place.NotThere(visit));
    }

    /** Whether an item belongs to a visit; a comparator stands beside its value and in no line of its own. */
    private boolean isEver(Item<?, ?> item, String visit) {
        boolean inLines = table.lines().stream().anyMatch(line -> line.containsValue(item));
        return !inLines || table.lines().stream().anyMatch(line -> item.equals(line.get(visit)));
    }
}
