package org.sivig.ecrf.ui.casebook;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.casebook.OpenCasebook;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.guide.Keys;
import org.sivig.ecrf.study.Section;
import org.sivig.ecrf.study.VisitForm;
import org.sivig.ecrf.study.VisitPlan;
import org.sivig.ecrf.ui.AnswerField;
import org.sivig.ecrf.ui.Attempt;
import org.sivig.ecrf.ui.Texts;
import org.sivig.ecrf.ui.Confirmation;
import org.sivig.ecrf.ui.Words;
import org.sivig.ecrf.ui.casebook.field.VerificationMark;
import org.sivig.ecrf.verification.SeenAnswer;
import org.sivig.ecrf.verification.VerificationMarks;
import org.sivig.ecrf.verification.VerificationResult;
import org.sivig.ecrf.verification.Verifications;

/**
 * Verification on the page of a form: the marks beside the answers, and for who verifies the share, and the buttons for
 * a cell, a visit and the whole section.
 */
class VerificationBar extends Div {

    /** The page on which it stands. */
    interface Page {

        Optional<AnswerField> field(String item);

        /** Reads casebook and marks again, and shows them. */
        void readAgain();

        /** Reads the marks again, and shows them. */
        void readMarks();
    }

    private static final int UNDO_MILLIS = 20_000;

    private final Verifications verifications;
    private final Section section;
    private final Words words;
    private final Page page;
    private final Span share = new Span();
    private final Span planned;
    private final Map<String, NativeButton> visits = new LinkedHashMap<>();
    private final NativeButton all;
    private final NativeButton cell;
    private @Nullable OpenCasebook open;
    private @Nullable VerificationMarks marks;
    private final Map<AnswerField, VerificationMark> shownMarks = new HashMap<>();
    private Notification told = new Notification();

    VerificationBar(Verifications verifications, Section section, Words words, Page page) {
        this.verifications = verifications;
        this.section = section;
        this.words = words;
        this.page = page;
        addClassName("sdv-bar");
        setId("sdv");
        share.setId("sdv_share");
        planned = new Span(words.of("sdv.planned"));
        all = new NativeButton(words.of("sdv.section"), click -> verifyAll(words.name(section), section::covers));
        all.setId("sdv_section");
        cell = new NativeButton(words.of("sdv.cell", words.key(Keys.VERIFY)));
        cell.addClassName("cell-verify");
        planned.addClassName("hint");
        add(share, planned, all);
        if (section.forms().contains(VisitForm.FORM)) {
            add(cell);
            for (VisitPlan plan : VisitPlan.VISITS) {
                String name = Words.visit(plan.visit());
                NativeButton visit = new NativeButton(name, click -> verifyAll(words.of("sweep.visit", name),
                        at -> isOf(plan.visit(), at)));
                visit.setId("sdv_" + plan.visit());
                visits.put(plan.visit(), visit);
                add(visit);
            }
        }
        getChildren().filter(NativeButton.class::isInstance).forEach(button -> button.addClassName("tool"));
    }

    private boolean isOf(String visit, Casebook.Instance at) {
        return section.covers(at) && at.row().isAt("visit", visit);
    }

    // --- showing ----------------------------------------------------------------------------------------------------

    /** @param monitor whether who looks verifies in this casebook, or would if it were not locked */
    void show(OpenCasebook open, VerificationMarks marks, boolean monitor) {
        this.open = open;
        this.marks = marks;
        setVisible(monitor);
        if (monitor) {
            showShares(open, marks);
        }
        open.casebook().instances().stream().filter(section::covers)
                .forEach(at -> page.field(at.exportName()).ifPresent(field -> mark(field, at, marks)));
    }

    private void showShares(OpenCasebook open, VerificationMarks marks) {
        VerificationMarks.Share done = marks.share(open, section::covers);
        Texts.show(share, words.of("sdv.share", done.verified(), done.verifiable()));
        all.setEnabled(marks.verifies());
        planned.setVisible(!marks.scope().whole());
        cell.setEnabled(marks.verifies());
        visits.forEach((visit, button) -> {
            VerificationMarks.Share of = marks.share(open, at -> isOf(visit, at));
            button.setEnabled(marks.verifies());
            Texts.show(button, Words.visit(visit) + " " + of.verified() + "/" + of.verifiable());
            button.setAriaLabel(words.of("sdv.visit", Words.visit(visit), of.verified(), of.verifiable()));
        });
    }

    private void mark(AnswerField field, Casebook.Instance at, VerificationMarks marks) {
        VerificationMarks.Verified verified = marks.verified().get(field.name());
        VerificationMarks.Fallen fallen = marks.fallen().get(field.name());
        boolean verifies = marks.verifies() && !field.item().isFixed() && !field.seen().isBlank();
        if (verified != null) {
            mark(field, verifies, VerificationMark.State.VERIFIED, "✓", words.of("sdv.verified", words.person(verified.by()),
                    Words.dayAndTime(verified.at())));
        } else if (fallen != null) {
            mark(field, verifies, VerificationMark.State.FALLEN, "↻", words.of("sdv.fallen",
                    words.answer(field.item(), fallen.answer()), Words.dayAndTime(fallen.at())));
        } else if (verifies && !marks.scope().whole() && marks.isDue(at)) {
            mark(field, true, VerificationMark.State.DUE, "○", words.of("sdv.due", field.label(), words.key(Keys.VERIFY)));
        } else {
            mark(field, verifies, VerificationMark.State.OPEN, "",
                    verifies ? words.of("sdv.open", field.label(), words.key(Keys.VERIFY)) : "");
        }
    }

