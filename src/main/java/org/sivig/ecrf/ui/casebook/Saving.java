package org.sivig.ecrf.ui.casebook;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.casebook.Casebooks;
import org.sivig.ecrf.casebook.Edit;
import org.sivig.ecrf.casebook.OpenCasebook;
import org.sivig.ecrf.casebook.PatientNotFoundException;
import org.sivig.ecrf.casebook.SaveResult;
import org.sivig.ecrf.casebook.SaveTimes;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.failure.Failure;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.life.CasebookState;
import org.sivig.ecrf.ui.AnswerField;
import org.sivig.ecrf.ui.Attempt;
import org.sivig.ecrf.ui.Words;
import org.springframework.security.access.AccessDeniedException;

/**
 * Saves what is done on the page of a casebook, and says what came of it. What could not be saved stays and is tried
 * again; what was saved can be undone.
 */
class Saving {

    /** The page on which it is done. */
    interface Page {

        String number();

        /** The fields on it, if it shows any. */
        Optional<Sheet> sheet();

        /** Brings it up to date. */
        void refresh(OpenCasebook now);

        /** Shows it anew: what may be done on it has changed. */
        void rebuild(OpenCasebook now);

        /** Some answers are no longer verified: what is shown next says so. */
        void marksChanged();
    }

    /**
     * A change that is not stored yet.
     *
     * @param item  whose field it was made in; empty when it was made by a button
     * @param typed the text that stands in its field
     * @param at    when it was typed
     */
    private record Unsaved(String item, List<Edit> edits, String typed, @Nullable String reason, Instant at) {

        Unsaved because(String why) {
            return new Unsaved(item, edits, typed, why, at);
        }

        Unsaved with(List<Edit> others) {
            return new Unsaved(item, others, typed, reason, at);
        }
    }

    /** Why answers change when a change is undone, or a row is taken away. */
    private static final String UNDO = "undo";
    private static final String REMOVE = "remove";

    private static final int UNDOS = 100;
    /** The year 2286. */
    private static final double MOST_MILLISECONDS = 1e13;

    private final Casebooks casebooks;
    private final String viewer;
    private final Words words;
    private final Page page;
    private final PageScript script;
    private final Function<OpenCasebook, String> closedBy;
    private final ChangeReasons reasons;
    /** What waits to be stored, in the order in which it was made. */
    private final List<Unsaved> unsaved = new ArrayList<>();
    private final Deque<List<Edit>> undos = new ArrayDeque<>();
    /** What could not be stored when it was tried last. */
    private @Nullable Unsaved tried;
    private @Nullable Instant typedAt;
    /** What was told last of what was done. */
    private Notification told = new Notification();

    /**
     * @param viewer   the user name of who types
     * @param closedBy why nothing is typed into a casebook
     */
    Saving(Casebooks casebooks, String viewer, Words words, Page page, PageScript script,
            Function<OpenCasebook, String> closedBy) {
        this.casebooks = casebooks;
        this.viewer = viewer;
        this.words = words;
        this.page = page;
        this.script = script;
        this.closedBy = closedBy;
        reasons = new ChangeReasons(words);
    }

    private static boolean isSigned(OpenCasebook open) {
        return open.standing().state() == CasebookState.SIGNED;
    }

    /** Another patient is shown: what is unsaved of the one before is still in the journal of that patient. */
    void leavePatient() {
        unsaved.clear();
        told.close();
    }

    /** Another page is shown: what one cannot see, perhaps of another patient, is not undone. */
    void leavePage() {
        undos.clear();
        reasons.forget();
    }

    /**
     * When what the browser reports next was typed.
     *
     * @param at in milliseconds of the server's clock, as the browser reckons it since it was told; 0 when it does not know
     */
    void typedAt(double at) {
        typedAt = instant(at);
    }

    /** A time as {@link #typedAt} has it; null when it is not known. */
    static @Nullable Instant instant(double at) {
        return at > 0 && at < MOST_MILLISECONDS ? Instant.ofEpochMilli((long) at) : null;
    }

    /** Whether nothing waits to be stored. */
    boolean isDone() {
        return unsaved.isEmpty();
    }

    /** Saves what was made of an item; {@code typed} is the text that stands in its field. */
    void save(String item, List<Edit> edits, String typed) {
        save(new Unsaved(item, edits, typed, null, Objects.requireNonNullElseGet(typedAt, Study.CLOCK::instant)));
        typedAt = null;
    }

    /** An item holds a text that it cannot store. */
    void refused(String item) {
        forget(item);
        script.refused(item, words.of("save.refused"));
    }

    private void forget(String item) {
        unsaved.removeIf(change -> !item.isEmpty() && change.item().equals(item));
    }

