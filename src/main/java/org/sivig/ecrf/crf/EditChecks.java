package org.sivig.ecrf.crf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Evaluates checks over a casebook. */
public final class EditChecks {

    /** A claim of a check, as it concerns one item. */
    private record Rule(EditCheck check, boolean ofValues, Claim claim) {
    }

    private final List<EditCheck> checks;
    private final Map<Item<?, ?>, List<Rule>> rules = new ConcurrentHashMap<>();

    public EditChecks(List<EditCheck> checks) {
        this.checks = checks;
    }

    /**
     * Every finding, in paper order of the items, and at one item in the order of the checks.
     *
     * @param casebook cleared of what is not asked
     * @param known    what is known from outside the casebook; see {@link Claim#known}
     */
    public List<Finding> findings(Casebook casebook, Map<String, String> known) {
        List<Finding> findings = new ArrayList<>();
        for (Casebook.Instance instance : casebook.instances()) {
            List<Rule> concerned = rules.computeIfAbsent(instance.item(), this::rules);
            if (concerned.isEmpty()) {
                continue;
            }
            boolean valued = instance.answer().value() != null;
            Evaluation evaluation = new Evaluation(casebook, instance, known, null);
            for (Rule rule : concerned) {
                if ((valued || !rule.ofValues()) && rule.claim().in(evaluation).isTrue()
                        && casebook.isAsked(instance)) {
                    findings.add(finding(rule, casebook, instance, known));
                }
            }
        }
        return findings;
    }

    private List<Rule> rules(Item<?, ?> item) {
        return checks.stream().flatMap(check -> check.anchors().stream().filter(anchor -> anchor.covers(item))
                .map(anchor -> new Rule(check, anchor.any() != null, anchor.claim()))).toList();
    }

    /** Looks again, and notes what is read. */
    private static Finding finding(Rule rule, Casebook casebook, Casebook.Instance at, Map<String, String> known) {
        Evaluation.Notes notes = new Evaluation.Notes();
        rule.claim().in(new Evaluation(casebook, at, known, notes));
        Map<String, String> arguments = new LinkedHashMap<>();
        Evaluation evaluation = new Evaluation(casebook, at, known, null);
        rule.check().told().forEach((name, told) -> {
            String text = told.text().apply(evaluation);
            arguments.put(name, text == null ? "" : text);
        });
        return new Finding(rule.check(), at, arguments, notes.reads(), notes.awaited(), notes.answers());
    }
}
