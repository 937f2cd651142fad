package org.sivig.ecrf.casebook;

import java.util.List;
import java.util.stream.Stream;
import org.sivig.ecrf.crf.EditCheck;
import org.sivig.ecrf.crf.EditChecks;
import org.sivig.ecrf.study.Checks;
import org.springframework.stereotype.Component;

/** The checks that a casebook is held against: those that the study declares, then those that were made since. */
@Component
public class CheckList {

    private record Run(List<EditCheck> further, EditChecks checks) {
    }

    private final FurtherChecks further;
    private volatile Run run = new Run(List.of(), Checks.RUN);

    CheckList(FurtherChecks further) {
        this.further = further;
    }

    /** Those that fire now. */
    EditChecks run() {
        List<EditCheck> standing = further.standing();
        Run known = run;
        if (known.further() != standing) {
            known = new Run(standing, new EditChecks(Stream.concat(Checks.ALL.stream(), standing.stream()).toList()));
            run = known;
        }
        return known.checks();
    }

    /** All of them, also those that were withdrawn. */
    public List<EditCheck> all() {
        return Stream.concat(Checks.ALL.stream(), further.known().stream()).toList();
    }

    /** @throws IllegalArgumentException when there is no such check, and there never was */
    EditCheck find(String id) {
        return further.known().stream().filter(check -> check.id().equals(id)).findFirst()
                .orElseGet(() -> Checks.find(id));
    }
}
