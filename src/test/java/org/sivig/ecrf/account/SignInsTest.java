package org.sivig.ecrf.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sivig.ecrf.ServiceTest;
import org.sivig.ecrf.study.Study;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.event.LogoutSuccessEvent;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;

/** A sign-in holds as long as nothing has changed of the account, it was not ended, and is not too old. */
abstract class SignInsTest extends ServiceTest {

    @Autowired
    private SignIns signIns;
    @Autowired
    private UserAccounts accounts;
    @Autowired
    private Viewers viewers;
    @Autowired
    private AccountLog log;
    @Autowired
    private OwnAccount own;
    @Autowired
    private SecondFactors factors;
    @Autowired
    private IdentityProviders providers;
    @Autowired
    private Sessions sessions;
    @Autowired
    private ScreenLock lock;

    private static final Duration IDLE = Duration.ofMinutes(30);

    private SignedIn paul;

    @BeforeEach
    void paulSignsIn() {
        accounts.saveAndFlush(new UserAccount("paul", "{bcrypt}one", "Paul", Role.INVESTIGATOR, Set.of("01", "02")));
        paul = begin(signIns);
    }

    private SignedIn begin(SignIns table) {
        return table.begin(viewers.find("paul").orElseThrow(), Map.of(Factor.PASSWORD, Instant.now()));
    }

    private List<String> ends() {
        return database.sql("select coalesce(ended_why, 'none') from sign_in where username = 'paul' order by id")
                .query(String.class).list();
    }

