package org.sivig.ecrf.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sivig.ecrf.ServiceTest;
import org.sivig.ecrf.account.ProviderRefused.Why;
import org.sivig.ecrf.start.StartRefusedException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** Who is vouched for is signed in to an account that is there and active, and otherwise to none. */
abstract class ProvidersTest extends ServiceTest {

    private static final Duration LIFE = Duration.ofHours(12);

    @Autowired
    private UserAccounts accounts;
    @Autowired
    private Viewers viewers;
    @Autowired
    private AccountLog log;

    @BeforeEach
    void paulAndDoraAreKnown() {
        for (Role role : List.of(Role.INVESTIGATOR, Role.DATA_MANAGER)) {
            String name = role == Role.INVESTIGATOR ? "paul" : "dora";
            UserAccount account = new UserAccount(name, "", name, role, Set.of("01"));
            account.become(new AccountDraft(name, role, Set.of("01"), null, null, Map.of("clinic", name + "@chu.example", "state", "8" + name)));
            accounts.saveAndFlush(account);
        }
    }

    private static MockEnvironment settings() {
        return new MockEnvironment().withProperty("sivig.oidc.clinic.issuer", "https://clinic.example").withProperty("sivig.oidc.clinic.client-id", "us")
                .withProperty("sivig.oidc.clinic.claim", "email")
                .withProperty("sivig.oidc.state.issuer", "https://state.example").withProperty("sivig.oidc.state.client-id", "us")
                .withProperty("sivig.oidc.state.claim", "SubjectNameID").withProperty("sivig.oidc.state.two-factors", "true")
                .withProperty("sivig.oidc.state.levels", "eidas1,eidas2");
    }

    private IdentityProviders providers = new IdentityProviders(new MockEnvironment(), "", null);

    private SignIns signIns() {
        return new SignIns(database, viewers, strict(), providers, log, Clock.systemUTC(), LIFE, LIFE);
    }

    private SecondFactors strict() {
        return new SecondFactors(database, vault, passkeys, attempts, log, Clock.systemUTC(), Set.of(Role.DATA_MANAGER));
    }

    @Autowired
    private IdentityVault vault;
    @Autowired
    private PasskeyStore passkeys;
    @Autowired
    private PasswordAttempts attempts;

    private ProviderSignIn vouched() {
        providers = new IdentityProviders(settings(), "", log);
        return new ProviderSignIn(providers, accounts, viewers, strict(), signIns(), log, Clock.systemUTC());
    }

    private static OidcUser told(Object... claims) {
        Map<String, Object> all = new HashMap<>(Map.of("sub", "subject", "sid", "session", "iss", "https://state.example"));
        for (int i = 0; i < claims.length; i += 2) {
            all.put((String) claims[i], claims[i + 1]);
        }
        return new DefaultOidcUser(List.of(), new OidcIdToken("token", Instant.now(), Instant.now().plusSeconds(60), all));
    }

    private static Why refused(ThrowingCallable act) {
        return catchThrowableOfType(ProviderRefused.class, act).why();
    }

    @Test
    void anAddressIsComparedWhateverItsCaseAndOnlyWhenItIsVerified() {
        SignedIn paul = vouched().signIn("clinic", told("email", "Paul@CHU.example", "email_verified", true));
        assertThat(paul.getPrincipal().username()).isEqualTo("paul");
        assertThat(signIns().holds(paul)).isTrue();
        assertThat(refused(() -> vouched().signIn("clinic", told("email", "paul@chu.example", "email_verified", false)))).isEqualTo(Why.NO_KEY);
        assertThat(refused(() -> vouched().signIn("clinic", told("email", "paul@chu.example")))).isEqualTo(Why.NO_KEY);
        assertThat(refused(() -> vouched().signIn("clinic", told()))).isEqualTo(Why.NO_KEY);
    }

    @Test
    void aStrangerAndSomebodyWhoHasLeftAreRefusedAndNothingOfThemIsKept() {
        assertThat(refused(() -> vouched().signIn("state", told("SubjectNameID", "8a-stranger", "acr", "eidas1")))).isEqualTo(Why.STRANGER);
        assertThat(refused(() -> vouched().signIn("state", told("SubjectNameID", "8PAUL", "acr", "eidas1")))).isEqualTo(Why.STRANGER);
        assertThat(refused(() -> vouched().signIn("state", told("SubjectNameID", "8paul", "acr", "eidas0")))).isEqualTo(Why.LEVEL);
        assertThat(refused(() -> vouched().signIn("nobody", told()))).isEqualTo(Why.NOT_VALID);
        database.sql("update user_account set deactivated = current_timestamp where username = 'paul'").update();
        assertThat(refused(() -> vouched().signIn("state", told("SubjectNameID", "8paul", "acr", "eidas2")))).isEqualTo(Why.STRANGER);
        assertThat(database.sql("select details from account_event where act = 'PROVIDER_REFUSED'").query(String.class).list())
                .isNotEmpty().noneMatch(details -> details.contains("stranger"));
    }

