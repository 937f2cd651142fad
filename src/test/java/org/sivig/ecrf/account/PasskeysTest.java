package org.sivig.ecrf.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sivig.ecrf.ServiceTest;
import org.sivig.ecrf.account.AccountRefusedException.Why;
import org.sivig.ecrf.start.StartRefusedException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.authentication.configuration.AuthenticationConfiguration;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;

/** A passkey of this address, whose device makes sure who holds it, is as good as password and code, once for each request. */
abstract class PasskeysTest extends ServiceTest {

    private static final String HERE = "https://ecrf.example";

    @Autowired
    private UserAccounts accounts;
    @Autowired
    private Accounts administering;
    @Autowired
    private Viewers viewers;
    @Autowired
    private SignIns signIns;
    @Autowired
    private SecondStep step;
    @Autowired
    private OwnFactor factor;
    @Autowired
    private Proof proof;
    @Autowired
    private Passkeys passkeys;
    @Autowired
    private ScreenLock lock;
    @Autowired
    private Signer signer;
    @Autowired
    private AuthenticationConfiguration signingIn;

    private Authenticator device;

    @BeforeEach
    void paulAddsOne() throws Exception {
        accounts.saveAndFlush(new UserAccount("paul", RIGHT, "Paul", Role.INVESTIGATOR, Set.of("01")));
        accounts.saveAndFlush(new UserAccount("rose", RIGHT, "Rose", Role.INVESTIGATOR, Set.of("01")));
        device = new Authenticator(HERE, "ecrf.example");
        in("paul", Factor.PASSWORD);
        PasskeyOffer offer = passkeys.offer();
        passkeys.add(offer, "telephone", device.create(offer.json()));
    }

    private SignedIn in(String username, Factor shown) {
        SignedIn signedIn = signIns.begin(viewers.find(username).orElseThrow(), Map.of(shown, Instant.now()));
        SecurityContextHolder.setContext(new SecurityContextImpl(signedIn));
        return signedIn;
    }

    private static Why refused(ThrowingCallable act) {
        return catchThrowableOfType(AccountRefusedException.class, act).why();
    }

    private SignedIn enter() throws Exception {
        SecurityContextHolder.clearContext();
        PasskeyRequest request = passkeys.request();
        return passkeys.signIn(request, device.get(request.json()));
    }

