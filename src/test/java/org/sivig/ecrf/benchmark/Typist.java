package org.sivig.ecrf.benchmark;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
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

    SaveResult.Saved save(List<Edit> edits) {
        LargeStudy.signIn(viewer);
        if (!(casebooks.save(number, edits, null) instanceof SaveResult.Saved saved)) {
            throw new IllegalStateException("Not saved: " + edits);
        }
        seen = saved.now();
        return saved;
    }
}
