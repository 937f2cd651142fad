package org.sivig.ecrf.casebook;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the answers on which several findings rest: where such an answer is wrong, so are they. */
final class Causes {

    /** At so many items at least findings stand that rest on one answer. */
    private static final int SEVERAL = 3;

    private Causes() {
    }

    /**
     * The same findings, each open one that does not rest on a blank with the answer on which it rests together with the most others. Of two answers on which
     * as many rest, it is the one at which one of them stands, or which comes first.
     */
    static List<KnownFinding> marked(List<KnownFinding> findings) {
        List<KnownFinding> left = new ArrayList<>(findings.stream()
                .filter(finding -> finding.isOpen() && finding.finding().awaits().isEmpty()).toList());
        Map<KnownFinding, String> causes = new IdentityHashMap<>(); // to compare them costs more than the checks
        for (Optional<Map.Entry<String, List<KnownFinding>>> most = most(left); most.isPresent(); most = most(left)) {
            String cause = most.get().getKey();
            most.get().getValue().forEach(finding -> causes.put(finding, cause));
            left.removeIf(causes::containsKey);
        }
        return causes.isEmpty() ? findings : findings.stream().map(finding -> causes.containsKey(finding)
                ? finding.because(causes.get(finding)) : finding).toList();
    }

    /** The answer on which most findings rest, and these; empty when there are not several. */
    private static Optional<Map.Entry<String, List<KnownFinding>>> most(List<KnownFinding> findings) {
        Map<String, List<KnownFinding>> byAnswer = new LinkedHashMap<>();
        findings.forEach(finding -> finding.finding().answers().forEach(
                answer -> byAnswer.computeIfAbsent(answer, first -> new ArrayList<>()).add(finding)));
        return byAnswer.entrySet().stream().filter(each -> places(each.getValue()) >= SEVERAL)
                .min(Comparator.<Map.Entry<String, List<KnownFinding>>>comparingLong(each -> -places(each.getValue()))
                        .thenComparing(each -> each.getValue().stream()
                                .noneMatch(finding -> finding.at().exportName().equals(each.getKey()))));
    }

    private static long places(List<KnownFinding> findings) {
        return findings.stream().map(finding -> finding.at().exportName()).distinct().count();
    }
}
