package org.sivig.ecrf.ui.casebook;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.casebook.KnownFinding;
import org.sivig.ecrf.casebook.KnownQuery;
import org.sivig.ecrf.casebook.LifeCycle;
import org.sivig.ecrf.casebook.LifeResult;
import org.sivig.ecrf.casebook.Obstacle;
import org.sivig.ecrf.casebook.OpenCasebook;
import org.sivig.ecrf.casebook.Reached;
import org.sivig.ecrf.study.Section;
import org.sivig.ecrf.study.life.Transition;
import org.sivig.ecrf.ui.AnswerField;
import org.sivig.ecrf.ui.Attempt;
import org.sivig.ecrf.ui.Confirmation;
import org.sivig.ecrf.ui.Proven;
import org.sivig.ecrf.ui.Words;
import org.sivig.ecrf.verification.VerificationMarks;
import org.sivig.ecrf.verification.Verifications;

/** The steps in the life of a casebook that its page offers: asks what has to be asked, takes them, says what came of it. */
class LifeActs {

    /** The page on which they are offered. */
    interface Page {

        String number();

        /** Reads the casebook again, shows it and gives it. */
        OpenCasebook look();

        /** Shows the casebook as it is after a step, and what may be done on the page now. */
        void showAfter(OpenCasebook now);

        /** Shows what is in the way; nothing when there is nothing. */
        void putUp(List<Obstacle> obstacles);
    }

    /** Steps after which others can do less: it is said first what is left to be done. */
    private static final Set<Transition> CLOSING = EnumSet.of(Transition.FREEZE, Transition.LOCK);

    private final LifeCycle lifeCycle;
    private final Verifications verifications;
    private final AccessPolicy policy;
    private final Words words;
    private final Page page;

    LifeActs(LifeCycle lifeCycle, Verifications verifications, AccessPolicy policy, Words words, Page page) {
        this.lifeCycle = lifeCycle;
        this.verifications = verifications;
        this.policy = policy;
        this.words = words;
        this.page = page;
    }

    /** The state of a casebook with its signatures, and the steps it can take. */
    LifePanel panel(OpenCasebook open) {
        return new LifePanel(open, lifeCycle.signatures(open.number()), lifeCycle.reached(open.number()), words, step -> take(step, open));
    }

    /** Why nothing is typed into a casebook: its state, since when and by whose act. */
    String closedBy(OpenCasebook open) {
        Reached reached = lifeCycle.reached(open.number());
        return words.of("closed." + open.standing().state(), reached == null ? "" : Words.dayAndTime(reached.at()),
                words.person(reached == null ? null : reached.by()));
    }

    /** Whether it was taken. */
    boolean completeForm(Section form) {
        return live(() -> lifeCycle.completeForm(page.number(), form));
    }

    void reopenForm(Section form) {
        whyBack("form.reopen", "why.reopen", why -> live(() -> lifeCycle.reopenForm(page.number(), form, why)));
    }

    private void take(Transition step, OpenCasebook seen) {
        if (AccessPolicy.asksProof(step)) {
            Proven.then(() -> go(step, seen));
        } else {
            go(step, seen);
        }
    }

    private void go(Transition step, OpenCasebook seen) {
        if (step == Transition.SIGN) {
            sign(seen); // what is signed is what was seen
            return;
        }
        OpenCasebook now = new Attempt(words).get("Looking again at " + page.number(), page::look, AnswerField::tell);
        if (now == null) {
            return;
        }
        if (step.isExplained() && step.endsQueries() && now.queries().stream().anyMatch(KnownQuery::isPending)) {
            page.putUp(Obstacle.pending(now.queries()));
        } else if (step.isExplained()) {
            whyBack("life.step." + step, "why.step." + step, why -> live(() -> lifeCycle.take(page.number(), step, why)));
        } else if (CLOSING.contains(step)) {
            String name = words.of("life.step." + step).replace("…", "");
            new Confirmation(words, name, words.of("life.confirm." + step) + " " + left(step, now), "life_confirm", name,
                    () -> live(() -> lifeCycle.take(page.number(), step, null))).open();
        } else {
            live(() -> lifeCycle.take(page.number(), step, null));
        }
    }

    private void sign(OpenCasebook seen) {
        new SignDialog(seen, policy.viewer().displayName(), words, (meaning, proof) -> {
            List<LifeResult> results = new ArrayList<>();
            live(() -> {
                results.add(lifeCycle.sign(page.number(), seen.standing().changedAt(), meaning, proof));
                return results.getFirst();
            });
            return results.stream().filter(LifeResult.WrongPassword.class::isInstance)
                    .map(LifeResult.WrongPassword.class::cast).findFirst();
        }).open();
    }

    /** Asks why something is taken back. */
    private void whyBack(String step, String what, Consumer<String> given) {
        new WhyDialog(words, words.of(step).replace("…", ""), words.of(what), List.of(), words.of("why.do"),
                new WhyDialog.Listener() {
                    @Override
                    public void given(String reason, boolean again) {
                        given.accept(reason);
                    }

                    @Override
                    public void givenUp() {
                        // Nothing was done.
                    }
                }).open();
    }

    private String left(Transition step, OpenCasebook now) {
        long findings = now.findings().stream().filter(KnownFinding::isOpen).count();
        long queries = now.queries().stream().filter(KnownQuery::isPending).count();
        String left = findings + queries == 0 ? words.of("life.confirm.nothing") : words.of("life.confirm.left", findings, queries);
        if (step != Transition.LOCK) {
            return left;
        }
        VerificationMarks.Share share = verifications.of(now.number()).share(now, any -> true);
        return left + " " + words.of("life.confirm.verified", share.verified(), share.verifiable());
    }

    /** Takes a step and shows what became of it; gives whether it was taken. */
    private boolean live(Supplier<LifeResult> step) {
        LifeResult result = new Attempt(words).get("Taking a step of " + page.number(), step, AnswerField::tell);
        if (result == null) {
            return false;
        }
        page.showAfter(result.now());
        page.putUp(result instanceof LifeResult.Hindered hindered ? hindered.obstacles() : List.of());
        if (result instanceof LifeResult.NotNow) {
            AnswerField.tell(words.of("life.not-now", words.of("state." + result.now().standing().state())));
        } else if (result instanceof LifeResult.Outdated) {
            AnswerField.tell(words.of("life.outdated"));
        }
        return result instanceof LifeResult.Done;
    }
}
