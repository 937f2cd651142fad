package org.sivig.ecrf.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccountRefusedException.Why;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.security.authentication.event.LogoutSuccessEvent;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The table of sign-ins: one row for each, from when somebody signed in until it ended. It is looked at for every request,
 * so that what is ended there, or whose account is not what it was, is over with the next one.
 */
@Component
public class SignIns {

    /** Why a sign-in ended. */
    public enum End {
        SIGNED_OUT,
        /** The account has another password, role, name or other sites, or is not there any more. */
        ACCOUNT_CHANGED,
        /** It was as old as one may become. */
        TOO_OLD,
        /** No key was pressed and nothing clicked for too long. */
        IDLE,
        /** From another sign-in of the same account. */
        BY_ITS_USER,
        BY_ADMINISTRATOR,
        /** The session at the provider that vouched has ended. */
        BY_PROVIDER
    }

    /** How one stands. */
    public enum State {
        HOLDS,
        /** Nobody was there: the page is covered, and asks who one is. */
        LOCKED, OVER
    }

    /** A browser tells of keys and clicks so often at most. */
    private static final Duration TOLD = Duration.ofMinutes(2);
    /** How long what was shown to a provider may be taken for what it was asked for. */
    private static final Duration QUESTION = Duration.ofMinutes(10);

    private static final int SECRET_BYTES = 32;
    private static final Pattern KEPT = Pattern.compile("[0-9]{1,18}\\.[A-Za-z0-9_-]{43}");

    private final SecureRandom random = new SecureRandom();
    private final JdbcClient database;
    private final Viewers viewers;
    private final SecondFactors factors;
    private final IdentityProviders providers;
    private final AccountLog log;
    private final Clock clock;
    private final Duration lifetime;
    private final Duration idle;

    SignIns(JdbcClient database, Viewers viewers, SecondFactors factors, IdentityProviders providers, AccountLog log, Clock clock,
            @Value("${sivig.session.lifetime}") Duration lifetime, @Value("${sivig.session.idle}") Duration idle) {
        this.database = database;
        this.viewers = viewers;
        this.factors = factors;
        this.providers = providers;
        this.log = log;
        this.clock = clock;
        this.lifetime = lifetime;
        this.idle = idle;
    }

    /**
     * Somebody has shown to be the holder of this account.
     *
     * @param shown by what, and when
     * @throws IllegalStateException   when a second factor is asked, and was not shown
     * @throws AccountRefusedException when one signs in to this account with a provider only
     */
    @Transactional
    public SignedIn begin(Viewer viewer, Map<Factor, Instant> shown) {
        return begin(viewer, shown, null);
    }

