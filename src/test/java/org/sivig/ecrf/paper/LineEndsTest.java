package org.sivig.ecrf.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineEndsTest {

    private static List<String> parts(String text) {
        LineEnds ends = new LineEnds();
        ends.setText(text);
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int end = ends.next(); end != BreakIterator.DONE; end = ends.next()) {
            parts.add(text.substring(from, end));
            from = end;
        }
        return parts;
    }

    @Test
    void noLineEndsWithTheApostropheOfAWord() {
        assertThat(parts("motif de l’arrêt d’IgIV et l’âge")).containsExactly("motif ", "de ", "l’arrêt ", "d’IgIV ", "et ", "l’âge");
    }

    @Test
    void othersEndAsEverywhere() {
        assertThat(parts("dit ‘ainsi’ et non-dit")).containsExactly("dit ", "‘ainsi’ ", "et ", "non-", "dit");
        assertThat(parts("")).isEmpty();
    }
}
