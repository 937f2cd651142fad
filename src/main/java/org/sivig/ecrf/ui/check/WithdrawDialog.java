package org.sivig.ecrf.ui.check;

import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import org.sivig.ecrf.check.StandingCheck;
import org.sivig.ecrf.check.StandingChecks;
import org.sivig.ecrf.crf.TypedText;
import org.sivig.ecrf.ui.AskDialog;
import org.sivig.ecrf.ui.Attempt;
import org.sivig.ecrf.ui.Words;

/** Asks why a check is withdrawn, and withdraws it. */
class WithdrawDialog extends AskDialog {

    private final TextField reason = new TextField();

    /** @param done is run when it is withdrawn */
    WithdrawDialog(Words words, StandingChecks checks, StandingCheck check, Runnable done) {
        super(words, words.of("checks.withdraw.of", check.id()), "460px");
        reason.setId("withdraw_reason");
        reason.setLabel(words.of("dialog.reason"));
        reason.setMaxLength(StandingChecks.TEXT_LENGTH);
        reason.setManualValidation(true);
        reason.setWidthFull();
        add(new Paragraph(words.of("checks.withdraw.what", check.hits())), reason);
        ask("check_withdraw", words.of("checks.withdraw"), () -> {
            if (TypedText.isBlank(reason.getValue())) {
                reason.setErrorMessage(words.of("why.say"));
                reason.setInvalid(true);
                reason.focus();
                return;
            }
            String refused = new Attempt(words).why("Withdrawing a standing check", () -> {
                checks.withdraw(check.id(), reason.getValue());
                done.run();
                return null;
            });
            end(refused);
        }, reason);
    }
}
