package org.sivig.ecrf.paper;

import com.openhtmltopdf.extend.FSTextBreaker;
import java.text.BreakIterator;
import java.util.Locale;

/** Where a line may end: as in any text, but not after the apostrophe of a word (« l’arrêt »), where Java would end one. */
final class LineEnds implements FSTextBreaker {

    private final BreakIterator ends = BreakIterator.getLineInstance(Locale.FRENCH);
    private String text = "";

    @Override
    public void setText(String text) {
        this.text = text;
        ends.setText(text);
    }

    @Override
    public int next() {
        int end = ends.next();
        while (end > 0 && end < text.length() && text.charAt(end - 1) == '’' && Character.isLetterOrDigit(text.charAt(end))) {
            end = ends.next();
        }
        return end;
    }
}