    /** Stores what waits, one after the other. What cannot be stored now waits, and everything made after it. */
    void retry() {
        String waiting = null;
        for (Unsaved change : List.copyOf(unsaved)) {
            if (waiting == null) {
                waiting = store(change);
            }
            if (waiting != null) {
                script.failed(change.item(), waiting);
            }
        }
    }

    // --- one answer -------------------------------------------------------------------------------------------------

    private void save(Unsaved change) {
        forget(change.item());
        unsaved.add(change);
        retry();
    }

    /** @return null when it was dealt with, otherwise why it waits */
    private @Nullable String store(Unsaved change) {
        SaveResult result;
        if (change.equals(tried)) {
            SaveTimes.triedAgain();
        }
        tried = null;
        try {
            result = casebooks.save(page.number(), change.edits(), change.reason(), change.at());
        } catch (AccessDeniedException | PatientNotFoundException denied) {
            unsaved.remove(change);
            script.refused(change.item(), words.of("save.denied"));
            return null;
        } catch (RuntimeException caught) {
            Failure failure = Failure.of(caught, "Saving an answer of " + page.number());
            if (failure.isPassing()) {
                tried = change;
                return words.of("save.failed", words.failure(failure));
            }
            unsaved.remove(change);
            tellFailed(change, words.of("save.failed.kept", words.failure(failure)));
            return null;
        }
        unsaved.remove(change);
        show(result, change);
        return null;
    }

    /** It would happen again: says so where it was typed, and leaves it to the user to try. */
    private void tellFailed(Unsaved change, String why) {
        script.refused(change.item(), why);
        field(change.item()).ifPresentOrElse(field -> {
            field.clearNotes();
            Span said = field.say(why, "err");
            said.getElement().setAttribute("role", "alert");
            said.add(action(words.of("error.page.again"), () -> save(change)));
        }, () -> AnswerField.tell(why));
    }

    private void show(SaveResult result, Unsaved change) {
        String item = change.item();
        switch (result) {
            case SaveResult.Saved saved -> {
                page.sheet().ifPresent(sheet -> change.edits().forEach(edit -> sheet.field(edit.item()).ifPresent(field -> {
                    field.settle();
                    sheet.keepRow(field);
                })));
                refresh(saved);
                script.saved(item, change.typed(), words.of("save.saved", Words.time(saved.at())));
                if (saved.cleared().isEmpty()) {
                    remember(saved);
                } else {
                    offerUndo(saved, "");
                }
                tellFallen(saved);
            }
            case SaveResult.ReasonNeeded needed -> {
                script.explained(item, words.of("save.reason"));
                reasons.askFor(item, changes(needed.now(), change.edits()), isSigned(needed.now()),
                        why -> save(change.because(why)),
                        () -> keepOld(change, needed.now()));
            }
            case SaveResult.Closed closed -> {
                script.dropped(item);
                page.rebuild(closed.now());
                String text = words.of("save.closed", closedBy.apply(closed.now()), change.typed());
                field(item).ifPresent(field -> field.say(text, "err").getElement().setAttribute("role", "alert"));
                tell(new Span(text)); // stays when the next answer is refused and the page is built again
            }
            case SaveResult.Conflict conflict -> {
                script.refused(item, words.of("save.conflict"));
                field(conflict.item()).ifPresentOrElse(field -> askWhich(field, conflict, change),
                        () -> page.refresh(conflict.now()));
            }
            case SaveResult.NotAsked notAsked -> {
                String label = field(notAsked.item()).map(AnswerField::label).orElse(notAsked.item());
                field(notAsked.item()).ifPresent(AnswerField::settle);
                page.refresh(notAsked.now());
                script.refused(item, words.of("save.refused"));
                AnswerField.tell(words.of("save.not-asked", label, change.typed()));
            }
            case SaveResult.RowRemoved removed -> rowIsGone(removed, change);
        }
    }

    private void refresh(SaveResult result) {
        if (result instanceof SaveResult.Saved saved && !saved.fallen().unverified().isEmpty()) {
            page.marksChanged();
        }
        page.refresh(result.now());
    }

    /** What changes, and into what. */
    private String changes(OpenCasebook open, List<Edit> edits) {
        return edits.stream().map(edit -> {
            Item<?, ?> item = open.casebook().reach(edit.item()).item();
            return words.of("change.what", label(open, edit.item()), words.answer(item, edit.seen()),
                    words.answer(item, edit.next()));
        }).collect(Collectors.joining(" ; "));
    }

    /** No reason was given: the old answer stays, and what was typed is said, to be taken up again. */
    private void keepOld(Unsaved change, OpenCasebook stored) {
        settle(change.edits());
        page.refresh(stored);
        script.keptOld(change.item());
        Edit edit = change.edits().getFirst();
        field(edit.item()).ifPresent(field -> field.say(words.of("change.kept",
                words.answer(field.item(), edit.next())), "warn").add(
                        action(words.of("change.again"), () -> save(change))));
    }

