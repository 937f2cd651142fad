package org.sivig.ecrf.ui.casebook;

import com.vaadin.flow.dom.Element;
import org.sivig.ecrf.study.Study;

/** What the page of a casebook tells its script in the browser (frontend/ecrf/main.js). */
record PageScript(Element page) {

    /** Another page is shown. */
    void open(String number, String path, String item) {
        page.executeJs("window.sivig.open(this, $0, $1, $2, $3)", number, path, item, Study.CLOCK.millis());
    }

    /** What was typed is stored. */
    void saved(String item, String typed, String said) {
        page.executeJs("window.sivig.saved($0, $1, $2)", item, typed, said);
    }

    /** What was typed is not stored, and waits for the user. */
    void refused(String item, String why) {
        page.executeJs("window.sivig.refused($0, $1)", item, why);
    }

    /** What was typed is stored when a reason is given, which is being asked for. */
    void explained(String item, String why) {
        page.executeJs("window.sivig.explained($0, $1)", item, why);
    }

    /** No reason was given, and the answer is what it was. */
    void keptOld(String item) {
        page.executeJs("window.sivig.keptOld($0)", item);
    }

    /** What was typed could not be stored, and is tried again. */
    void failed(String item, String why) {
        page.executeJs("window.sivig.failed($0, $1)", item, why);
    }

    /** What was typed counts no longer. */
    void dropped(String item) {
        page.executeJs("window.sivig.dropped($0)", item);
    }

    /** What was sent has been dealt with, whatever came of it. */
    void handled(String item, int sending) {
        page.executeJs("window.sivig.handled($0, $1)", item, sending);
    }

    /** Puts the cursor into an item; nowhere when it is empty. */
    void at(String item) {
        page.executeJs("window.sivig.at($0)", item);
    }

    /** Says on which blank items, joined by commas, findings wait, so that it tells when they are left. */
    void awaits(String items) {
        page.executeJs("window.sivig.awaits($0)", items);
    }

    void goTo(String item) {
        page.executeJs("window.sivig.goTo($0)", item);
    }

    /** Goes to a row that this item opens, once it is there. */
    void goToRow(String item) {
        page.executeJs("window.sivig.goToRow($0)", item);
    }
}
