package org.sivig.ecrf.ui.casebook;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.audit.Reason;
import org.sivig.ecrf.ui.Words;

/**
 * Asks why answers of a complete form change: once for all that wait, and not again on this page when the user says so.
 */
class ChangeReasons {

    /** A change that waits for its reason. */
    private record Waiting(String what, Consumer<String> given, Runnable givenUp) {
    }

    private final Words words;
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();
    private @Nullable WhyDialog dialog;
    private @Nullable String again;
    private boolean signed;

    ChangeReasons(Words words) {
        this.words = words;
    }

    /** Another page: the reason that was to count for this one counts no longer. */
    void forget() {
        again = null;
        waiting.clear();
        if (dialog != null) {
            dialog.close();
        }
    }

    /**
     * Asks why one answer changes; more of them may come while the question stands.
     *
     * @param signed whether a signature falls with it
     */
    void askFor(String item, String what, boolean signed, Consumer<String> given, Runnable givenUp) {
        if (again != null) {
            given.accept(again);
            return;
        }
        this.signed = signed;
        waiting.put(item, new Waiting(what, given, givenUp));
        String all = waiting.values().stream().map(Waiting::what).collect(Collectors.joining(" ; "));
        if (dialog != null) {
            dialog.setWhat(said(all));
            return;
        }
        dialog = open(all, reason -> take().forEach(each -> each.given().accept(reason)),
                () -> take().forEach(each -> each.givenUp().run()));
    }

    private List<Waiting> take() {
        List<Waiting> taken = List.copyOf(waiting.values());
        waiting.clear();
        dialog = null;
        return taken;
    }

    /** Asks why several answers change at once. */
    void ask(String what, boolean signed, Consumer<String> given, Runnable givenUp) {
        if (again != null) {
            given.accept(again);
        } else {
            this.signed = signed;
            open(what, given, givenUp);
        }
    }

    private String said(String what) {
        return signed ? what + ". " + words.of("change.signed") : what;
    }

    private WhyDialog open(String what, Consumer<String> given, Runnable givenUp) {
        WhyDialog asked = new WhyDialog(words, words.of("change.title"), said(what), Reason.Code.STATED,
                words.of("change.do"), new WhyDialog.Listener() {
                    @Override
                    public void given(String reason, boolean kept) {
                        if (kept) {
                            again = reason;
                        }
                        given.accept(reason);
                    }

                    @Override
                    public void givenUp() {
                        givenUp.run();
                    }
                });
        asked.open();
        return asked;
    }
}
