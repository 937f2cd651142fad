package org.sivig.ecrf.ui.casebook;

import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.sivig.ecrf.account.SignatureProof;
import org.sivig.ecrf.casebook.LifeResult;
import org.sivig.ecrf.casebook.KnownQuery;
import org.sivig.ecrf.casebook.OpenCasebook;
import org.sivig.ecrf.casebook.SignatureMeaning;
import org.sivig.ecrf.ui.AskDialog;
import org.sivig.ecrf.ui.SigningFields;
import org.sivig.ecrf.ui.Words;

/** Asks what a signature shall mean, and who signs to show that it is they. */
class SignDialog extends AskDialog {

    private final transient BiFunction<SignatureMeaning, SignatureProof, Optional<LifeResult.WrongPassword>> sign;
    private final SigningFields shown;

    /**
     * @param name the printed name of who signs
     * @param sign signs; tells when the password was wrong, and the dialog stays
     */
    SignDialog(OpenCasebook open, String name, Words words,
            BiFunction<SignatureMeaning, SignatureProof, Optional<LifeResult.WrongPassword>> sign) {
        super(words, words.of("sign.title", open.number()), "500px");
        RadioButtonGroup<SignatureMeaning> meaning = choices("sign_meaning", words.of("sign.meaning"),
                List.of(SignatureMeaning.values()), each -> words.of("meaning." + each));
        meaning.setValue(SignatureMeaning.RESPONSIBLE);
        SigningFields shown = new SigningFields(words, "sign_password", by -> go(meaning.getValue(), by));
        this.sign = sign;
        this.shown = shown;
        add(new Paragraph(words.of("sign.what", open.total().answered(), open.total().missing())));
        long waiting = open.queries().stream().filter(KnownQuery::isPending).count();
        if (waiting > 0) {
            Paragraph asked = new Paragraph(words.of("sign.queries", waiting));
            asked.addClassNames("note", "warn");
            add(asked);
        }
        add(new Paragraph(words.of("sign.as", name)), meaning, shown);
        ask("sign_confirm", words.of("sign.do"), shown::sign, shown.first(), shown.password(), meaning);
    }

    private void go(SignatureMeaning meaning, SignatureProof by) {
        sign.apply(meaning, by).ifPresentOrElse(wrong -> shown.refuse(wrong.pausedUntil()), this::close);
    }
}
