package org.sivig.ecrf.ui;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.casebook.KnownQuery;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.query.QueryAge;
import org.sivig.ecrf.query.QueryResult;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.life.QueryOutcome;
import org.sivig.ecrf.study.life.QueryState;
import org.sivig.ecrf.study.life.QueryStep;

/** How queries are written for the reader. */
public record QueryWords(Words words) {

    public String state(QueryState state) {
        return words.of("query.state." + state);
    }

    /** The state, with the outcome where there is one. */
    public String state(KnownQuery query) {
        return query.isNote() ? words.of("query.state.note") : query.outcome() == null ? state(query.state())
                : words.of("query.closed", state(query.state()), outcome(query.outcome()));
    }

    public String outcome(QueryOutcome outcome) {
        return words.of("query.outcome." + outcome);
    }

    /** What was done, as one says afterwards. */
    public String done(QueryStep step) {
        return words.of("query.step." + step);
    }

    /** What a button says that does it. */
    public String doing(QueryStep step) {
        return words.of("query.do." + step);
    }

    /** How many days ago that was. */
    public String age(Instant since) {
        return words.of("query.age", QueryAge.inDays(since, LocalDate.now(Study.CLOCK)));
    }

    /** @param answer null for identity, of which nothing is kept */
    public String answer(Casebook.Instance at, @Nullable Answer<?> answer) {
        return answer == null ? words.of("query.identity") : words.answer(at.item(), answer);
    }

    public String who(KnownQuery.Message message) {
        return words.of("query.who", message.byName(), words.of("role." + message.role()),
                Words.dayAndTime(message.at()));
    }

    /** Why nothing was done; null when it was. */
    public @Nullable String trouble(QueryResult result) {
        KnownQuery now = result.now();
        return switch (result) {
            case QueryResult.Done done -> null;
            case QueryResult.Overtaken overtaken -> words.of("query.overtaken", now.name(), done(now.last().step()),
                    now.last().byName(), Words.dayAndTime(now.last().at()));
            case QueryResult.NotNow not -> words.of("query.not-now", now.name(), state(now.state()));
            case QueryResult.Closed closed -> words.of("life.not-now", words.of("state." + closed.state()));
            case QueryResult.Denied denied -> words.of("query.denied", now.name());
        };
    }
}
