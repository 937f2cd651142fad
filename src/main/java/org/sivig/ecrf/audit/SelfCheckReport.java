package org.sivig.ecrf.audit;

import java.time.Instant;
import java.util.List;
import org.sivig.ecrf.study.StudyWords;

/** What an installed instance says of itself when it is looked over, to be signed. Holds nothing secret. */
public record SelfCheckReport(Instant at, List<Line> lines) {

    /**
     * What was looked at, and what was found.
     *
     * @param topic  what was looked at, a key under {@code self-check.of}
     * @param about  which of several; empty where there is one
     * @param said   what was found, a key under {@code self-check}
     * @param values what stands in that
     */
    public record Line(String topic, String about, String said, List<Object> values, boolean wrong) {

        public Line {
            values = List.copyOf(values);
        }

        public String what(StudyWords.Texts words) {
            return words.of("self-check.of." + topic, about).strip();
        }

        public String found(StudyWords.Texts words) {
            return words.of("self-check." + said, values.toArray());
        }
    }

    public SelfCheckReport {
        lines = List.copyOf(lines);
    }

    /** How many things are wrong. */
    public long wrong() {
        return lines.stream().filter(Line::wrong).count();
    }
}