    /**
     * @param verifies whether who looks may verify it, or take it back
     * @param text     empty for nothing to be seen
     */
    private void mark(AnswerField field, boolean verifies, VerificationMark.State state, String text, String said) {
        VerificationMark mark = shownMarks.get(field);
        boolean needed = verifies && field.hasRoom() || !text.isEmpty() && field.isAsked();
        if (mark != null && (!needed || mark.isButton() != verifies)) {
            mark.removeFromParent();
            shownMarks.remove(field);
            mark = null;
        }
        field.describe(needed && !text.isEmpty() ? said : "");
        if (!needed) {
            return;
        }
        if (mark == null) {
            mark = new VerificationMark(verifies);
            shownMarks.put(field, mark);
            field.addBeside(mark);
        }
        mark.show(state, text, said);
    }

    // --- verifying --------------------------------------------------------------------------------------------------

    /**
     * Verifies what stands in a field; of what is verified already it says so.
     *
     * @param onward whether one goes on from there
     * @return the next answer that should be verified; empty to stay
     */
    String verify(AnswerField field, boolean onward) {
        VerificationMarks.Verified before = marks().verified().get(field.name());
        if (!marks().verifies()) {
            return "";
        }
        if (before != null && verifications.of(open().number()).verified().containsKey(field.name())) {
            tell(words.of("sdv.still", field.label(), words.person(before.by()), Words.dayAndTime(before.at()),
                    words.key(Keys.TAKE_BACK)));
            return "";
        }
        attempt(() -> finish(verifications.verify(List.of(seen(field))), field.label()));
        return onward && marks().verified().containsKey(field.name()) ? next(field) : "";
    }

    private String next(AnswerField field) {
        Set<String> behind = open().casebook().instances().stream().filter(section::covers).map(Casebook.Instance::exportName)
                .dropWhile(each -> !each.equals(field.name())).collect(Collectors.toSet());
        return marks().toVerify(open(), at -> behind.contains(at.exportName())).stream().map(SeenAnswer::item).findFirst().orElse("");
    }

    /** Takes back that what stands in a field is verified. */
    void withdraw(AnswerField field) {
        if (!marks().verifies() || !marks().verified().containsKey(field.name())) {
            return;
        }
        attempt(() -> {
            if (verifications.withdraw(List.of(seen(field))).isEmpty()) {
                page.readAgain(); // it has fallen meanwhile
            } else {
                page.readMarks();
                tell(words.of("sdv.withdrawn", field.label()));
            }
        });
    }

    private SeenAnswer seen(AnswerField field) {
        return new SeenAnswer(open().number(), field.name(), field.seen());
    }

    private OpenCasebook open() {
        return Objects.requireNonNull(open);
    }

    private VerificationMarks marks() {
        return Objects.requireNonNull(marks);
    }

    /** Tells how much there is to verify, and verifies it. */
    private void verifyAll(String where, Predicate<Casebook.Instance> which) {
        List<SeenAnswer> there = marks().toVerify(open(), which);
        VerificationMarks.Share before = marks().share(open(), which);
        if (there.isEmpty()) {
            tell(words.of("sdv.none", where, before.verified()));
            return;
        }
        long reasons = there.stream().filter(each -> each.answer().missing() != null).count();
        new Confirmation(words, words.of("sdv.title", where), words.of("sdv.count", there.size(), reasons, before.verified()),
                "sdv_confirm", words.of("sdv.do", there.size()),
                () -> attempt(() -> finish(verifications.verify(there), where))).open();
    }

    private void finish(VerificationResult result, String what) {
        if (result.changed().isEmpty()) {
            page.readMarks();
        } else {
            page.readAgain();
        }
        List<String> said = new ArrayList<>();
        if (!result.done().isEmpty()) {
            said.add(result.done().size() == 1 ? words.of("sdv.done.one", what)
                    : words.of("sdv.done", result.done().size(), what));
        }
        if (result.already() > 0) {
            said.add(words.of("sdv.already", result.already()));
        }
        if (result.locked() > 0) {
            said.add(words.of("sdv.closed"));
        }
        if (said.isEmpty() && result.changed().isEmpty()) {
            said.add(words.of("sdv.blank"));
        }
        for (VerificationResult.Changed changed : result.changed()) {
            page.field(changed.item()).ifPresent(field -> {
                String text = words.of("sdv.changed", words.person(changed.by()),
                        changed.at() == null ? "" : Words.dayAndTime(changed.at()),
                        words.answer(field.item(), changed.now()));
                field.say(text, "warn");
                said.add(field.label() + " – " + text);
            });
        }
        tell(String.join(" ", said), result.done());
    }

    /** Does something with the database, and says so when it cannot be done. */
    private void attempt(Runnable act) {
        new Attempt(words).run("Verifying", act, AnswerField::tell);
    }

    private void tell(String text) {
        tell(text, List.of());
    }

    /** @param done what can be undone */
    private void tell(String text, List<SeenAnswer> done) {
        told.close();
        told = new Notification();
        told.setPosition(Notification.Position.BOTTOM_START);
        told.setDuration(done.size() > 1 ? UNDO_MILLIS : 6_000);
        Div line = new Div(new Span(text));
        line.addClassName("undo-line");
        line.setId("sdv_told");
        if (!done.isEmpty()) {
            Notification shownNow = told;
            Button undo = new Button(words.of("undo"), click -> attempt(() -> {
                shownNow.close();
                int undone = verifications.withdraw(done).size();
                page.readMarks();
                tell(words.of("sdv.undone", undone));
            }));
            undo.setId("sdv_undo");
            undo.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.SMALL);
            line.add(undo);
        }
        told.add(line);
        told.open();
    }
}