    /** @param vouched who vouched for them; null when it was shown here who they are */
    @Transactional
    SignedIn begin(Viewer viewer, Map<Factor, Instant> shown, @Nullable Vouched vouched) {
        boolean two = vouched != null && providers.isOfTwoFactors(vouched.provider());
        if (!two && !shown.containsKey(Factor.CODE) && !shown.containsKey(Factor.PASSKEY) && factors.isAsked(viewer)) {
            throw new IllegalStateException("Nobody signs in to this account without a second factor");
        }
        if (vouched == null && !isLocal(viewer)) {
            throw new AccountRefusedException(Why.NOT_LOCAL);
        }
        Instant now = clock.instant();
        KeyHolder id = new GeneratedKeyHolder();
        database.sql("""
                insert into sign_in (username, role, started, last_action, ends, address, browser, password_at, code_at,
                    passkey_at, provider_at, provider, provider_subject, provider_session)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(viewer.username(), viewer.role().name(), Timestamp.from(now), Timestamp.from(now),
                        Timestamp.from(now.plus(lifetime)), Here.address(), Here.browser(), at(shown, Factor.PASSWORD),
                        at(shown, Factor.CODE), at(shown, Factor.PASSKEY), at(shown, Factor.PROVIDER),
                        vouched == null ? null : vouched.provider(), vouched == null ? null : vouched.subject(),
                        vouched == null ? null : vouched.session()).update(id, "id");
        log.add(AccountAct.SIGNED_IN, viewer.username(), viewer.role().name(), viewer.username(),
                new TreeSet<>(shown.keySet()) + (vouched == null ? "" : " " + vouched.provider()) + " " + Here.browser(), "");
        return new SignedIn(viewer, Objects.requireNonNull(id.getKey()).longValue(), vouched);
    }

    /** Whether the holder of an account may sign in without a provider. */
    boolean isLocal(Viewer viewer) {
        return providers.isLocal(viewer.username());
    }

    private static @Nullable Timestamp at(Map<Factor, Instant> shown, Factor factor) {
        return shown.containsKey(factor) ? Timestamp.from(shown.get(factor)) : null;
    }

    private static String column(Factor factor) {
        return factor.name().toLowerCase(Locale.ROOT) + "_at";
    }

    /** Who is signed in has shown once more who they are. */
    void shown(SignedIn signedIn, Factor factor) {
        database.sql("update sign_in set " + column(factor) + " = ? where id = ? and ended is null")
                .params(Timestamp.from(clock.instant()), signedIn.signIn()).update();
    }

    /**
     * The same to the provider, at the question of which a page knows the secret: the provider may have begun another session with it, which is
     * the one that ends with this sign-in, and this sign-in with it.
     */
    SignedIn shownToProvider(SignedIn signedIn, Vouched now, String secret) {
        database.sql("update sign_in set provider_at = ?, provider_proof = ?, provider_session = ? where id = ? and provider = ? and ended is null")
                .params(Timestamp.from(clock.instant()), RecordHash.of(secret), now.session(), signedIn.signIn(), now.provider()).update();
        return new SignedIn(signedIn.getPrincipal(), signedIn.signIn(), now);
    }

    /** Takes what was shown to the provider at this question, once and not long ago; gives whether it was there. */
    boolean takeShownToProvider(SignedIn signedIn, String secret) {
        return database.sql("update sign_in set provider_proof = null where id = ? and provider_proof = ? and provider_at > ? and ended is null")
                .params(signedIn.signIn(), RecordHash.of(secret), Timestamp.from(clock.instant().minus(QUESTION))).update() == 1;
    }

    /** A key was pressed or something clicked. */
    public void active(SignedIn signedIn) {
        database.sql("update sign_in set last_action = ? where id = ? and ended is null")
                .params(Timestamp.from(clock.instant()), signedIn.signIn()).update();
    }

    /** How long a sign-in may lie without a key or a click. */
    public Duration idle() {
        return idle;
    }

    /** How a sign-in stands for a request that is made now; one that holds no more is ended. */
    @Transactional
    public State state(SignedIn signedIn) {
        record Row(Instant ends, Instant lastAction, boolean locked) {
        }
        Row row = database.sql("select ends, last_action, locked_at from sign_in where id = ? and ended is null").param(signedIn.signIn())
                .query((found, number) -> new Row(found.getTimestamp("ends").toInstant(),
                        found.getTimestamp("last_action").toInstant(), found.getTimestamp("locked_at") != null)).optional().orElse(null);
        if (row == null) {
            return State.OVER;
        }
        Instant now = clock.instant();
        boolean isTooOld = !now.isBefore(row.ends());
        if (isTooOld || !row.locked() && now.isAfter(row.lastAction().plus(idle).plus(TOLD))) {
            end(signedIn, isTooOld ? End.TOO_OLD : End.IDLE);
            return State.OVER;
        }
        Viewer viewer = signedIn.getPrincipal();
        if (viewers.find(viewer.username()).filter(viewer::equals).isEmpty()) {
            end(signedIn, End.ACCOUNT_CHANGED);
            return State.OVER;
        }
        return row.locked() ? State.LOCKED : State.HOLDS;
    }

    /** Whether a sign-in holds, and is not locked. */
    public boolean holds(SignedIn signedIn) {
        return state(signedIn) == State.HOLDS;
    }

    /**
     * What a browser keeps to go on with this sign-in on a server that does not know its session. It opens nothing any more when the sign-in
     * has ended or is locked, or the account is not what it is now.
     */
    @Transactional
    public String keep(SignedIn signedIn) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        database.sql("update sign_in set kept = ? where id = ? and ended is null").params(hash(text, signedIn.getPrincipal()), signedIn.signIn()).update();
        return signedIn.signIn() + "." + text;
    }

    /**
     * The sign-in that holds and of which a browser has kept this: the same one, whose age, factors and last key are as they were.
     *
     * @return empty where there is none
     */
    @Transactional
    public Optional<SignedIn> resume(String kept) {
        record Row(long id, String username, String hash, @Nullable Vouched vouched) {
        }
        int point = kept.indexOf('.');
        if (!KEPT.matcher(kept).matches()) {
            return Optional.empty();
        }
        return database.sql("select id, username, kept, provider, provider_subject, provider_session from sign_in where id = ? and ended is null and kept is not null")
                .param(Long.parseLong(kept.substring(0, point)))
                .query((row, number) -> new Row(row.getLong(1), row.getString(2), row.getString(3), row.getString(4) == null ? null
                        : new Vouched(row.getString(4), row.getString(5), row.getString(6), ""))).optional()
                .flatMap(row -> viewers.find(row.username()).filter(viewer -> MessageDigest.isEqual(
                        row.hash().getBytes(StandardCharsets.US_ASCII), hash(kept.substring(point + 1), viewer).getBytes(StandardCharsets.US_ASCII)))
                        .map(viewer -> new SignedIn(viewer, row.id(), row.vouched())))
                .filter(this::holds);
    }

    /** A new session has begun with it. */
    public void resumed(SignedIn signedIn) {
        Viewer viewer = signedIn.getPrincipal();
        log.add(AccountAct.SIGN_IN_RESUMED, viewer.username(), viewer.role().name(), viewer.username(), Here.browser(), "");
    }

    /** Of the secret, and of the account as it was then. */
    private static String hash(String secret, Viewer viewer) {
        String account = String.join("|", viewer.username(), viewer.password(), viewer.displayName(), viewer.role().name(),
                new TreeSet<>(viewer.sites()).toString(), new TreeSet<>(viewer.closed()).toString());
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest((secret + "|" + account).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Nobody is there: nothing is done with it until its person has shown again who they are. */
    @Transactional
    public void lock(SignedIn signedIn) {
        if (database.sql("update sign_in set locked_at = ? where id = ? and ended is null and locked_at is null")
                .params(Timestamp.from(clock.instant()), signedIn.signIn()).update() > 0) {
            log.add(AccountAct.SCREEN_LOCKED, signedIn.getPrincipal().username(), "", "");
        }
    }

    /** Its person has shown again who they are; one that is not locked stays as it is. */
    @Transactional
    void unlock(SignedIn signedIn, Factor shown) {
        Timestamp now = Timestamp.from(clock.instant());
        if (database.sql("update sign_in set locked_at = null, last_action = ?, " + column(shown)
                + " = ? where id = ? and ended is null and locked_at is not null").params(now, now, signedIn.signIn()).update() > 0) {
            log.add(AccountAct.SCREEN_UNLOCKED, signedIn.getPrincipal().username(), "", "");
        }
    }

    @EventListener
    @Transactional
    void signedOut(LogoutSuccessEvent signedOut) {
        if (signedOut.getAuthentication() instanceof SignedIn signedIn) {
            end(signedIn, End.SIGNED_OUT);
        }
    }

    /** How many sign-ins hold, of everybody. */
    public long howMany() {
        return open(null).size();
    }

    /**
     * The sign-ins that hold, the newest first.
     *
     * @param username whose; null for everybody's
     */
    List<OpenSignIn> open(@Nullable String username) {
        long here = SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn signedIn ? signedIn.signIn() : 0;
        Instant now = clock.instant();
        return database.sql("""
                select id, username, role, started, last_action, address, browser, password_at, code_at, passkey_at, provider_at from sign_in
                where ended is null and ends > :now and last_action >= :idle and (username = :username or :everybody = true) order by id desc""")
                .param("now", Timestamp.from(now)).param("idle", Timestamp.from(now.minus(idle).minus(TOLD)))
                .param("username", username == null ? "" : username).param("everybody", username == null)
                .query((row, number) -> new OpenSignIn(row.getLong("id"), row.getString("username"), Role.valueOf(row.getString("role")),
                        row.getTimestamp("started").toInstant(), row.getTimestamp("last_action").toInstant(), row.getString("address"),
                        row.getString("browser"), shown(row), row.getLong("id") == here)).list();
    }

    private static Set<Factor> shown(ResultSet row) throws SQLException {
        Set<Factor> shown = EnumSet.noneOf(Factor.class);
        for (Factor factor : Factor.values()) {
            if (row.getTimestamp(column(factor)) != null) {
                shown.add(factor);
            }
        }
        return shown;
    }

    /** Ends one that {@link #open} gave; gives whether it had not ended. */
    boolean end(OpenSignIn which, End why) {
        return end(which.id(), which.username(), why);
    }

    private boolean end(long id, String username, End why) {
        int ended = database.sql("update sign_in set ended = ?, ended_why = ? where id = ? and ended is null")
                .params(Timestamp.from(clock.instant()), why.name(), id).update();
        if (ended > 0) {
            log.add(AccountAct.SIGN_IN_ENDED, username, why.name(), "");
        }
        return ended > 0;
    }

    /** Ends every sign-in with an account. */
    @Transactional
    void endAll(String username, End why) {
        int ended = database.sql("update sign_in set ended = ?, ended_why = ? where username = ? and ended is null")
                .params(Timestamp.from(clock.instant()), why.name(), username).update();
        if (ended > 0) {
            log.add(AccountAct.SIGN_IN_ENDED, username, why.name(), "");
        }
    }

    /**
     * Ends what a provider has vouched for in one of its sessions.
     *
     * @param session null when all of somebody have ended
     */
    @Transactional
    void endOfProvider(String provider, @Nullable String session, @Nullable String subject) {
        database.sql("""
                select id, username from sign_in where provider = :provider and ended is null
                and (provider_session = :session or :session = '' and provider_subject = :subject)""").param("provider", provider)
                .param("session", session == null ? "" : session).param("subject", subject == null ? "" : subject)
                .query((row, number) -> Map.entry(row.getLong("id"), row.getString("username"))).list().forEach(each ->
                        end(each.getKey(), each.getValue(), End.BY_PROVIDER));
    }

    /** Ends a sign-in; one that has ended stays as it was. */
    @Transactional
    public void end(SignedIn signedIn, End why) {
        int ended = database.sql("update sign_in set ended = ?, ended_why = ? where id = ? and ended is null")
                .params(Timestamp.from(clock.instant()), why.name(), signedIn.signIn()).update();
        if (ended > 0) {
            Viewer viewer = signedIn.getPrincipal();
            log.add(AccountAct.SIGN_IN_ENDED, viewer.username(), viewer.role().name(), viewer.username(), why.name(), "");
        }
    }
}