    @Test
    void itHoldsWhileNothingChanges() {
        assertThat(signIns.holds(paul)).isTrue();
        assertThat(signIns.holds(begin(signIns))).isTrue();
        assertThat(ends()).containsExactly("none", "none");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "delete from user_site where site = '02'",
        "update user_account set role = 'MONITOR'",
        "update user_account set password = '{bcrypt}two'",
        "update user_account set display_name = 'Pauline'",
        "update user_account set username = 'pauline'",
        "update user_account set deactivated = current_timestamp",
        "update user_account set valid_until = date '2020-01-01'",
        "update site set closed = current_timestamp, closed_reason = 'over' where code = '02'",
    })
    void itEndsWithWhatTheAccountWas(String change) {
        owner().sql(change).update();
        assertThat(signIns.holds(paul)).isFalse();
        assertThat(ends()).containsExactly("ACCOUNT_CHANGED");
        assertThat(signIns.holds(paul)).as("nor later").isFalse();
    }

    @Test
    void whatABrowserKeepsGoesOnWithTheSameSignInAndMakesItNoYounger() {
        String kept = signIns.keep(paul);
        Map<String, Object> row = database.sql("select ends, last_action, password_at from sign_in").query().singleRow();
        assertThat(signIns.resume(kept)).contains(paul);
        assertThat(signIns.resume(kept)).as("as often as there are servers").contains(paul);
        assertThat(database.sql("select ends, last_action, password_at from sign_in").query().singleRow()).isEqualTo(row);
        assertThat(database.sql("select kept from sign_in").query(String.class).single()).doesNotContain(kept.split("\\.")[1]);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "update sign_in set ended = current_timestamp, ended_why = 'SIGNED_OUT'",
        "update sign_in set locked_at = current_timestamp",
        "update sign_in set ends = current_timestamp",
        "update sign_in set last_action = timestamp '2020-01-01 00:00:00'",
        "update sign_in set kept = null",
        "update user_account set password = '{bcrypt}two'",
        "update user_account set deactivated = current_timestamp",
        "update user_account set role = 'MONITOR'",
        "delete from user_site where site = '02'",
    })
    void whatABrowserKeepsOpensNothingOfWhatIsOverOrIsNotWhatItWas(String change) {
        String kept = signIns.keep(paul);
        owner().sql(change).update();
        assertThat(signIns.resume(kept)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "1", "1.", "x.y", "-1.a", "99999999999999999999999999.a", "1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void whatNoBrowserWasGivenOpensNothing(String kept) {
        signIns.keep(paul);
        assertThat(signIns.resume(kept)).isEmpty();
    }

    @Test
    void itEndsWithTheAccount() {
        database.sql("delete from user_site").update();
        owner().sql("delete from user_account").update();
        assertThat(signIns.holds(paul)).isFalse();
    }

    @Test
    void whoSignsOutEndsThatOneAlone() {
        SignedIn elsewhere = begin(signIns);
        signIns.signedOut(new LogoutSuccessEvent(paul));
        assertThat(signIns.holds(paul)).isFalse();
        assertThat(signIns.holds(elsewhere)).isTrue();
        signIns.end(paul, SignIns.End.TOO_OLD);
        assertThat(ends()).as("what ended stays as it was").containsExactly("SIGNED_OUT", "none");
    }

    @Test
    void itBecomesSoOldAndNoOlder() {
        Instant start = Instant.parse("2026-03-14T08:00:00Z");
        Duration day = Duration.ofMinutes(25);
        SignedIn old = begin(at(start, day));
        assertThat(at(start.plus(day).minusMillis(1), day).holds(old)).isTrue();
        assertThat(at(start.plus(day), day).holds(old)).isFalse();
        assertThat(ends()).containsExactly("none", "TOO_OLD");
    }

    @Test
    void itEndsWhenNobodyHasPressedAKeyForLongerThanIsAllowedHoweverMuchIsAsked() {
        Instant start = Instant.parse("2026-03-14T08:00:00Z");
        Duration day = Duration.ofHours(12);
        SignedIn left = begin(at(start, day));
        Instant later = start.plus(Duration.ofMinutes(20));
        at(later, day).active(left);
        assertThat(at(later.plus(IDLE), day).holds(left)).isTrue();
        assertThat(at(later.plus(IDLE).plusSeconds(121), day).holds(left)).isFalse();
        assertThat(ends()).containsExactly("none", "IDLE");
    }

    @Test
    void oneThatIsLockedLiesUntilThePasswordIsShownOrItIsTooOld() {
        database.sql("update user_account set password = ?").param(RIGHT).update();
        SignedIn open = begin(signIns);
        as(open);
        signIns.lock(open);
        database.sql("update sign_in set last_action = ?").param(Timestamp.from(Instant.now().minus(Duration.ofHours(2)))).update();
        assertThat(signIns.state(open)).isEqualTo(SignIns.State.LOCKED);
        assertThat(lock.unlock(open, "wrong")).isFalse();
        assertThat(signIns.holds(open)).isFalse();
        assertThat(lock.unlock(open, "right")).isTrue();
        assertThat(signIns.holds(open)).isTrue();
        signIns.lock(open);
        owner().sql("update sign_in set ends = current_timestamp").update();
        assertThat(signIns.state(open)).isEqualTo(SignIns.State.OVER);
        assertThat(database.sql("select act from account_event where subject = 'paul' and act like 'SCREEN%' order by seq").query(String.class)
                .list()).endsWith("SCREEN_LOCKED", "SCREEN_UNLOCKED", "SCREEN_LOCKED");
    }

    // --- one's own --------------------------------------------------------------------------------------------------

    private static void as(SignedIn who) {
        SecurityContextHolder.setContext(new SecurityContextImpl(who));
    }

    @Test
    void oneSeesWhereOneIsSignedInAndEndsTheOthers() {
        SignedIn elsewhere = begin(signIns);
        SignedIn somebodyElse = signIns.begin(CLAIRE, Map.of(Factor.PASSWORD, Instant.now()));
        as(paul);
        assertThat(own.open()).extracting(OpenSignIn::isThis).containsExactly(false, true);
        own.end(somebodyElse.signIn());
        assertThat(database.sql("select count(*) from sign_in where ended is not null").query(Integer.class).single()).isZero();
        own.endOthers();
        assertThat(signIns.holds(elsewhere)).isFalse();
        assertThat(signIns.holds(paul)).isTrue();
        assertThat(ends()).containsExactly("none", "BY_ITS_USER");
    }

    @Test
    void whoAdministersSeesAndEndsThoseOfEverybody() {
        SignedIn claire = signIns.begin(CLAIRE, Map.of(Factor.PASSWORD, Instant.now(), Factor.CODE, Instant.now()));
        SignedIn left = begin(signIns);
        database.sql("update sign_in set last_action = ? where id = ?").params(Timestamp.from(Instant.now().minus(Duration.ofHours(1))),
                left.signIn()).update();
        as(paul);
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(sessions::all);
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(sessions::endOthers);
        signIn(viewer("chief", Role.ADMINISTRATOR));
        assertThat(sessions.all()).as("nobody is there any more at one of them").extracting(OpenSignIn::username)
                .containsExactly("claire", "paul");
        assertThat(sessions.all().getFirst().shown()).containsExactly(Factor.PASSWORD, Factor.CODE);
        sessions.end(sessions.all().getLast());
        assertThat(signIns.holds(paul)).isFalse();
        assertThat(signIns.holds(left)).isFalse();
        sessions.endOthers();
        assertThat(database.sql("select ended_why from sign_in where id = ?").param(claire.signIn()).query(String.class).single())
                .isEqualTo("BY_ADMINISTRATOR");
        assertThat(sessions.all()).isEmpty();
        assertThat(AccountLog.verify(database).broken()).isZero();
    }

    @Test
    void oneIsToldWhenOneWasThereBeforeAndWhatWasRefusedSince() {
        SignedIn now = begin(signIns);
        as(paul);
        assertThat(own.before().at()).isNull();
        log.addAlone(AccountAct.SIGN_IN_REFUSED, "paul", "");
        log.addAlone(AccountAct.SIGN_IN_REFUSED, "rose", "");
        as(now);
        assertThat(own.before().at()).isNotNull();
        assertThat(own.before().refused()).isEqualTo(1);
    }

    @Test
    void whoKnowsThePasswordChangesItAndEverySignInIsOver() {
        database.sql("update user_account set password = ?").param(RIGHT).update();
        SignedIn now = begin(signIns);
        as(now);
        assertThatExceptionOfType(AccountRefusedException.class).isThrownBy(() -> own.change("wrong", "trois pommes vertes, mardi"));
        assertThatExceptionOfType(AccountRefusedException.class).isThrownBy(() -> own.change("right", "short"));
        assertThat(signIns.holds(now)).isTrue();
        own.change("right", "trois pommes vertes, mardi");
        assertThat(signIns.holds(now)).isFalse();
        as(begin(signIns));
        own.change("trois pommes vertes, mardi", "quatre poires jaunes, jeudi");
    }

    private SignIns at(Instant now, Duration lifetime) {
        return new SignIns(database, viewers, factors, providers, log, Clock.fixed(now, Study.ZONE), lifetime,
                IDLE);
    }
}
