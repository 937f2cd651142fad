package org.sivig.ecrf.ui.account;

import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;

/**
 * Says of each page that it runs no script but its own and those it is served with. Flow makes functions of text, which
 * has to be allowed; styles stand in attributes, which has to be as well.
 */
@Component
class ContentPolicy implements VaadinServiceInitListener {

    static final String HEADER = "Content-Security-Policy";
    /** What is no page: it is not shown within anything, and loads nothing. */
    static final String OF_NO_PAGE = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private static final String OF_PAGE = "default-src 'self'; script-src 'self' 'nonce-%s' 'unsafe-eval';"
            + " style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; object-src 'none';"
            + " base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    private static final int BYTES = 16;
    private final RandomGenerator random = new SecureRandom();

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.addIndexHtmlRequestListener(page -> {
            byte[] bytes = new byte[BYTES];
            random.nextBytes(bytes);
            String once = Base64.getEncoder().encodeToString(bytes);
            page.getDocument().select("script").attr("nonce", once);
            page.getVaadinResponse().setHeader(HEADER, OF_PAGE.formatted(once));
        });
    }
}
