package org.sivig.ecrf.ui;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccountRefusedException;
import org.sivig.ecrf.account.ProofNeededException;
import org.sivig.ecrf.casebook.PatientNotFoundException;
import org.sivig.ecrf.failure.Failure;
import org.sivig.ecrf.query.QueryNotFoundException;
import org.sivig.ecrf.study.life.CasebookClosedException;
import org.springframework.security.access.AccessDeniedException;

/** Does what may fail, and says so to the user in one way. */
public record Attempt(Words words) {

    /**
     * @param what    what is being done, for the log
     * @param trouble is told why it could not be done
     * @return what the act gives; null when it could not be done
     */
    public <T> @Nullable T get(String what, Supplier<T> act, Consumer<String> trouble) {
        try {
            return act.get();
        } catch (AccessDeniedException | PatientNotFoundException | QueryNotFoundException denied) {
            trouble.accept(words.of("life.denied"));
        } catch (AccountRefusedException refused) {
            trouble.accept(words.of("account.refused." + refused.why()));
        } catch (ProofNeededException old) {
            trouble.accept(words.of("proof.needed"));
        } catch (CasebookClosedException closed) {
            trouble.accept(words.of("life.not-now", words.of("state." + closed.state())));
        } catch (RuntimeException failed) {
            trouble.accept(words.of("act.failed", words.failure(Failure.of(failed, what))));
        }
        return null;
    }

    /** The same of what gives nothing. */
    public void run(String what, Runnable act, Consumer<String> trouble) {
        get(what, () -> {
            act.run();
            return true;
        }, trouble);
    }

    /**
     * @param act gives why it could not be done, null when it was
     * @return null when it was done, otherwise why not
     */
    public @Nullable String why(String what, Supplier<@Nullable String> act) {
        AtomicReference<@Nullable String> why = new AtomicReference<>();
        String said = get(what, act, why::set);
        return said == null ? why.get() : said;
    }
}
