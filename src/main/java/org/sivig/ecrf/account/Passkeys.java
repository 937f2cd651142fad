package org.sivig.ecrf.account;

import com.webauthn4j.verifier.exception.BadOriginException;
import com.webauthn4j.verifier.exception.BadRpIdException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccountRefusedException.Why;
import org.sivig.ecrf.crf.TypedText;
import org.sivig.ecrf.start.StartRefusedException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialRequestOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Signs in with passkeys, which the device lets be used after it has made sure who holds it: one of them counts as password
 * and second factor. What the browser is asked and what it answers goes over the page; there is no address of its own.
 */
@Service
public class Passkeys {

    /** A passkey of the viewer. */
    public record Own(String id, String label, Instant created, @Nullable Instant lastUsed) {
    }

    private static final int MOST_LABEL = 60;

    private final @Nullable Webauthn4JRelyingPartyOperations operations;
    private final PasskeyStore store;
    private final SecondFactors factors;
    private final OwnAccount account;
    private final SignIns signIns;
    private final Viewers viewers;
    private final Proof proof;
    private final AccountLog log;
    private final AccessPolicy policy;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.builder().addModule(new WebauthnJacksonModule()).build();

    /** @param origin of the pages, with scheme and port where it is not the usual one; empty when there are no passkeys */
    Passkeys(@Value("${sivig.passkeys.origin}") String origin, PasskeyStore store, SecondFactors factors, OwnAccount account,
            SignIns signIns, Viewers viewers, Proof proof, AccountLog log, AccessPolicy policy, Clock clock) {
        this.store = store;
        this.factors = factors;
        this.account = account;
        this.signIns = signIns;
        this.viewers = viewers;
        this.proof = proof;
        this.log = log;
        this.policy = policy;
        this.clock = clock;
        operations = origin.isBlank() ? null : operations(origin.strip(), store);
    }

    private static Webauthn4JRelyingPartyOperations operations(String origin, PasskeyStore store) {
        var made = new Webauthn4JRelyingPartyOperations(store, store, PublicKeyCredentialRpEntity.builder()
                .id(host(origin)).name("SIVIG eCRF").build(), Set.of(origin));
        made.setCustomizeCreationOptions(options -> options.authenticatorSelection(AuthenticatorSelectionCriteria.builder()
                .userVerification(UserVerificationRequirement.REQUIRED).residentKey(ResidentKeyRequirement.REQUIRED).build()));
        made.setCustomizeRequestOptions(options -> options.userVerification(UserVerificationRequirement.REQUIRED));
        return made;
    }

    /** @throws StartRefusedException when browsers would give no passkeys to such an address */
    static String host(String origin) {
        try {
            URI address = new URI(origin);
            String host = address.getHost();
            if (host != null && origin.endsWith(address.getRawAuthority())
                    && ("https".equals(address.getScheme()) || "http".equals(address.getScheme()) && host.equals("localhost"))) {
                return host;
            }
        } catch (URISyntaxException none) {
            // It is refused as any other that does not do.
        }
        throw new StartRefusedException("The address to which passkeys belong is set to " + origin + ", which does not do.",
                "Set SIVIG_PASSKEYS_ORIGIN to https:// and the host of the pages, with the port where it is not 443, and nothing"
                        + " behind; or leave it empty (docs/operations.md).");
    }

    /** Whether one can sign in with passkeys here. */
    public boolean isOffered() {
        return operations != null;
    }

    private Webauthn4JRelyingPartyOperations operations() {
        if (operations == null) {
            throw new AccountRefusedException(Why.PASSKEY_REFUSED);
        }
        return operations;
    }

    // --- signing in, and showing it again ---------------------------------------------------------------------------

    /** What the browser is asked; of who is signed in their own, of nobody any of this study. */
    public PasskeyRequest request() {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        var options = operations().createCredentialRequestOptions(
                new ImmutablePublicKeyCredentialRequestOptionsRequest(who instanceof SignedIn ? who : null));
        return new PasskeyRequest(options, json.writeValueAsString(options), clock.instant());
    }

    /**
     * @param answer of the browser to this request, which is answered once
     * @throws AccountRefusedException when it is not taken, and why
     */
    public SignedIn signIn(PasskeyRequest request, String answer) {
        String username = username(request, answer);
        Viewer viewer = viewers.find(username).orElseThrow(() -> {
            log.addAlone(AccountAct.PASSKEY_REFUSED, username, "");
            return new AccountRefusedException(Why.PASSKEY_REFUSED);
        });
        return signIns.begin(viewer, Map.of(Factor.PASSKEY, clock.instant()));
    }

