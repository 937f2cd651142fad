package org.sivig.ecrf.benchmark;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.Viewer;
import org.sivig.ecrf.casebook.Casebooks;
import org.sivig.ecrf.casebook.Edit;
import org.sivig.ecrf.casebook.OpenCasebook;
import org.sivig.ecrf.casebook.SaveResult;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;

/** Somebody who answers items of one patient, one after the other, and takes back what closed a gate. */
final class Typist {

    private final Casebooks casebooks;
    private final Viewer viewer;
    private final String number;
    private final AnyAnswer answers;
    private OpenCasebook seen;

    Typist(Casebooks casebooks, Viewer viewer, String number, long seed) {
        this.casebooks = casebooks;
        this.viewer = viewer;
        this.number = number;
        this.answers = new AnyAnswer(seed);
        LargeStudy.signIn(viewer);
        seen = casebooks.open(number);
    }

    /** Another answer to one of these items that is asked now; empty when none is. */
    Optional<Edit> another(Predicate<Casebook.Instance> which) {
        Casebook casebook = seen.casebook();
        List<Casebook.Instance> asked = casebook.instances().stream()
                .filter(which).filter(i -> !i.item().isFixed() && casebook.isAsked(i)).toList();
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        Casebook.Instance instance = answers.oneOf(asked);
        Answer<?> before = instance.answer();
        Answer<?> next = before;
        while (next.equals(before)) {
            next = answers.to(instance, casebook);
        }
        return Optional.of(new Edit(instance.exportName(), before, next));
    }

    /** What an edit would clear. */
    int closes(Edit edit) {
        OpenCasebook apart = casebooks.open(number);
        Casebook casebook = apart.casebook();
        casebook.put(casebook.instance(edit.item()), edit.next());
        return casebook.clearUnasked().size();
    }

    /** Other answers to so many items at most; none of them clears another. */
    List<Edit> corrections(int count) {
        Casebook casebook = casebooks.open(number).casebook();
        List<Edit> corrections = new ArrayList<>();
        Set<String> corrected = new HashSet<>();
        for (int i = 0; i < count; i++) {
            Edit edit = another(instance -> !instance.answer().isBlank()).orElseThrow();
            if (corrected.add(edit.item())) {
                casebook.put(casebook.instance(edit.item()), edit.next());
                List<Casebook.Change> cleared = casebook.clearUnasked();
                if (cleared.isEmpty()) {
                    corrections.add(edit);
                } else {
                    casebook.put(casebook.instance(edit.item()), edit.seen());
                    cleared.reversed().forEach(change -> casebook.put(change.instance(), change.before()));
                }
            }
        }
        return corrections;
    }

    SaveResult.Saved save(List<Edit> edits) {
        return save(edits, null);
    }

    SaveResult.Saved save(List<Edit> edits, @Nullable String reason) {
        LargeStudy.signIn(viewer);
        if (!(casebooks.save(number, edits, reason) instanceof SaveResult.Saved saved)) {
            throw new IllegalStateException("Not saved: " + edits);
        }
        seen = saved.now();
        return saved;
    }
}
