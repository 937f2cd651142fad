package org.sivig.ecrf.ui.casebook;

import com.vaadin.flow.component.notification.Notification;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.casebook.Edit;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.crf.Reading;
import org.sivig.ecrf.crf.YesNo;
import org.sivig.ecrf.study.Visit;
import org.sivig.ecrf.study.VisitForm;
import org.sivig.ecrf.study.VisitPlan;
import org.sivig.ecrf.study.code.VisitMissingReason;
import org.sivig.ecrf.ui.AnswerField;
import org.sivig.ecrf.ui.Words;
import org.sivig.ecrf.ui.casebook.field.MatrixCell;

/** Acts on several cells of the matrix at once; each is one save, and can be undone. */
final class CellActs {

    private final Words words;
    private final Sheet.Listener listener;
    private final Map<String, MatrixCell> cells;

    /** @param cells all cells of the matrix by their names, also those that come later */
    CellActs(Words words, Sheet.Listener listener, Map<String, MatrixCell> cells) {
        this.words = words;
        this.listener = listener;
        this.cells = cells;
    }

    /**
     * Marks what is still empty of the visit of a cell, or of its line, as missing: asks for the reason and tells how many
     * first.
     */
    void sweep(MatrixCell at, boolean column) {
        Predicate<MatrixCell> within = column ? cell -> cell.visit().equals(at.visit())
                : cell -> MatrixLine.of(cell) == MatrixLine.of(at);
        List<MatrixCell> empty = cells.values().stream().filter(within).filter(CellActs::isOpen).toList();
        String place = column ? words.of("sweep.visit", Words.visit(at.visit())) : words.of("sweep.line",
                words.label(at.item()));
        if (empty.isEmpty()) {
            Notification.show(words.of("sweep.none", place), 6_000, Notification.Position.BOTTOM_START);
            return;
        }
        new ReasonDialog<MissingReason>(words, words.of("sweep.title", place), words.of("sweep.count", empty.size(),
                column ? names(empty) : String.join(", ", empty.stream().map(c -> Words.visit(c.visit())).toList())),
                MissingReason.values(), reason -> words.of("code.missing_reason." + reason.code()),
                words.of("sweep.do", empty.size()), (reason, text, then) -> listener.act(
                        empty.stream().map(c -> new Edit(c.name(), c.seen(), Answer.missing(reason))).toList(),
                        "missing", words.of("sweep.done", empty.size(), place, reason.code()), then), at.name()).open();
    }

    private static boolean isOpen(MatrixCell cell) {
        return cell.isAsked() && cell.seen().isBlank() && !cell.isUnstored() && !cell.item().isOptional();
    }

    private String names(List<MatrixCell> cells) {
        return String.join(", ", cells.stream().map(c -> words.label(c.item())).toList());
    }

    /** Closes a visit that did not take place, with its reason; or opens it again. */
    void attendance(String visit) {
        MatrixCell done = cell(VisitForm.VISIT_DONE, visit);
        MatrixCell why = cell(VisitForm.VISIT_MISSING_REASON, visit);
        if (done.seen().value() == YesNo.NO) {
            listener.act(List.of(new Edit(done.name(), done.seen(), Answer.blank())), "visit",
                    words.of("matrix.reopened", Words.visit(visit)), AnswerField::tell);
            return;
        }
        long answered = cells.values().stream().filter(c -> c.visit().equals(visit)).filter(c -> c != done)
                .filter(c -> c.item().asked().items().findAny().isPresent()).filter(c -> !c.seen().isBlank()).count();
        new ReasonDialog<VisitMissingReason>(words, words.of("attendance.title", Words.visit(visit)),
                words.of(answered == 0 ? "attendance.empty" : "attendance.count", answered),
                VisitMissingReason.values(), reason -> words.code(VisitForm.VISIT_MISSING_REASON, reason),
                words.of("attendance.do"), (reason, text, then) -> listener.act(
                        List.of(new Edit(done.name(), done.seen(), Answer.of(YesNo.NO)),
                                new Edit(why.name(), why.seen(), Answer.of(reason))),
                        "visit", words.of("attendance.done", Words.visit(visit)), then), done.name()).open();
    }

