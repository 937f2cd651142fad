package org.sivig.ecrf.ui.monitoring;

import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.sivig.ecrf.monitoring.SiteFigures;

/** How figures of sites are written. */
final class FiguresTable {

    private FiguresTable() {
    }

    static String number(Locale locale, long number) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }

    /** What is verified of what should be; nothing is rounded to all that is not. */
    static String share(Locale locale, SiteFigures of) {
        if (of.due() == 0) {
            return "–";
        }
        NumberFormat percent = NumberFormat.getPercentInstance(locale);
        double share = (double) of.verified() / of.due();
        return of.verified() < of.due() && share >= 0.995 ? "> " + percent.format(0.99) : percent.format(share);
    }

    static String day(LocalDate day) {
        return DateTimeFormatter.ofPattern("dd/MM/yyyy").format(day);
    }
}
