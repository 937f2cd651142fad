package org.sivig.ecrf.ui.account;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccountRefusedException;
import org.sivig.ecrf.account.Enrolment;
import org.sivig.ecrf.account.Factor;
import org.sivig.ecrf.account.OwnFactor;
import org.sivig.ecrf.account.Proof;
import org.sivig.ecrf.ui.Attempt;
import org.sivig.ecrf.ui.ProofDialog;
import org.sivig.ecrf.ui.Proven;
import org.sivig.ecrf.ui.Words;

/** What there is of one's own second factor, and what can be done with it. */
final class OwnFactorPart extends Div {

    private final transient Words words;
    private final transient OwnFactor factor;
    private final transient Proof proof;
    private final String username;
    private final transient Runnable changed;

    /** @param changed is told when other sign-ins are over */
    OwnFactorPart(Words words, OwnFactor factor, Proof proof, String username, Runnable changed) {
        this.words = words;
        this.factor = factor;
        this.proof = proof;
        this.username = username;
        this.changed = changed;
        setId("own_factor");
        addClassName("account-factor");
        tell();
    }

    private void tell() {
        OwnFactor.State state = factor.state();
        Paragraph said = new Paragraph(words.of(state.isThere() ? "factor.is" : "factor.none", state.codesLeft()));
        said.setId("factor_state");
        Div acts = new Div();
        acts.addClassName("admin-acts");
        acts.add(act("factor_add", state.isThere() ? "factor.replace" : "factor.add", () -> begin(state)));
        if (state.isThere()) {
            acts.add(act("factor_codes", "factor.codes.new", () -> show("factor.codes.new",
                    code -> tell(factor.newRecoveryCodes(code)))));
            if (!state.isAskedFor()) {
                acts.add(act("factor_remove", "factor.remove", () -> show("factor.remove", code -> {
                    factor.remove(code);
                    tell();
                })));
            }
        }
        become(said, acts);
    }

    private void begin(OwnFactor.State state) {
        show(state.isThere() ? "factor.replace" : "factor.add", code -> {
            Enrolment enrolment = factor.begin(code);
            EnrolFactor enrol = new EnrolFactor(words, enrolment, typed -> why(first -> {
                tell(factor.confirm(enrolment, first));
                changed.run();
            }, typed));
            become(enrol, act("factor_cancel", "dialog.cancel", this::tell));
            enrol.focus();
        });
    }

    private void tell(List<String> codes) {
        become(new RecoveryCodes(words, username, codes, this::tell));
    }

    private void become(Component... parts) {
        removeAll();
        add(parts);
    }

    private Button act(String id, String key, Runnable act) {
        Button button = new Button(words.of(key), click -> act.run());
        button.setId(id);
        return button;
    }

    /** Asks who it is before it does it. */
    private void show(String key, Consumer<String> act) {
        Factor asked = proof.asked();
        if (asked == Factor.PASSKEY) {
            Proven.then(() -> why(act, ""));
        } else {
            new ProofDialog(words, words.of(key), asked, typed -> why(act, typed)).open();
        }
    }

    private @Nullable String why(Consumer<String> act, String typed) {
        AtomicReference<@Nullable String> refused = new AtomicReference<>();
        new Attempt(words).run("Changing a second factor", () -> {
            try {
                act.accept(typed);
            } catch (AccountRefusedException no) {
                refused.set(words.of("account.refused." + no.why()));
            }
        }, refused::set);
        return refused.get();
    }
}
