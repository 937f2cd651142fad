package org.sivig.ecrf.ui.sample;

import java.text.NumberFormat;
import org.sivig.ecrf.audit.RecordText;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.sample.SampleSummary;
import org.sivig.ecrf.score.WilsonInterval;
import org.sivig.ecrf.ui.Words;

/** How samples are written for the reader. */
record SampleWords(Words words) {

    String progress(SampleSummary.OfSite of) {
        return words.of("samples.progress", of.read(), of.drawn());
    }

    /** The rate of errors with its interval; a dash when nothing was read, and no rate while a difference is to be classed. */
    String rate(SampleSummary.OfSite of) {
        if (of.unclassed() > 0) {
            return words.of("samples.rate.open");
        }
        WilsonInterval rate = of.errorRate();
        return of.read() == 0 ? "–" : words.of("samples.rate.value", percent(rate.rate()), percent(rate.low()),
                percent(rate.high()));
    }

    private String percent(double share) {
        NumberFormat format = NumberFormat.getPercentInstance(words.locale());
        format.setMinimumFractionDigits(1);
        format.setMaximumFractionDigits(1);
        return format.format(share);
    }

    /** Where the answer stands: the form, and what tells its row. */
    String place(Casebook.Instance at) {
        RecordText records = new RecordText(words.study());
        String row = records.row(at.row());
        String form = records.form(at.form().name());
        return row.isEmpty() ? form : form + " · " + row;
    }
}
