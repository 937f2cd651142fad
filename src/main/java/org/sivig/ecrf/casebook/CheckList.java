package org.sivig.ecrf.casebook;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sivig.ecrf.crf.EditCheck;
import org.sivig.ecrf.crf.EditChecks;
import org.sivig.ecrf.crf.Severity;
import org.sivig.ecrf.study.Checks;
import org.springframework.stereotype.Component;

/** The checks that a casebook is held against: those that the study declares, then those that were made since. */
@Component
public class CheckList {

    /** Those of a moment: other processes make and withdraw checks too. */
    public static final class Now {

        private final FurtherChecks.Made made;
        private final EditChecks run;
        private final Map<String, EditCheck> known;
        private final Set<String> unreadable;

        private Now(FurtherChecks.Made made) {
            this.made = made;
            run = made.standing().isEmpty() ? Checks.RUN
                    : new EditChecks(Stream.concat(Checks.ALL.stream(), made.standing().stream()).toList());
            known = Stream.of(Checks.ALL, made.standing(), made.withdrawn(), made.unreadable()).flatMap(List::stream)
                    .collect(Collectors.toUnmodifiableMap(EditCheck::id, Function.identity()));
            unreadable = made.unreadable().stream().map(EditCheck::id).collect(Collectors.toUnmodifiableSet());
        }

        /** Those that fire. */
        EditChecks run() {
            return run;
        }

        /** Whether this version can say where it fires. Of one that another version knows it can say nothing. */
        boolean isSayable(String id) {
            return known.containsKey(id) && !unreadable.contains(id);
        }

        /** One by its name; where this version does not know it, one that says so. */
        EditCheck find(String id, Severity severity) {
            EditCheck check = known.get(id);
            return check == null ? EditCheck.unknown(id, severity) : check;
        }
    }

    private final FurtherChecks further;
    private volatile Now last = new Now(new FurtherChecks.Made(List.of(), List.of(), List.of()));

    CheckList(FurtherChecks further) {
        this.further = further;
    }

    /** What there is at this moment, at the price of {@link FurtherChecks#made}. */
    Now now() {
        FurtherChecks.Made made = further.made();
        Now known = last;
        if (known.made != made) {
            known = new Now(made);
            last = known;
        }
        return known;
    }

    /** All of them, also those that were withdrawn. */
    public List<EditCheck> all() {
        FurtherChecks.Made made = further.made();
        return Stream.of(Checks.ALL, made.standing(), made.withdrawn(), made.unreadable()).flatMap(List::stream).toList();
    }
}
