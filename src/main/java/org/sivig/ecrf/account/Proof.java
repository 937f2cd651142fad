package org.sivig.ecrf.account;

import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccountRefusedException.Why;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Service;

/** Lets who is signed in show once more who they are, before what nobody is to do at a page that somebody else left open. */
@Service
public class Proof {

    private final RecentProof recent;
    private final SecondFactors factors;
    private final PasswordCheck passwords;
    private final SignIns signIns;
    private final ProviderAgain again;
    private final IdentityProviders providers;
    private final AccountLog log;
    private final AccessPolicy policy;

    Proof(RecentProof recent, SecondFactors factors, PasswordCheck passwords, SignIns signIns, ProviderAgain again,
            IdentityProviders providers, AccountLog log, AccessPolicy policy) {
        this.recent = recent;
        this.factors = factors;
        this.passwords = passwords;
        this.signIns = signIns;
        this.again = again;
        this.providers = providers;
        this.log = log;
        this.policy = policy;
    }

    /** Whether it was shown recently enough. */
    public boolean isRecent() {
        return recent.isThere();
    }

    /** By what it is shown: a code or a passkey where the viewer has a second factor, otherwise the password. */
    public Factor asked() {
        String username = policy.viewer().username();
        return factors.hasAuthenticator(username) ? Factor.CODE : factors.hasPasskey(username) ? Factor.PASSKEY
                : policy.viewer().password().isEmpty() && again.provider() != null ? Factor.PROVIDER : Factor.PASSWORD;
    }

    /** What the provider is called to which it does as well to show it; null when there is none. */
    public @Nullable String provider() {
        String provider = again.provider();
        return provider != null && (providers.isOfTwoFactors(provider) || !factors.isThere(policy.viewer().username()))
                ? providers.name(provider) : null;
    }

    /** @throws AccountRefusedException when the provider does not answer */
    public ProviderQuestion question() {
        return again.ask();
    }

    /**
     * Shows it by what was shown to the provider.
     *
     * @throws AccountRefusedException when nothing was, for this question
     */
    public void show(ProviderQuestion question) {
        again.take(question);
    }

    /** Whether a passkey does as well. */
    public boolean isByPasskey() {
        return factors.hasPasskey(policy.viewer().username());
    }

    /**
     * Shows it by what is typed.
     *
     * @param typed the code or the password, whichever is {@link #asked}
     * @throws AccountRefusedException when it is not right
     */
    public void show(String typed) {
        shown(check(typed));
    }

    void shown(Factor factor) {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn signedIn) {
            signIns.shown(signedIn, factor);
        }
        log.add(AccountAct.PROOF_GIVEN, policy.viewer().username(), factor.name(), "");
    }

    /** The same for what asks it each time, and is not remembered. */
    Factor check(String typed) {
        Factor asked = asked();
        switch (asked) {
            case CODE -> factors.take(policy.viewer().username(), typed);
            case PASSKEY -> throw new AccountRefusedException(Why.PASSKEY_REFUSED);
            case PROVIDER -> throw new AccountRefusedException(Why.NOT_VOUCHED);
            case PASSWORD -> {
                if (!passwords.isOfViewer(typed)) {
                    throw new AccountRefusedException(passwords.pausedUntil() == null ? Why.WRONG_PASSWORD : Why.PAUSED);
                }
            }
        }
        return asked;
    }
}
