package org.sivig.ecrf.casebook;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.study.life.QueryOutcome;
import org.sivig.ecrf.study.life.QueryState;
import org.sivig.ecrf.study.life.QueryStep;

/**
 * A query, or a note of the site, as one user sees it.
 *
 * @param number       unique in the study
 * @param patient      the number of the patient
 * @param at           the item that it asks about, in a row that holds nothing
 * @param isNote       whether it asks nothing of anybody
 * @param text         what it asks
 * @param raisedByName the name of who raised it; the user name when there is no such account any more
 * @param then         the answer when it was raised; null where the user does not see it
 * @param openedAt     when it was opened last; null for a draft or a note
 * @param settledAt    when it was closed or cancelled; null while it is neither
 * @param settled      the answer when it was closed; null while it is not, and where the user does not see it
 * @param messages     how many messages its thread has: who acts on it says how many they saw
 * @param last         the last of them
 * @param steps        the steps that the state and the role of who looks allow
 */
public record KnownQuery(long number, String patient, String site, Casebook.Instance at, boolean isNote,
        QueryState state, String text, String raisedBy, String raisedByName, Role raisedRole, Instant raisedAt,
        @Nullable Answer<?> then, @Nullable Instant openedAt, @Nullable Instant settledAt,
        @Nullable QueryOutcome outcome, @Nullable Answer<?> settled, int messages, Message last,
        Set<QueryStep> steps) {

    /**
     * What was done to a query.
     *
     * @param place    its place in the thread, from 1
     * @param byName   the name of who did it; the user name when there is no such account any more
     * @param from     null for the first
     * @param text     empty when nothing was said
     * @param value    the answer at that moment; null where the user does not see it
     */
    public record Message(int place, Instant at, String by, String byName, Role role, QueryStep step,
            @Nullable QueryState from, QueryState to, @Nullable QueryOutcome outcome, String text,
            @Nullable Answer<?> value) {
    }

    /** As it is called: Q-118. */
    public String name() {
        return name(number);
    }

    public static String name(long number) {
        return "Q-" + number;
    }

    /** Whether somebody has to do something about it. */
    public boolean isPending() {
        return !state.isSettled();
    }

    public boolean isAt(String exportName) {
        return at.exportName().equals(exportName);
    }

    /** Whether this answer, of today, is the one that was asked about. */
    public boolean isUnchanged(@Nullable Answer<?> now) {
        return then != null && then.equals(now);
    }

    /** Whether it was closed with another answer than this one. */
    public boolean isClosedBefore(Answer<?> now) {
        return state == QueryState.CLOSED && !isNote && settled != null && !settled.equals(now);
    }
}
