package org.sivig.ecrf.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.di.Instantiator;
import java.util.concurrent.atomic.AtomicReference;
import org.sivig.ecrf.account.Passkeys;
import org.sivig.ecrf.account.Proof;

/** What is done only by who has shown not long ago who they are: asked first where that was too long ago. */
public final class Proven {

    private Proven() {
    }

    /** Does it now, or when it was shown; not at all when that is given up. */
    public static void then(Runnable act) {
        UI ui = UI.getCurrent();
        Proof proof = Instantiator.get(ui).getOrCreate(Proof.class);
        Words words = new Words(ui);
        Boolean recent = new Attempt(words).get("Looking how recent a proof is", proof::isRecent, AnswerField::tell);
        if (Boolean.TRUE.equals(recent)) {
            act.run();
        } else if (recent != null) {
            ask(proof, words, act);
        }
    }

    private static void ask(Proof proof, Words words, Runnable act) {
        ProofDialog dialog = new ProofDialog(words, words.of("proof.title"), proof.asked(), typed -> {
            AtomicReference<String> refused = new AtomicReference<>();
            new Attempt(words).run("Showing who it is", () -> proof.show(typed), refused::set);
            return refused.get();
        });
        if (proof.isByPasskey()) {
            Passkeys passkeys = Instantiator.get(UI.getCurrent()).getOrCreate(Passkeys.class);
            dialog.orBy(passkeys, passkeys::show);
        }
        String provider = proof.provider();
        if (provider != null) {
            dialog.orBy(provider, proof::question, proof::show);
        }
        dialog.then(act).open();
    }
}