    /** Two people, or one in two windows, answered the same item: shows both, who and when, and lets the user choose. */
    private void askWhich(AnswerField field, SaveResult.Conflict conflict, Unsaved mine) {
        List<Edit> again = mine.edits().stream().map(edit -> edit.item().equals(conflict.item())
                ? new Edit(edit.item(), conflict.found(), edit.next()) : edit).toList();
        field.clearNotes();
        String found = words.answer(field.item(), conflict.found());
        String own = words.answer(field.item(), next(mine, conflict.item()));
        String whose = viewer.equals(conflict.by()) ? "conflict.own" : "conflict";
        Span said = field.say(whose.equals("conflict") ? words.of(whose, words.person(conflict.by()), at(conflict.at()), found, own)
                : words.of(whose, at(conflict.at()), found, own), "warn");
        said.getElement().setAttribute("role", "alert");
        said.add(action(words.of(whose + ".theirs"), () -> {
            field.settle();
            page.refresh(casebooks.open(page.number()));
            script.dropped(field.name());
        }), action(words.of(whose + ".mine"), () -> save(mine.with(again))));
    }

    private static NativeButton action(String text, Runnable act) {
        NativeButton button = new NativeButton(text, click -> act.run());
        button.addClassName("action");
        return button;
    }

    private static Answer<?> next(Unsaved change, String item) {
        return change.edits().stream().filter(edit -> edit.item().equals(item)).findFirst().orElseThrow().next();
    }

    /** The row in which the user typed was taken away: by whom, when, and what was typed; they may put it back. */
    private void rowIsGone(SaveResult.RowRemoved removed, Unsaved mine) {
        AnswerField field = field(removed.item()).orElse(null);
        if (field == null) {
            page.refresh(removed.now());
            script.dropped(mine.item());
            return;
        }
        Sheet sheet = page.sheet().orElseThrow();
        Map<String, Edit> back = new LinkedHashMap<>();
        List<AnswerField> row = sheet.row(field);
        row.forEach(each -> back.put(each.name(), new Edit(each.name(), Answer.blank(), each.seen())));
        mine.edits().forEach(edit -> back.put(edit.item(), new Edit(edit.item(), Answer.blank(), edit.next())));
        back.values().removeIf(edit -> edit.next().isBlank());
        Span text = new Span(words.of("row.gone", words.person(removed.by()), at(removed.at()), field.label(),
                words.answer(field.item(), next(mine, removed.item()))));
        row.forEach(AnswerField::settle);
        sheet.letGo(row);
        page.refresh(removed.now());
        script.dropped(mine.item());
        Button restore = new Button(words.of("row.restore"));
        restore.setId("restore_row");
        restore.addClassName("saves");
        Notification notification = tell(text, restore);
        restore.addClickListener(click -> {
            notification.close();
            save("", List.copyOf(back.values()), "");
        });
    }

    // --- several answers at once ------------------------------------------------------------------------------------

    /**
     * Saves several answers as one act, which can be undone. The user may be asked why first.
     *
     * @param reason kept with the audit records
     * @param done   says what was done, once it is stored
     * @param then   gets null when it was stored, otherwise why nothing was
     */
    void act(List<Edit> edits, String reason, String done, Consumer<@Nullable String> then) {
        SaveResult result = new Attempt(words).get("Saving answers of " + page.number(),
                () -> casebooks.save(page.number(), edits, reason), then::accept);
        if (result == null) {
            return;
        }
        if (result instanceof SaveResult.ReasonNeeded needed) {
            reasons.ask(words.of("change.count", edits.size()), isSigned(needed.now()), why -> act(edits, why, done, then),
                    () -> then.accept(words.of("change.none")));
            return;
        }
        settle(edits);
        if (undos.remove(edits)) { // undone, or never to be
            told.close();
        }
        refresh(result);
        then.accept(switch (result) {
            case SaveResult.Saved saved -> {
                script.saved("", "", words.of("save.saved", Words.time(saved.at())));
                if (reason.equals(UNDO)) {
                    Notification.show(done, 6_000, Notification.Position.BOTTOM_START);
                } else {
                    offerUndo(saved, done);
                }
                tellFallen(saved);
                yield null;
            }
            case SaveResult.ReasonNeeded needed -> throw new IllegalStateException("The reason was asked for");
            case SaveResult.Closed closed -> {
                page.rebuild(closed.now());
                yield closedBy.apply(closed.now());
            }
            case SaveResult.Conflict conflict -> words.of("act.conflict", label(conflict.now(), conflict.item()),
                    words.person(conflict.by()), at(conflict.at()),
                    words.answer(conflict.now().casebook().reach(conflict.item()).item(), conflict.found()));
            case SaveResult.NotAsked notAsked -> words.of("act.not-asked", label(notAsked.now(), notAsked.item()));
            case SaveResult.RowRemoved removed ->
                words.of("act.row-removed", words.person(removed.by()), at(removed.at()), label(removed.now(), removed.item()));
        });
    }

