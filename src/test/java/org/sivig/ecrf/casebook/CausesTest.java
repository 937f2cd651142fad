package org.sivig.ecrf.casebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.study.Casebooks;
import org.sivig.ecrf.study.Duplicate;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.Written;

/** Findings that rest on one answer are told as one. */
class CausesTest {

    private static List<KnownFinding> findings(Casebook casebook) {
        return Causes.marked(Study.findings(casebook, new Duplicate.None()).stream()
                .map(finding -> new KnownFinding(finding, null, null)).toList());
    }

    private static List<KnownFinding> findings(Map<String, ?> answers) {
        return findings(Casebooks.with(answers));
    }

    @Test
    void oneWrongYearInACleanChartIsNamedAsTheCauseOfAllThatFires() throws Exception {
        Casebook chart = Written.all().getFirst().casebook();
        assertThat(findings(chart)).noneMatch(KnownFinding::isOpen);
        Casebook.Instance start = chart.instance("ivig1_start");
        PartialDate right = (PartialDate) start.answer().value();
        chart.put(start, Answer.of(new PartialDate(right.year() - 10, right.month(), right.day())));
        List<KnownFinding> open = findings(chart).stream().filter(KnownFinding::isOpen).toList();
        assertThat(open).hasSizeGreaterThan(10);
        assertThat(open).allMatch(finding -> "ivig1_start".equals(finding.cause()), "rests on the first infusion");
    }

    @Test
    void oneOrTwoFindingsStandForThemselves() {
        assertThat(findings(Map.of("ivig1_start", "2001", "dx_date", "2005", "du_hx", 1, "du_hx_date", "2006")))
                .hasSize(2).allMatch(finding -> finding.cause() == null);
    }

    @Test
    void severalFindingsAtOneItemHaveNoCauseElsewhere() {
        assertThat(findings(Map.of("hb_m0", 250, "hb_m3", 12))).allMatch(finding -> finding.cause() == null);
    }

    @Test
    void whatIsJustifiedOrOnlyToldIsNoAlarm() {
        List<KnownFinding> findings = findings(Map.of("ivig1_start", "2001", "dx_date", "2005", "du_hx", 1,
                "du_hx_date", "2006", "ild_hx", 1, "ild_hx_date", "2007"));
        assertThat(findings).hasSize(3).allMatch(finding -> "ivig1_start".equals(finding.cause()));
        Justification why = new Justification(Justification.Reason.CONFIRMED, "", "anna", java.time.Instant.EPOCH);
        assertThat(Causes.marked(findings.stream().map(finding -> new KnownFinding(finding.finding(), null,
                finding.at().exportName().equals("dx_date") ? why : null)).toList()))
                .allMatch(finding -> finding.cause() == null);
    }
}