    private List<String> acts() {
        return database.sql("select act from account_event").query(String.class).list();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ecrf.example", "http://ecrf.example", "https://ecrf.example/", "https://ecrf.example/login", "https://", "https://a b"})
    void anAddressToWhichNoPasskeyCanBelongIsRefusedAtTheStart(String origin) {
        assertThatExceptionOfType(StartRefusedException.class).isThrownBy(() -> Passkeys.host(origin));
        assertThat(Passkeys.host("https://ecrf.example:8443")).isEqualTo("ecrf.example");
        assertThat(Passkeys.host("http://localhost:8080")).isEqualTo("localhost");
    }

    @Test
    void itSignsInAloneAndIsNamed() throws Exception {
        assertThat(passkeys.own()).singleElement().satisfies(own -> {
            assertThat(own.label()).isEqualTo("telephone");
            assertThat(own.lastUsed()).isNull();
        });
        SignedIn paul = enter();
        assertThat(paul.getPrincipal().username()).isEqualTo("paul");
        assertThat(signIns.holds(paul)).isTrue();
        SecurityContextHolder.setContext(new SecurityContextImpl(paul));
        assertThat(proof.isRecent()).isTrue();
        assertThat(passkeys.own().getFirst().lastUsed()).isNotNull();
        assertThat(acts()).contains("PASSKEY_ADDED", "SIGNED_IN");
    }

    @Test
    void thePasswordAloneDoesNotDoAnyMore() {
        FirstShown shown = catchThrowableOfType(PasswordSignIn.SecondStepAsked.class, () -> signingIn.getAuthenticationManager()
                .authenticate(UsernamePasswordAuthenticationToken.unauthenticated("paul", "right"))).shown();
        assertThat(step.isToEnrol(shown)).as("nobody adds another with the password").isFalse();
        assertThat(step.asksCode(shown)).isFalse();
        assertThat(refused(() -> step.begin(shown))).isEqualTo(Why.CHANGED_MEANWHILE);
        assertThat(refused(() -> step.signIn(shown, "123456"))).isEqualTo(Why.WRONG_CODE);
    }

    @Test
    void oneOfAnotherAddressIsToldSo() throws Exception {
        device.origin = "https://ecrf.example.evil.example";
        assertThat(refused(this::enter)).isEqualTo(Why.PASSKEY_ELSEWHERE);
        device.origin = "http://ecrf.example";
        assertThat(refused(this::enter)).isEqualTo(Why.PASSKEY_ELSEWHERE);
        in("rose", Factor.PASSWORD);
        Authenticator elsewhere = new Authenticator("https://other.example", "ecrf.example");
        PasskeyOffer offer = passkeys.offer();
        assertThat(refused(() -> passkeys.add(offer, "key", elsewhere.create(offer.json())))).isEqualTo(Why.PASSKEY_ELSEWHERE);
        assertThat(acts()).contains("PASSKEY_REFUSED");
    }

    @Test
    void aDeviceThatDoesNotMakeSureWhoHoldsItIsRefused() throws Exception {
        device.verifies = false;
        assertThat(refused(this::enter)).isEqualTo(Why.PASSKEY_REFUSED);
        in("rose", Factor.PASSWORD);
        Authenticator careless = new Authenticator(HERE, "ecrf.example");
        careless.verifies = false;
        PasskeyOffer offer = passkeys.offer();
        assertThat(refused(() -> passkeys.add(offer, "key", careless.create(offer.json())))).isEqualTo(Why.PASSKEY_REFUSED);
        assertThat(passkeys.own()).isEmpty();
    }

    @Test
    void anAnswerIsTakenOnceSoonAndForItsOwnRequest() throws Exception {
        SecurityContextHolder.clearContext();
        PasskeyRequest request = passkeys.request();
        String answer = device.get(request.json());
        passkeys.signIn(request, answer);
        assertThat(refused(() -> passkeys.signIn(request, answer))).isEqualTo(Why.PASSKEY_REFUSED);
        assertThat(refused(() -> passkeys.signIn(passkeys.request(), answer))).isEqualTo(Why.PASSKEY_REFUSED);
        assertThat(refused(() -> passkeys.signIn(passkeys.request(), "{}"))).isEqualTo(Why.PASSKEY_REFUSED);
        assertThat(refused(() -> passkeys.request().use(Instant.now().plus(PasskeyRequest.LONGEST).plusSeconds(1))))
                .isEqualTo(Why.PASSKEY_REFUSED);
    }

    @Test
    void aCopyThatCountsBackwardsIsRefused() throws Exception {
        device.counter = 7;
        enter();
        device.counter = 7;
        assertThat(refused(this::enter)).isEqualTo(Why.PASSKEY_REFUSED);
        device.counter = 8;
        enter();
    }

    @Test
    void nobodyIsInWithOneThatIsTakenAwayOrOfAnAccountThatIsOver() throws Exception {
        database.sql("update user_account set deactivated = current_timestamp where username = 'paul'").update();
        assertThat(refused(this::enter)).isEqualTo(Why.PASSKEY_REFUSED);
        database.sql("update user_account set deactivated = null").update();
        SecurityContextHolder.setContext(new SecurityContextImpl(enter()));
        passkeys.remove(passkeys.own().getFirst().id());
        assertThat(refused(this::enter)).isEqualTo(Why.PASSKEY_REFUSED);
        assertThat(acts()).contains("PASSKEY_REMOVED");
    }

    @Test
    void itShowsAgainWhoOneIsAndNotWhoSomebodyElseIs() throws Exception {
        SecurityContextHolder.setContext(new SecurityContextImpl(enter()));
        database.sql("update sign_in set passkey_at = ?").param(Timestamp.from(Instant.now().minus(Duration.ofHours(1)))).update();
        assertThat(proof.asked()).isEqualTo(Factor.PASSKEY);
        assertThatExceptionOfType(ProofNeededException.class).isThrownBy(passkeys::offer);
        assertThatExceptionOfType(ProofNeededException.class).isThrownBy(() -> factor.begin(""));
        assertThat(refused(() -> proof.show("right"))).as("the password does not do").isEqualTo(Why.PASSKEY_REFUSED);
        PasskeyRequest request = passkeys.request();
        passkeys.show(request, device.get(request.json()));
        assertThat(proof.isRecent()).isTrue();
        in("rose", Factor.PASSWORD);
        PasskeyRequest ofRose = passkeys.request();
        assertThat(refused(() -> passkeys.show(ofRose, device.get(ofRose.json())))).isEqualTo(Why.PASSKEY_REFUSED);
    }

    @Test
    void uncoversAPageThatWasLeftOpenAndNotThatOfSomebodyElse() throws Exception {
        SignedIn open = enter();
        SecurityContextHolder.setContext(new SecurityContextImpl(open));
        assertThat(lock.isByPasskey()).isTrue();
        signIns.lock(open);
        assertThat(lock.unlock(open, lock.request(), "{}")).isFalse();
        assertThat(signIns.holds(open)).isFalse();
        PasskeyRequest request = lock.request();
        String answer = device.get(request.json());
        assertThat(lock.unlock(open, request, answer)).isTrue();
        assertThat(signIns.holds(open)).isTrue();
        assertThat(database.sql("select count(*) from sign_in where id = ? and password_at is not null").param(open.signIn())
                .query(Integer.class).single()).as("a password was not shown").isZero();
        signIns.lock(open);
        assertThat(lock.unlock(open, request, answer)).as("a question that was answered").isFalse();
        assertThat(signIns.holds(open)).isFalse();
        in("rose", Factor.PASSWORD);
        assertThat(lock.isByPasskey()).isFalse();
        PasskeyRequest ofRose = lock.request();
        assertThat(lock.unlock(open, ofRose, device.get(ofRose.json()))).isFalse();
    }

    @Test
    void whoSignsGivesTheUserNameOnceInASessionOrAPasskey() throws Exception {
        SecurityContextHolder.setContext(new SecurityContextImpl(enter()));
        assertThat(signer.asksUsername()).isTrue();
        assertThat(signer.isViewer(new SignatureProof.Typed("", "right"))).isFalse();
        assertThat(signer.isViewer(new SignatureProof.Typed("rose", "right"))).isFalse();
        assertThat(signer.isViewer(new SignatureProof.Typed("paul", "wrong"))).isFalse();
        assertThat(signer.asksUsername()).isTrue();
        assertThat(signer.isViewer(new SignatureProof.Typed(" Paul ", "right"))).isTrue();
        assertThat(signer.asksUsername()).isFalse();
        assertThat(signer.isViewer(new SignatureProof.Typed("", "right"))).isTrue();
        assertThat(signer.isViewer(new SignatureProof.Typed("", "wrong"))).isFalse();

        SecurityContextHolder.setContext(new SecurityContextImpl(enter()));
        assertThat(signer.asksUsername()).as("of each session").isTrue();
        PasskeyRequest request = passkeys.request();
        SignatureProof.Passkey shown = new SignatureProof.Passkey(request, device.get(request.json()));
        assertThat(signer.isViewer(shown)).isTrue();
        assertThat(refused(() -> signer.isViewer(shown))).isEqualTo(Why.PASSKEY_REFUSED);
        in("rose", Factor.PASSWORD);
        PasskeyRequest ofRose = passkeys.request();
        assertThat(refused(() -> signer.isViewer(new SignatureProof.Passkey(ofRose, device.get(ofRose.json()))))).isEqualTo(Why.PASSKEY_REFUSED);
    }

    @Test
    void whoseRoleNeedsASecondFactorKeepsTheLastOne() throws Exception {
        database.sql("update user_account set role = 'DATA_MANAGER' where username = 'paul'").update();
        SecurityContextHolder.setContext(new SecurityContextImpl(enter()));
        assertThat(refused(() -> passkeys.remove(passkeys.own().getFirst().id()))).isEqualTo(Why.COMPULSORY);
    }

    @Test
    void anAdministratorWhoResetsTheFactorTakesThemAwayToo() {
        signIn(viewer("chief", Role.ADMINISTRATOR));
        assertThat(administering.all()).filteredOn(AccountRow::hasFactor).extracting(AccountRow::username).containsExactly("paul");
        administering.resetFactor("paul", "lost");
        assertThat(refused(this::enter)).isEqualTo(Why.PASSKEY_REFUSED);
        assertThat(AccountLog.verify(database).broken()).isZero();
    }
}
