package org.sivig.ecrf.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;

/** What a page asks of a server that is silent for a while. */
final class HeldRequests {

    private final List<Route> held = new ArrayList<>();

    /** From now on the server hears nothing of what is done on this page. */
    void hold(Page page) {
        page.route(url -> url.contains("v-r=uidl"), held::add);
    }

    /** The server hears what follows, and never what was held back. */
    void forget(Page page) {
        page.route(url -> url.contains("v-r=uidl"), Route::resume); // to take the other away would let go what it holds
        held.clear();
    }

    /** The server hears all of it, in order, and what follows. */
    void letGo(Page page) {
        page.unrouteAll();
        List.copyOf(held).forEach(Route::resume);
        held.clear();
    }
}
