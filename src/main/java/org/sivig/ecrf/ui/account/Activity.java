package org.sivig.ecrf.ui.account;

import org.sivig.ecrf.account.ScreenLock;
import org.sivig.ecrf.account.SignIns;
import org.sivig.ecrf.account.SignedIn;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Hears from the browser whether somebody is there: no other request says so, for pages ask by themselves. */
@RestController
class Activity {

    static final String ALIVE = "/alive";
    static final String IDLE = "/idle";
    static final String UNLOCK = "/unlock";

    private final SignIns signIns;
    private final ScreenLock lock;

    Activity(SignIns signIns, ScreenLock lock) {
        this.signIns = signIns;
        this.lock = lock;
    }

    /** Whether a page that is loaded now is for somebody who is signed in. */
    @GetMapping(ALIVE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void alive() {
        // Who is not does not come here.
    }

    @PostMapping("/active")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void active(Authentication who) {
        if (who instanceof SignedIn signedIn) {
            signIns.active(signedIn);
        }
    }

    /** Nobody was there for too long, and the page is covered: who comes back shows the password. */
    @PostMapping(IDLE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void idle(Authentication who) {
        if (who instanceof SignedIn signedIn) {
            signIns.lock(signedIn);
        }
    }

    /** 204 when the page may be uncovered, 403 when it was not the password, 429 while none is taken. */
    @PostMapping(UNLOCK)
    ResponseEntity<Void> unlock(Authentication who, @RequestParam String password) {
        if (who instanceof SignedIn signedIn && lock.unlock(signedIn, password)) {
            return ResponseEntity.noContent().build();
        }
        return ResponseEntity.status(lock.pausedUntil() == null ? HttpStatus.FORBIDDEN : HttpStatus.TOO_MANY_REQUESTS).build();
    }
}
