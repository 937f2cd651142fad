package org.sivig.ecrf.ui.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.sivig.ecrf.account.AccountRefusedException;
import org.sivig.ecrf.account.PasskeyRequest;
import org.sivig.ecrf.account.ProviderQuestion;
import org.sivig.ecrf.account.ScreenLock;
import org.sivig.ecrf.account.SignIns;
import org.sivig.ecrf.account.SignedIn;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
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
    static final String UNLOCK_BY_PASSKEY = "/unlock/passkey";
    static final String UNLOCK_BY_PROVIDER = "/unlock/provider";

    /** What the browser was asked last. */
    private static final String ASKED = Activity.class.getName() + ".asked";
    private static final String ASKED_PROVIDER = ASKED + ".provider";

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

    /** Nobody was there for too long, and the page is covered: who comes back shows who they are. */
    @PostMapping(IDLE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void idle(Authentication who) {
        if (who instanceof SignedIn signedIn) {
            signIns.lock(signedIn);
        }
    }

    /** What the browser is to ask the device for; 404 where the viewer has no passkey. */
    @PostMapping(value = UNLOCK_BY_PASSKEY, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> ask(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null || !lock.isByPasskey()) {
            return ResponseEntity.notFound().build();
        }
        PasskeyRequest asked = lock.request();
        session.setAttribute(ASKED, asked);
        return ResponseEntity.ok(asked.json());
    }

    /** 204 when the page may be uncovered, 403 when it was none of the viewer's or answers nothing that was asked. */
    @PostMapping(value = UNLOCK, params = "passkey")
    ResponseEntity<Void> unlock(Authentication who, @RequestParam String passkey, HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        boolean right = session != null && who instanceof SignedIn signedIn
                && session.getAttribute(ASKED) instanceof PasskeyRequest asked && lock.unlock(signedIn, asked, passkey);
        return ResponseEntity.status(right ? HttpStatus.NO_CONTENT : HttpStatus.FORBIDDEN).build();
    }

    /** The address of the window in which the provider asks; 404 where none has vouched for the viewer, or it does not answer. */
    @PostMapping(value = UNLOCK_BY_PROVIDER, produces = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<String> askProvider(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            return ResponseEntity.notFound().build();
        }
        try {
            ProviderQuestion asked = lock.question();
            session.setAttribute(ASKED_PROVIDER, asked);
            return ResponseEntity.ok(asked.path());
        } catch (AccountRefusedException away) {
            return ResponseEntity.notFound().build();
        }
    }

    /** 204 when the page may be uncovered, 403 when the provider has not been shown who it is since it was asked. */
    @PostMapping(value = UNLOCK, params = "provider")
    ResponseEntity<Void> unlock(Authentication who, HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        boolean right = session != null && who instanceof SignedIn signedIn
                && session.getAttribute(ASKED_PROVIDER) instanceof ProviderQuestion asked && lock.unlock(signedIn, asked);
        return ResponseEntity.status(right ? HttpStatus.NO_CONTENT : HttpStatus.FORBIDDEN).build();
    }

    /** 204 when the page may be uncovered, 403 when it was not the password, 429 while none is taken. */
    @PostMapping(value = UNLOCK, params = "password")
    ResponseEntity<Void> unlock(Authentication who, @RequestParam String password) {
        if (who instanceof SignedIn signedIn && lock.unlock(signedIn, password)) {
            return ResponseEntity.noContent().build();
        }
        return ResponseEntity.status(lock.pausedUntil() == null ? HttpStatus.FORBIDDEN : HttpStatus.TOO_MANY_REQUESTS).build();
    }
}