    /** Takes away every answer in these fields, and with the last one the rows they stand in. */
    void remove(String name, List<? extends AnswerField> fields, Runnable then) {
        List<Edit> edits = fields.stream().filter(field -> !field.seen().isBlank())
                .map(field -> new Edit(field.name(), field.seen(), Answer.<Object>blank())).toList();
        page.sheet().ifPresent(sheet -> sheet.letGo(fields));
        fields.forEach(AnswerField::settle);
        act(edits, REMOVE, words.of("row.removed", name), trouble -> {
            failedAct(trouble);
            if (trouble == null) {
                then.run();
            }
        });
    }

    /** Undoes the last change made on this page. */
    void undo() {
        if (undos.isEmpty()) {
            Notification.show(words.of("undo.none"), 6_000, Notification.Position.BOTTOM_START);
            return;
        }
        undo(undos.peekLast());
    }

    private void undo(List<Edit> edits) {
        act(edits, UNDO, words.of("undo.done", edits.size()), this::failedAct);
    }

    /** Puts an earlier answer in the place of the one that stands there. */
    void bringBack(Edit edit) {
        act(List.of(edit), UNDO, words.of("undo.done", 1), this::failedAct);
    }

    /** Says why several answers could not be changed at once; says nothing for null. */
    private void failedAct(@Nullable String trouble) {
        if (trouble != null) {
            script.dropped("");
            AnswerField.tell(trouble);
        }
    }

    private void remember(SaveResult.Saved saved) {
        if (!saved.undo().isEmpty()) {
            undos.addLast(saved.undo());
            if (undos.size() > UNDOS) {
                undos.removeFirst();
            }
        }
    }

    // --- what is said -----------------------------------------------------------------------------------------------

    /** Says what was done, and what was cleared with it, and offers to undo it. */
    private void offerUndo(SaveResult.Saved saved, String done) {
        remember(saved);
        String cleared = saved.cleared().stream()
                .map(name -> saved.now().casebook().reach(name).item())
                .map(words::label).distinct().collect(Collectors.joining(", "));
        Button undo = new Button(words.of("undo"), click -> undo(saved.undo()));
        undo.setId("undo");
        told.close();
        told = line(20_000, new Span((done + " " + (cleared.isEmpty() ? ""
                : words.of("cleared", saved.cleared().size(), cleared))).strip()), undo);
    }

    /** Says what no longer holds because answers have changed. */
    private void tellFallen(SaveResult.Saved saved) {
        SaveResult.Fallen fallen = saved.fallen();
        if (fallen.isNothing()) {
            return;
        }
        List<String> said = new ArrayList<>();
        if (!fallen.unverified().isEmpty()) {
            said.add(words.of("fallen.verification", fallen.unverified().stream()
                    .map(item -> label(saved.now(), item)).collect(Collectors.joining(", "))));
        }
        if (fallen.signature()) {
            said.add(words.of("fallen.signature"));
        }
        if (!fallen.sections().isEmpty()) {
            said.add(words.of("fallen.sections",
                    fallen.sections().stream().map(each -> each.place() + " · " + words.name(each)).collect(
                            Collectors.joining(", "))));
        } else if (fallen.casebook()) {
            said.add(words.of("fallen.casebook"));
        }
        Span text = new Span(String.join(" ", said));
        text.setId("fallen");
        tell(text);
    }

    /** A message that stays until it is closed. */
    private Notification tell(Span text, Button... actions) {
        Notification notification = line(0, text, actions);
        Button close = new Button(words.of("close"), click -> notification.close());
        close.addThemeVariants(ButtonVariant.SMALL);
        notification.getChildren().findFirst().map(Div.class::cast).orElseThrow().add(close);
        return notification;
    }

    private static Notification line(int millis, Span text, Button... actions) {
        Div line = new Div(text);
        line.addClassName("undo-line");
        for (Button action : actions) {
            action.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.SMALL);
            line.add(action);
        }
        Notification notification = new Notification();
        notification.setPosition(Notification.Position.BOTTOM_START);
        notification.setDuration(millis);
        notification.add(line);
        notification.open();
        return notification;
    }

    private static String at(@Nullable Instant moment) {
        return moment == null ? "" : Words.dayAndTime(moment);
    }

    private String label(OpenCasebook open, String item) {
        return field(item).map(AnswerField::label).orElseGet(
                () -> words.label(open.casebook().reach(item).item()));
    }

    private Optional<AnswerField> field(String item) {
        return page.sheet().flatMap(sheet -> sheet.field(item));
    }

    private void settle(List<Edit> edits) {
        edits.forEach(edit -> field(edit.item()).ifPresent(AnswerField::settle));
    }
}
