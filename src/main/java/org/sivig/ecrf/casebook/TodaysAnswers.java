package org.sivig.ecrf.casebook;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.study.Patient;
import org.springframework.stereotype.Component;

/** What stands today at items of many patients, for lists of what was once said there; within a transaction of the caller. */
@Component
public class TodaysAnswers {

    private final CasebookRows rows;
    private final AccessPolicy policy;

    TodaysAnswers(CasebookRows rows, AccessPolicy policy) {
        this.rows = rows;
        this.policy = policy;
    }

    /** An item of a patient whom the user sees. */
    public record Spot(Patient patient, Casebook.Instance at) {
    }

    /**
     * @param answer null for what the user does not see, and for identity, which no list shows
     * @param asked  whether the protocol asks it as the answers are
     */
    public record Today(@Nullable Answer<?> answer, boolean asked) {
    }

    /** What stands at each of these spots, in their order, in as many selects as there are forms. */
    public List<Today> at(Collection<Spot> spots) {
        if (spots.isEmpty()) {
            return List.of();
        }
        Map<Long, Casebook> casebooks = rows.read(spots.stream().map(Spot::patient).collect(Collectors.toSet()),
                CasebookRows.formsOf(spots.stream().map(Spot::at).toList()));
        List<Today> today = new ArrayList<>();
        for (Spot spot : spots) {
            Casebook casebook = Objects.requireNonNull(casebooks.get(spot.patient().getId()));
            Casebook.Instance now = casebook.find(spot.at().exportName()).orElse(null);
            today.add(new Today(!policy.sees(spot.at().item()) ? null : now == null ? Answer.blank() : now.answer(),
                    now != null && casebook.isAsked(now)));
        }
        return today;
    }
}
