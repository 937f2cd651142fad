package org.sivig.ecrf.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.ProviderRefused.Why;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.stereotype.Service;

/**
 * Signs in whom a provider vouches for: to accounts that are there and active, with the rights that they have here. Of what
 * the provider tells only who it is, how surely and since when is read; nothing of it is kept beside the account.
 */
@Service
public class ProviderSignIn {

    /** How far the clock of a provider may be away. */
    public static final Duration CLOCKS = Duration.ofMinutes(2);

    private final IdentityProviders providers;
    private final UserAccounts accounts;
    private final Viewers viewers;
    private final SecondFactors factors;
    private final SignIns signIns;
    private final AccountLog log;
    private final Clock clock;

    ProviderSignIn(IdentityProviders providers, UserAccounts accounts, Viewers viewers, SecondFactors factors, SignIns signIns,
            AccountLog log, Clock clock) {
        this.providers = providers;
        this.accounts = accounts;
        this.viewers = viewers;
        this.factors = factors;
        this.signIns = signIns;
        this.log = log;
        this.clock = clock;
    }

    /**
     * @throws ProviderRefused                when nobody is signed in with it, and why
     * @throws PasswordSignIn.SecondStepAsked when a second factor of ours is asked
     */
    public SignedIn signIn(String provider, OidcUser told) {
        Viewer viewer = known(provider, told);
        Vouched vouched = vouched(provider, told);
        Instant now = clock.instant();
        if (!providers.isOfTwoFactors(provider) && factors.isAsked(viewer)) {
            throw new PasswordSignIn.SecondStepAsked(new FirstShown(viewer, Factor.PROVIDER, now, vouched));
        }
        return signIns.begin(viewer, Map.of(Factor.PROVIDER, now), vouched);
    }

    /**
     * Who is signed in was asked by the provider once more who they are. A sign-in that is locked is so no more; the page
     * that is covered stays so until it has taken what was shown for its own question.
     *
     * @param asked  when
     * @param secret what is known of this question to the page that asked it, and to nobody else
     * @return the same sign-in, with what the provider says of it now
     * @throws ProviderRefused when it was not they, or was not asked again
     */
    public SignedIn again(String provider, OidcUser told, SignedIn signedIn, Instant asked, String secret) {
        Viewer viewer = known(provider, told);
        if (!viewer.username().equals(signedIn.getPrincipal().username())) {
            throw refused(Why.SOMEBODY_ELSE, provider, signedIn.getPrincipal().username());
        }
        Instant shown = told.getIdToken().getAuthenticatedAt();
        if (shown == null || shown.isBefore(asked.minus(CLOCKS))) {
            throw refused(Why.OLD, provider, viewer.username());
        }
        SignedIn now = signIns.shownToProvider(signedIn, vouched(provider, told), secret);
        signIns.unlock(now, Factor.PROVIDER);
        log.add(AccountAct.PROOF_GIVEN, viewer.username(), viewer.role().name(), viewer.username(),
                Factor.PROVIDER.name() + " " + provider, "");
        return now;
    }

    /** Why nobody is signed in; it is put on record. */
    public Why why(@Nullable String provider, AuthenticationException refused) {
        if (refused instanceof ProviderRefused known) {
            return known.why();
        }
        Why why = switch (refused instanceof OAuth2AuthenticationException said ? said.getError().getErrorCode() : "") {
            case "access_denied", "login_required", "interaction_required", "consent_required" -> Why.CANCELLED;
            case "authorization_request_not_found", "invalid_state_parameter" -> Why.NOT_ASKED;
            case "invalid_token_response", "invalid_user_info_response", "temporarily_unavailable", "server_error",
                 "client_registration_not_found" -> Why.AWAY;
            case "invalid_id_token" -> isOld(refused) ? Why.OLD : Why.NOT_VALID;
            default -> Why.NOT_VALID;
        };
        refused(why, provider == null ? "" : provider, "");
        return why;
    }

    private static boolean isOld(AuthenticationException refused) {
        return refused.getCause() instanceof JwtValidationException invalid && invalid.getErrors().stream()
                .anyMatch(error -> String.valueOf(error.getDescription()).matches("(?s).*(expired|\\bexp\\b|\\biat\\b).*"));
    }

    private static Vouched vouched(String provider, OidcUser told) {
        return new Vouched(provider, told.getSubject(), told.getIdToken().getClaimAsString("sid"), told.getIdToken().getTokenValue());
    }

    private Viewer known(String provider, OidcUser told) {
        ProviderSettings set = providers.settings(provider);
        if (set == null) {
            throw refused(Why.NOT_VALID, provider, "");
        }
        if (!set.levels().isEmpty() && !set.levels().contains(told.getIdToken().getAuthenticationContextClass())) {
            throw refused(Why.LEVEL, provider, "");
        }
        Object claim = told.getClaims().get(set.claim());
        if (!(claim instanceof String key) || key.isBlank()
                || set.claim().equals(ProviderSettings.EMAIL) && !Boolean.TRUE.equals(told.getEmailVerified())) {
            throw refused(Why.NO_KEY, provider, "");
        }
        String username = accounts.findByIdentity(provider, providers.compared(provider, key)).map(UserAccount::getUsername).orElse("");
        return viewers.find(username).orElseThrow(() -> refused(Why.STRANGER, provider, username));
    }

    private ProviderRefused refused(Why why, String provider, String username) {
        log.addAlone(why == Why.AWAY ? AccountAct.PROVIDER_AWAY : AccountAct.PROVIDER_REFUSED, username, provider + " " + why);
        return new ProviderRefused(why);
    }
}