    private MatrixCell cell(Item<Visit, ?> item, String visit) {
        return Objects.requireNonNull(cells.get(item.exportNamePattern().replace("{visit}", visit)));
    }

    /**
     * Repeats the visit before in these cells.
     *
     * @param source the visit that is repeated in all others; empty for the one before each
     */
    void fill(List<MatrixCell> asked, String source) {
        List<MatrixCell> cells = asked.stream().filter(MatrixCell::isRepeatable).toList();
        Map<MatrixCell, List<Edit>> edits = new LinkedHashMap<>();
        List<MatrixCell> blank = new ArrayList<>();
        List<MatrixCell> same = new ArrayList<>();
        for (MatrixCell cell : cells) {
            MatrixCell from = source.isEmpty() ? before(cell) : at(cell, source);
            if (from == cell) {
                continue;
            }
            if (from == null || from.seen().isBlank()) {
                blank.add(cell);
            } else if (cell.repeating(from).isEmpty()) {
                same.add(cell);
            } else {
                edits.put(cell, cell.repeating(from));
            }
        }
        List<String> aside = new ArrayList<>();
        if (cells.size() < asked.size()) {
            aside.add(words.of("fill.aside"));
        }
        if (!blank.isEmpty()) {
            aside.add(words.of("fill.blank", labels(blank)));
        }
        if (!same.isEmpty()) {
            aside.add(words.of("fill.same", labels(same)));
        }
        RangeAct act = new RangeAct(words, listener, "fill", count -> Stream.concat(Stream.of(source.isEmpty()
                ? words.of("fill.done", count) : words.of("fill.done.from", count, Words.visit(source))), aside.stream())
                .collect(Collectors.joining(" ")));
        List<MatrixCell> replaced = edits.keySet().stream().filter(cell -> !cell.seen().isBlank()).toList();
        if (edits.isEmpty()) {
            tell(Stream.concat(Stream.of(words.of("fill.none")), aside.stream()).collect(Collectors.joining(" ")));
        } else if (replaced.isEmpty()) {
            act.perform(edits, AnswerField::tell);
        } else {
            act.ask(source.isEmpty() ? words.of("fill.title") : words.of("fill.title.from", Words.visit(source)),
                    words.of("fill.replaces", replaced.size()), edits, "fill.replace", "fill.empty",
                    asked.getFirst().name());
        }
    }

    /** Takes away the answers of these cells. */
    void clear(List<MatrixCell> asked) {
        Map<MatrixCell, List<Edit>> edits = new LinkedHashMap<>();
        asked.stream().filter(cell -> !cell.seen().isBlank())
                .forEach(cell -> edits.put(cell, cell.edits(Reading.Entry.of(Answer.blank()))));
        if (edits.isEmpty()) {
            tell(words.of("clear.none"));
        } else {
            new RangeAct(words, listener, "clear", count -> words.of("clear.done", count)).ask(words.of("clear.title"),
                    words.of("clear.count", edits.size()), edits, "clear.do", "", asked.getFirst().name());
        }
    }

    private String labels(List<MatrixCell> cells) {
        return cells.stream().limit(RangeAct.MOST).map(AnswerField::label).collect(Collectors.joining(", "))
                + (cells.size() > RangeAct.MOST ? " " + words.of("range.more", cells.size() - RangeAct.MOST) : "");
    }

    /** The cell of the same question at the visit before at which it is asked; null when there is none. */
    private @Nullable MatrixCell before(MatrixCell cell) {
        List<String> visits = VisitPlan.VISITS.stream().map(VisitPlan::visit).toList();
        return visits.subList(0, visits.indexOf(cell.visit())).reversed().stream().map(visit -> at(cell, visit))
                .filter(Objects::nonNull).findFirst().orElse(null);
    }

    /** The cell of the same question at a visit; null when it is not asked then. */
    private @Nullable MatrixCell at(MatrixCell cell, String visit) {
        MatrixCell other = MatrixLine.of(cell).cells().get(visit);
        return other != null && other.item() == cell.item() && other.isAsked() && !other.isUnstored() ? other : null;
    }

    static void tell(String text) {
        Notification.show(text, 12_000, Notification.Position.BOTTOM_START);
    }
}
