package org.sivig.ecrf.account;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.start.StartRefusedException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.env.Environment;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/**
 * Who vouches for people beside the application, by OpenID Connect. What a provider offers is read from it when somebody
 * wants to sign in there, so that the application starts while it is away.
 */
@Component
public class IdentityProviders implements ClientRegistrationRepository {

    /** A provider that the sign-in page offers. */
    public record Offered(String id, String name) {
    }

    /** What came of asking a provider what it offers. */
    public enum Answer {
        ITS_OWN,
        /** It calls itself otherwise than it is set. */
        ANOTHER,
        NONE
    }

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Map<String, ProviderSettings> settings;
    private final String onlyLocal;
    private final AccountLog log;
    private final ClientHttpRequestFactory requests;
    private final Map<String, ClientRegistration> known = new ConcurrentHashMap<>();

    IdentityProviders(Environment environment, @Value("${sivig.sign-in.local-only}") String onlyLocal, AccountLog log) {
        settings = settings(environment);
        this.onlyLocal = onlyLocal.strip();
        this.log = log;
        requests = patient();
        settings.forEach((id, each) -> {
            if (!id.matches("[a-z0-9-]{1,60}") || each.issuer() == null || each.clientId() == null) {
                throw new StartRefusedException("The identity provider " + id + " is set without an issuer or a client, or its name is not"
                        + " made of small letters, digits and hyphens.", "Set SIVIG_OIDC_<NAME>_ISSUER and SIVIG_OIDC_<NAME>_CLIENTID"
                        + " (docs/operations.md).");
            }
        });
        if (settings.isEmpty() && !this.onlyLocal.isEmpty()) {
            throw new StartRefusedException("Only one account is to sign in with a password, and there is no identity provider for the others.",
                    "Set SIVIG_OIDC_<NAME>_ISSUER, or leave SIVIG_SIGNIN_LOCALONLY empty (docs/operations.md).");
        }
    }

    private static Map<String, ProviderSettings> settings(Environment environment) {
        return new TreeMap<>(Binder.get(environment).bind("sivig.oidc", Bindable.mapOf(String.class, ProviderSettings.class))
                .orElse(Map.of()));
    }

    private static ClientHttpRequestFactory patient() {
        JdkClientHttpRequestFactory made = new JdkClientHttpRequestFactory(HttpClient.newBuilder().connectTimeout(PATIENCE).build());
        made.setReadTimeout(PATIENCE);
        return made;
    }

    /** Asks each provider that is set what it offers, by id. Puts nothing on record. */
    public static Map<String, Answer> look(Environment environment) {
        Map<String, Answer> answers = new TreeMap<>();
        settings(environment).forEach((id, set) -> {
            try {
                answers.put(id, isOwn(set, asked(set, patient())) ? Answer.ITS_OWN : Answer.ANOTHER);
            } catch (RuntimeException away) {
                answers.put(id, Answer.NONE);
            }
        });
        return answers;
    }

    private static @Nullable Map<String, Object> asked(ProviderSettings set, ClientHttpRequestFactory requests) {
        return RestClient.builder().requestFactory(requests).build().get().uri(set.address()).retrieve()
                .body(new ParameterizedTypeReference<Map<String, Object>>() { });
    }

    private static boolean isOwn(ProviderSettings set, @Nullable Map<String, Object> said) {
        return said != null && set.issuer().equals(said.get("issuer"));
    }

    /** By id. */
    public List<Offered> offered() {
        return settings.keySet().stream().map(id -> new Offered(id, name(id))).toList();
    }

    /** What is said on screen of a provider; its id when it is not set any more. */
    public String name(String id) {
        ProviderSettings set = settings.get(id);
        return set == null || set.name().isBlank() ? id : set.name();
    }

    /** Whether the holder of this account may sign in here, rather than with a provider only. */
    public boolean isLocal(String username) {
        return onlyLocal.isEmpty() || onlyLocal.equals(username);
    }

    /** Whether a provider answers now; that it does not is put on record. */
    public boolean answers(String id) {
        try {
            read(id);
            return true;
        } catch (RuntimeException away) {
            log.addAlone(AccountAct.PROVIDER_AWAY, "", id + " " + away.getClass().getSimpleName());
            return false;
        }
    }

    /** How it is asked; null when there is no such provider, or it does not answer. */
    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        ClientRegistration read = known.get(id);
        return read != null ? read : settings.containsKey(id) && answers(id) ? known.get(id) : null;
    }

    /** With which what is asked of providers behind the browser gives up after some seconds. */
    public ClientHttpRequestFactory requests() {
        return requests;
    }

    @Nullable ProviderSettings settings(String id) {
        return settings.get(id);
    }

    /** Whether who is vouched for has shown two factors. */
    boolean isOfTwoFactors(@Nullable String id) {
        ProviderSettings set = id == null ? null : settings.get(id);
        return set != null && set.twoFactors();
    }

    /** The levels that are asked of a provider, in the order in which they are liked; empty for any. */
    public List<String> levels(String id) {
        ProviderSettings set = settings.get(id);
        return set == null ? List.of() : set.levels();
    }

    /** The providers that call themselves so. */
    List<String> ofIssuer(String issuer) {
        return settings.entrySet().stream().filter(each -> each.getValue().issuer().equals(issuer)).map(Map.Entry::getKey).toList();
    }

    /** How what tells an account at a provider is compared: an e-mail address whatever its case. */
    String compared(String id, String text) {
        ProviderSettings set = settings.get(id);
        return set != null && set.claim().equals(ProviderSettings.EMAIL) ? text.strip().toLowerCase(Locale.ROOT) : text.strip();
    }

    private void read(String id) {
        ProviderSettings set = settings.get(id);
        Map<String, Object> said = asked(set, requests);
        if (said == null || !isOwn(set, said)) {
            throw new IllegalStateException("It calls itself otherwise");
        }
        ClientRegistration.Builder registration = ClientRegistrations.fromOidcConfiguration(said).registrationId(id)
                .clientId(set.clientId()).scope(set.scope()).clientName(name(id));
        if (set.clientSecret().isEmpty()) {
            registration.clientAuthenticationMethod(ClientAuthenticationMethod.NONE);
        } else {
            registration.clientSecret(set.clientSecret());
        }
        known.put(id, registration.build());
    }
}
