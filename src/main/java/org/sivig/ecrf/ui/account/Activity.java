package org.sivig.ecrf.ui.account;

import org.sivig.ecrf.account.SignIns;
import org.sivig.ecrf.account.SignedIn;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Hears from the browser whether somebody is there: no other request says so, for pages ask by themselves. */
@RestController
class Activity {

    private final SignIns signIns;

    Activity(SignIns signIns) {
        this.signIns = signIns;
    }

    @PostMapping("/active")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void active(Authentication who) {
        if (who instanceof SignedIn signedIn) {
            signIns.active(signedIn);
        }
    }

    /** Nobody was there for too long, and the page is covered: who comes back signs in again. */
    @PostMapping("/idle")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void idle(Authentication who) {
        if (who instanceof SignedIn signedIn) {
            signIns.end(signedIn, SignIns.End.IDLE);
        }
    }
}
