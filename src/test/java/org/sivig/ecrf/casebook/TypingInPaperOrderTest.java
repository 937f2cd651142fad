package org.sivig.ecrf.casebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.study.Casebooks;
import org.sivig.ecrf.study.Duplicate;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.Written;

/** Who types a clean chart from its first item to its last is told what is wrong, and not what is not typed yet. */
class TypingInPaperOrderTest {

    static List<Written> casebooks() throws IOException {
        return Written.all();
    }

    /**
     * What fired while a chart was typed, by check and place.
     *
     * @param fired   all of it, which is what was shown before alarms waited for their answers
     * @param waiting what rests on a blank
     * @param told    what was told to who typed
     */
    private record Shown(Set<String> fired, Set<String> waiting, Set<String> told, Set<String> atTheEnd) {
    }

    private static Shown type(Written chart) {
        Casebook whole = chart.casebook();
        Casebook typed = Casebooks.blank();
        Shown shown = new Shown(new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
        Set<String> left = new HashSet<>();
        for (Casebook.Instance each : whole.instances()) {
            Casebook.Instance here = typed.reach(each.exportName());
            left.add(each.exportName());
            if (each.answer().isBlank() || each.item().isFixed()) {
                continue;
            }
            left.remove(each.exportName());
            Answer<?> answer = each.answer();
            typed.put(here, answer);
            find(typed).forEach(finding -> {
                shown.fired().add(name(finding));
                if (!finding.finding().awaits().isEmpty()) {
                    shown.waiting().add(name(finding));
                }
                if (!finding.isPremature(left)) {
                    shown.told().add(name(finding));
                }
            });
        }
        find(typed).forEach(finding -> shown.atTheEnd().add(name(finding)));
        return shown;
    }

    private static List<KnownFinding> find(Casebook casebook) {
        return Study.findings(casebook, new Duplicate.None()).stream()
                .map(finding -> new KnownFinding(finding, null, null)).filter(KnownFinding::isOpen).toList();
    }

    private static String name(KnownFinding finding) {
        return finding.check() + " at " + finding.at().exportName();
    }

    @ParameterizedTest
    @MethodSource("casebooks")
    void whatRestsOnABlankIsToldOnlyWhereItWasLeftSo(Written chart) {
        Shown shown = type(chart);
        assertThat(shown.waiting()).as("what waits for the next answer").hasSizeGreaterThan(3);
        assertThat(shown.told()).containsAll(shown.atTheEnd());
        Set<String> tooEarly = new LinkedHashSet<>(shown.told());
        tooEarly.retainAll(shown.waiting());
        tooEarly.removeAll(shown.atTheEnd());
        assertThat(tooEarly).as("told, and answered later").isEmpty();
    }

    /** Fifty findings were shown of which one was left, before alarms waited for the answers that are still to come. */
    @Test
    void almostEverythingThatIsToldIsThereInTheEnd() throws IOException {
        int fired = 0;
        int told = 0;
        int left = 0;
        for (Written chart : Written.all()) {
            Shown shown = type(chart);
            fired += shown.fired().size();
            told += shown.told().size();
            left += shown.atTheEnd().size();
        }
        String counts = "%d fired, %d were told, %d are left".formatted(fired, told, left);
        assertThat(fired).as(counts).isGreaterThan(left + 10);
        assertThat(told - left).as(counts).isBetween(0, Written.all().size() / 2);
    }
}