    /** Who is signed in shows it again; the answer of somebody else is refused. */
    public void show(PasskeyRequest request, String answer) {
        check(request, answer);
        proof.shown(Factor.PASSKEY);
    }

    void check(PasskeyRequest request, String answer) {
        String username = username(request, answer);
        if (!username.equals(policy.viewer().username())) {
            log.addAlone(AccountAct.PASSKEY_REFUSED, policy.viewer().username(), "");
            throw new AccountRefusedException(Why.PASSKEY_REFUSED);
        }
    }

    private String username(PasskeyRequest request, String answer) {
        try {
            PublicKeyCredential<AuthenticatorAssertionResponse> credential = json.readValue(answer, json.getTypeFactory()
                    .constructParametricType(PublicKeyCredential.class, AuthenticatorAssertionResponse.class));
            return operations().authenticate(new RelyingPartyAuthenticationRequest(request.use(clock.instant()), credential)).getName();
        } catch (AccountRefusedException | DataAccessException | TransactionException known) {
            throw known;
        } catch (RuntimeException refused) {
            throw refused(refused);
        }
    }

    private AccountRefusedException refused(RuntimeException why) {
        log.addAlone(AccountAct.PASSKEY_REFUSED, "", why.getClass().getSimpleName());
        return new AccountRefusedException(why instanceof BadOriginException || why instanceof BadRpIdException
                ? Why.PASSKEY_ELSEWHERE : Why.PASSKEY_REFUSED);
    }

    // --- one's own --------------------------------------------------------------------------------------------------

    /** The viewer's, the oldest first. */
    public List<Own> own() {
        return isOffered() ? store.of(policy.viewer().username()).stream().map(passkey -> new Own(
                passkey.getCredentialId().toBase64UrlString(), passkey.getLabel(), passkey.getCreated(),
                passkey.getLastUsed().isAfter(passkey.getCreated()) ? passkey.getLastUsed() : null)).toList() : List.of();
    }

    /**
     * What the browser is asked to make a passkey of the viewer.
     *
     * @throws ProofNeededException as {@link AccessPolicy#requireRecentProof}
     */
    @Transactional
    public PasskeyOffer offer() {
        policy.requireRecentProof();
        var options = operations().createPublicKeyCredentialCreationOptions(new ImmutablePublicKeyCredentialCreationOptionsRequest(
                SecurityContextHolder.getContext().getAuthentication()));
        return new PasskeyOffer(policy.viewer().username(), options, json.writeValueAsString(options));
    }

    /**
     * Adds what the browser has made; every other sign-in of the viewer is over.
     *
     * @param label how the viewer calls it
     * @throws AccountRefusedException when it is not taken, and why
     */
    @Transactional
    public void add(PasskeyOffer offer, String label, String answer) {
        policy.requireRecentProof();
        String name = TypedText.line(label);
        if (name.isEmpty() || name.length() > MOST_LABEL) {
            throw new AccountRefusedException(Why.NO_LABEL);
        }
        if (!offer.username().equals(policy.viewer().username())) {
            throw new AccountRefusedException(Why.PASSKEY_REFUSED);
        }
        try {
            PublicKeyCredential<AuthenticatorAttestationResponse> credential = json.readValue(answer, json.getTypeFactory()
                    .constructParametricType(PublicKeyCredential.class, AuthenticatorAttestationResponse.class));
            operations().registerCredential(new ImmutableRelyingPartyRegistrationRequest(offer.options(),
                    new RelyingPartyPublicKey(credential, name)));
        } catch (AccountRefusedException | DataAccessException | TransactionException known) {
            throw known;
        } catch (RuntimeException refused) {
            throw refused(refused);
        }
        log.add(AccountAct.PASSKEY_ADDED, policy.viewer().username(), name, "");
        account.endOthers();
        proof.shown(Factor.PASSKEY);
    }

    /**
     * Takes one of the viewer's away.
     *
     * @throws AccountRefusedException when it is the last second factor of a role that asks for one
     * @throws ProofNeededException as {@link AccessPolicy#requireRecentProof}
     */
    @Transactional
    public void remove(String id) {
        policy.requireRecentProof();
        String username = policy.viewer().username();
        List<CredentialRecord> all = store.of(username);
        if (all.size() <= 1 && !factors.hasAuthenticator(username) && factors.isCompulsory(policy.viewer().role())) {
            throw new AccountRefusedException(Why.COMPULSORY);
        }
        for (CredentialRecord passkey : all) {
            if (passkey.getCredentialId().toBase64UrlString().equals(id)) {
                log.add(AccountAct.PASSKEY_REMOVED, username, passkey.getLabel(), "");
                store.delete(Bytes.fromBase64(id));
            }
        }
    }
}