    @Test
    void whereTheProviderMakesSureWithTwoFactorsNoneOfOursIsAsked() {
        assertThat(vouched().signIn("state", told("SubjectNameID", "8dora", "acr", "eidas1")).getPrincipal().username()).isEqualTo("dora");
        assertThatExceptionOfType(PasswordSignIn.SecondStepAsked.class).isThrownBy(() ->
                vouched().signIn("clinic", told("email", "dora@chu.example", "email_verified", true)));
    }

    @Test
    void oneAccountIsLeftThatSignsInWithAPassword() {
        providers = new IdentityProviders(settings(), "dora", log);
        assertThatExceptionOfType(AccountRefusedException.class).isThrownBy(() ->
                signIns().begin(viewers.find("paul").orElseThrow(), Map.of(Factor.PASSWORD, Instant.now())));
        signIns().begin(viewers.find("dora").orElseThrow(), Map.of(Factor.PASSKEY, Instant.now()));
        assertThatExceptionOfType(StartRefusedException.class).isThrownBy(() -> new IdentityProviders(new MockEnvironment(), "dora", log));
    }

    @Test
    void whatHasEndedAtTheProviderIsOver() {
        SignedIn one = vouched().signIn("state", told("SubjectNameID", "8paul", "acr", "eidas1"));
        SignedIn other = vouched().signIn("state", told("SubjectNameID", "8paul", "acr", "eidas1", "sid", "another"));
        signIns().endOfProvider("state", "session", "subject");
        assertThat(signIns().holds(one)).isFalse();
        assertThat(signIns().holds(other)).isTrue();
        signIns().endOfProvider("clinic", null, "subject");
        assertThat(signIns().holds(other)).isTrue();
        signIns().endOfProvider("state", null, "subject");
        assertThat(signIns().holds(other)).isFalse();
    }

    @Test
    void whatIsShownAgainIsShownByTheSameJustNowAndTakenOnce() {
        ProviderSignIn vouched = vouched();
        SignedIn paul = vouched.signIn("state", told("SubjectNameID", "8paul", "acr", "eidas1"));
        Instant asked = Instant.now();
        assertThat(refused(() -> vouched.again("state", told("SubjectNameID", "8dora", "acr", "eidas1", "auth_time", asked), paul, asked, "secret")))
                .isEqualTo(Why.SOMEBODY_ELSE);
        assertThat(refused(() -> vouched.again("state", told("SubjectNameID", "8paul", "acr", "eidas1", "auth_time",
                asked.minus(ProviderSignIn.CLOCKS).minusSeconds(1)), paul, asked, "secret"))).isEqualTo(Why.OLD);
        assertThat(refused(() -> vouched.again("state", told("SubjectNameID", "8paul", "acr", "eidas1"), paul, asked, "secret"))).isEqualTo(Why.OLD);
        assertThat(signIns().takeShownToProvider(paul, "secret")).isFalse();
        SignedIn now = vouched.again("state", told("SubjectNameID", "8paul", "acr", "eidas1", "auth_time", asked.minusSeconds(90), "sid", "another"),
                paul, asked, "secret");
        assertThat(now).isEqualTo(paul);
        assertThat(now.vouched().session()).isEqualTo("another");
        assertThat(signIns().takeShownToProvider(paul, "another")).isFalse();
        assertThat(signIns().takeShownToProvider(paul, "secret")).isTrue();
        assertThat(signIns().takeShownToProvider(paul, "secret")).isFalse();
        SecurityContextHolder.setContext(new SecurityContextImpl(paul));
        assertThat(new ProviderAgain(providers, signIns()).provider()).isEqualTo("state");
        signIns().lock(paul);
        vouched.again("state", told("SubjectNameID", "8paul", "acr", "eidas1", "auth_time", asked, "sid", "another"), paul, asked, "secret");
        assertThat(signIns().holds(paul)).as("what is shown to the provider unlocks").isTrue();
        signIns().endOfProvider("state", "another", "subject");
        assertThat(signIns().holds(paul)).as("with the session that was begun last").isFalse();
    }

    @Test
    void aProviderThatDoesNotAnswerIsOnRecord() {
        providers = new IdentityProviders(settings().withProperty("sivig.oidc.clinic.configuration", "http://localhost:1/"), "", log);
        assertThat(providers.answers("clinic")).isFalse();
        assertThat(providers.findByRegistrationId("clinic")).isNull();
        assertThat(vouched().why("clinic", new OAuth2AuthenticationException(new OAuth2Error("invalid_token_response")))).isEqualTo(Why.AWAY);
        assertThat(database.sql("select count(*) from account_event where act = 'PROVIDER_AWAY' and details like 'clinic %'")
                .query(Integer.class).single()).isGreaterThanOrEqualTo(3);
    }
}
