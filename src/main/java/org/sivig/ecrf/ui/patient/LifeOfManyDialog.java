package org.sivig.ecrf.ui.patient;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextField;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.SignatureProof;
import org.sivig.ecrf.audit.Reason;
import org.sivig.ecrf.casebook.LifeLine;
import org.sivig.ecrf.casebook.LifeOfMany;
import org.sivig.ecrf.casebook.ManyTaken;
import org.sivig.ecrf.casebook.SignatureMeaning;
import org.sivig.ecrf.crf.TypedText;
import org.sivig.ecrf.study.life.CasebookState;
import org.sivig.ecrf.study.life.Transition;
import org.sivig.ecrf.ui.AnswerField;
import org.sivig.ecrf.ui.AskDialog;
import org.sivig.ecrf.ui.Attempt;
import org.sivig.ecrf.ui.CasebookAddress;
import org.sivig.ecrf.ui.SigningFields;
import org.sivig.ecrf.ui.Words;

/**
 * Tells which casebooks take a step together and what stands in the way of the others, asks for one reason, and tells what came
 * of it.
 */
class LifeOfManyDialog extends AskDialog {

    /** So many numbers are named; of the others how many there are. */
    private static final int NAMED = 12;

    private final LifeOfMany life;
    private final Transition step;
    private final List<LifeLine> seen;
    private final TextField reason = new TextField();
    private @Nullable SigningFields shown;
    private final RadioButtonGroup<SignatureMeaning> meaning;
    private final Runnable taken;

    /**
     * @param toVerify how many answers are not verified that should be before the step, by patient; of others none is
     * @param taken    is run when casebooks took the step
     */
    LifeOfManyDialog(LifeOfMany life, Transition step, List<LifeLine> seen, Map<String, Long> toVerify, Words words,
            Runnable taken) {
        super(words, words.of("many.step." + step), "560px");
        this.life = life;
        this.step = step;
        this.seen = seen;
        this.taken = taken;
        setId("many");
        meaning = choices("many_meaning", words.of("sign.meaning"), List.of(SignatureMeaning.values()),
                each -> words.of("meaning." + each));
        List<LifeLine> goes = seen.stream().filter(line -> line.hindrance() == null).toList();
        int going = goes.size();
        Paragraph count = new Paragraph(words.of("many.going", going, seen.size()));
        count.setId("many_going");
        add(count, hindrances(seen));
        warn("many.unsigned", goes.stream().filter(line -> step == Transition.FREEZE && line.state() != CasebookState.SIGNED),
                line -> 0L);
        warn("many.unverified", goes.stream().filter(line -> toVerify.containsKey(line.number())),
                line -> toVerify.get(line.number()));
        if (going == 0) {
            closing();
            return;
        }
        reason.setId("many_reason");
        reason.setLabel(words.of("many.reason"));
        reason.setMaxLength(Reason.LENGTH);
        reason.setWidthFull();
        reason.setManualValidation(true);
        add(reason);
        Component[] others = {};
        Runnable act = () -> go(null);
        if (step == Transition.SIGN) {
            meaning.setValue(SignatureMeaning.RESPONSIBLE);
            SigningFields fields = new SigningFields(words, "many_password", this::go);
            shown = fields;
            add(meaning, fields);
            act = fields::sign;
            others = new Component[] {meaning, fields.first(), fields.password()};
        }
        ask("many_confirm", words.of("many.do", going), act, reason, others);
    }

    /** @param proof of who signs; null when it is no signature */
    private void go(@Nullable SignatureProof proof) {
        String why = TypedText.lines(reason.getValue());
        if (why.isEmpty()) {
            reason.setErrorMessage(words().of("many.reason.needed"));
            reason.setInvalid(true);
            reason.focus();
            return;
        }
        ManyTaken result = new Attempt(words()).get("Taking casebooks through " + step, () -> proof != null
                ? life.sign(seen, meaning.getValue(), proof, why) : life.take(seen, step, why), AnswerField::tell);
        switch (result) {
            case ManyTaken.Done done -> tell(done);
            case ManyTaken.WrongPassword(Instant until) -> {
                if (shown != null) {
                    shown.refuse(until);
                }
            }
            case null -> {
                // It was told why nothing was done.
            }
        }
    }

    private void tell(ManyTaken.Done done) {
        removeAll();
        getFooter().removeAll();
        Paragraph count = new Paragraph(words().of("many.done", done.numbers().size()));
        count.setId("many_done");
        count.addClassNames("note", done.numbers().isEmpty() ? "warn" : "ok");
        count.getElement().setAttribute("role", "status");
        add(count, hindrances(done.left()));
        closing();
        taken.run();
    }

    private void closing() {
        Button close = new Button(words().of("many.close"), click -> close());
        close.setId("many_close");
        getFooter().add(close);
        begin(close);
    }

    /** Who is left out, under why. */
    private Div hindrances(List<LifeLine> lines) {
        Div left = new Div();
        left.setId("many_left");
        left.addClassName("many-left");
        Map<LifeLine.Hindrance, List<LifeLine>> byWhy = lines.stream().filter(line -> line.hindrance() != null)
                .collect(Collectors.groupingBy(LifeLine::hindrance, TreeMap::new, Collectors.toList()));
        byWhy.forEach((why, of) -> left.add(listed("many.left." + why, of, LifeLine::count)));
        return left;
    }

    /** Says something of those who take the step; nothing when it is true of none. */
    private void warn(String key, Stream<LifeLine> of, ToLongFunction<LifeLine> count) {
        List<LifeLine> lines = of.toList();
        if (!lines.isEmpty()) {
            Div told = listed(key, lines, count);
            told.addClassNames("many-left", "note", "warn");
            add(told);
        }
    }

    /** The numbers of some, under what is said of them, each with how many there are of that. */
    private Div listed(String key, List<LifeLine> of, ToLongFunction<LifeLine> count) {
        Paragraph numbers = new Paragraph();
        of.stream().limit(NAMED).forEach(line -> {
            long there = count.applyAsLong(line);
            numbers.add(new Anchor(CasebookAddress.of(line.number()), line.number()), new Span(there == 0 ? " " : " (" + there + ") "));
        });
        if (of.size() > NAMED) {
            numbers.add(new Span(words().of("many.more", of.size() - NAMED)));
        }
        return new Div(new H3(words().of(key, of.size())), numbers);
    }
}
