package org.sivig.ecrf.signal;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.study.Visit;
import org.sivig.ecrf.study.VisitForm;

/**
 * A measurement of the visits by which sites are compared.
 *
 * @param step the place to which it is measured, where its last digit is looked at
 */
public record SignalNumber(Item<Visit, ?> item, BigDecimal step) {

    /** Those that are measured often enough, and are not given as a limit, in paper order. */
    public static final List<SignalNumber> ALL = List.of(of(VisitForm.MRSS, "1"), of(VisitForm.WALK6, "1"),
            of(VisitForm.HB, "0.1"), of(VisitForm.PLT, "1000"), of(VisitForm.CREAT, "1"), of(VisitForm.FVC, "1"),
            of(VisitForm.TLC, "1"), of(VisitForm.DLCO, "1"), of(VisitForm.LVEF, "1"), of(VisitForm.SPAP, "1"));

    private static SignalNumber of(Item<Visit, ?> item, String step) {
        return new SignalNumber(item, new BigDecimal(step));
    }

    /** The measurement of this item; empty when sites are not compared by it. */
    public static Optional<SignalNumber> find(String item) {
        return ALL.stream().filter(number -> number.item().name().equals(item)).findFirst();
    }
}
