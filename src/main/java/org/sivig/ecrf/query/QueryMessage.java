package org.sivig.ecrf.query;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.casebook.KnownQuery;
import org.sivig.ecrf.casebook.StoredAnswer;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.study.life.QueryOutcome;
import org.sivig.ecrf.study.life.QueryState;
import org.sivig.ecrf.study.life.QueryStep;

/** What was done to a query, and said with it. Never changed and never deleted. */
@Entity
@Immutable
class QueryMessage {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "casebook_row_seq")
    private @Nullable Long id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "query_number", updatable = false)
    private @Nullable QueryRecord query;

    private int place;
    private Instant at = Instant.EPOCH;
    private String username = "";
    @Enumerated(EnumType.STRING)
    private Role role = Role.MONITOR;
    @Enumerated(EnumType.STRING)
    private QueryStep step = QueryStep.RAISE;
    @Enumerated(EnumType.STRING)
    private @Nullable QueryState fromState;
    @Enumerated(EnumType.STRING)
    private QueryState toState = QueryState.OPEN;
    @Enumerated(EnumType.STRING)
    private @Nullable QueryOutcome outcome;
    private @Nullable String text;
    private @Nullable String nowValue;
    private @Nullable String nowMissing;

    protected QueryMessage() {
    }

    QueryMessage(QueryRecord query, int place, Instant at, String username, Role role, QueryStep step,
            @Nullable QueryState from, @Nullable QueryOutcome outcome, String text, StoredAnswer now) {
        this.query = query;
        this.place = place;
        this.at = at;
        this.username = username;
        this.role = role;
        this.step = step;
        this.fromState = from;
        this.toState = step.to();
        this.outcome = outcome;
        this.text = text.isEmpty() ? null : text;
        this.nowValue = now.value();
        this.nowMissing = now.missing();
    }

    /** @param byName the name of who did it */
    KnownQuery.Message shown(String byName, Item<?, ?> item, AccessPolicy policy) {
        return new KnownQuery.Message(place, at, username, byName, role, step, fromState, toState, outcome,
                text == null ? "" : text, new StoredAnswer(nowValue, nowMissing).read(item, policy));
    }
}
