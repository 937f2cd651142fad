package org.sivig.ecrf.ui.data;

import com.vaadin.flow.component.html.Paragraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.account.DisplayNames;
import org.sivig.ecrf.audit.RecordText;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.data.DataGrid;
import org.sivig.ecrf.data.DataQuery;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.ui.Words;
import org.sivig.ecrf.verification.SeenAnswer;
import org.sivig.ecrf.verification.VerificationResult;
import org.sivig.ecrf.verification.Verifications;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Verifies all answers that the grid shows. It reads them when it begins, and has the grid show them as they are then:
 * what changes before it is confirmed is not verified.
 */
@Component
@Order(2)
class VerifyShown implements GridAction {

    /** The most answers that are verified at once: nobody compares more with the source before saying so. */
    static final int MOST = 5_000;

    /** So many of those that changed are named. */
    private static final int NAMED = 10;

    private final DataGrid data;
    private final Verifications verifications;
    private final AccessPolicy policy;
    private final DisplayNames names;

    VerifyShown(DataGrid data, Verifications verifications, AccessPolicy policy, DisplayNames names) {
        this.data = data;
        this.verifications = verifications;
        this.policy = policy;
        this.names = names;
    }

    @Override
    public boolean isOffered() {
        return policy.verifies();
    }

    @Override
    public String labelKey() {
        return "data.verify";
    }

    @Override
    public boolean isOfOneColumn() {
        return false;
    }

    @Override
    public void begin(DataQuery query, Optional<DataColumn> column, Runnable changed) {
        List<SeenAnswer> seen = data.toVerify(query);
        changed.run();
        ActionDialog dialog = new ActionDialog();
        Words words = dialog.words();
        dialog.setHeaderTitle(words.of("data.verify.title"));
        Paragraph preview = new Paragraph(words.of("data.verify.count", seen.size(),
                seen.stream().filter(each -> each.answer().missing() != null).count(),
                seen.stream().map(SeenAnswer::number).distinct().count()));
        preview.setId("action_preview");
        dialog.ask(preview);
        if (seen.size() > MOST) {
            dialog.refuse(words.of("data.verify.many", MOST));
        } else if (!seen.isEmpty()) {
            dialog.offer("verify_confirm", words.of("sdv.do", seen.size()), () -> {
                VerificationResult result = verifications.verify(seen);
                dialog.tell(said(result, words));
                if (!result.done().isEmpty()) {
                    dialog.offer("verify_undo", words.of("undo"), () -> {
                        dialog.tell(List.of(words.of("sdv.undone", verifications.withdraw(result.done()).size())));
                        changed.run();
                    });
                }
                changed.run();
            });
        }
        dialog.open();
    }

    private List<String> said(VerificationResult result, Words words) {
        List<String> said = new ArrayList<>(List.of(words.of("data.verify.done", result.done().size())));
        if (result.already() > 0) {
            said.add(words.of("sdv.already", result.already()));
        }
        if (result.locked() > 0) {
            said.add(words.of("data.verify.locked", result.locked()));
        }
        result.changed().stream().limit(NAMED).forEach(each -> {
            Casebook.Instance at = Study.reach(each.item());
            said.add(words.of("data.verify.changed", each.number(), new RecordText(words.study()).item(at), words.of("sdv.changed",
                    each.by() == null ? "?" : names.of(each.by()),
                    each.at() == null ? "" : Words.dayAndTime(each.at()), words.answer(at.item(), each.now()))));
        });
        if (result.changed().size() > NAMED) {
            said.add(words.of("data.verify.changed.more", result.changed().size() - NAMED));
        }
        return said;
    }
}
