package org.sivig.ecrf.account;

import java.security.SecureRandom;
import java.sql.Timestamp;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccountRefusedException.Why;
import org.sivig.ecrf.crf.TypedText;
import org.sivig.ecrf.list.Conditions;
import org.springframework.data.domain.Pageable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes and changes the accounts of the study, which are never deleted: a user name stands for one person for ever. Every
 * change is in the log of accounts, whose end it holds until it is done, so that two of them follow each other. Passwords
 * are chosen by their persons alone, with a link that is good once.
 */
@Service
public class Accounts {

    /** How long a link is good. */
    public static final Duration LINK = Duration.ofHours(72);

    private static final Pattern USERNAME = Pattern.compile("[a-z0-9._@-]{3,60}");
    /** Roles that nobody gets by one person’s yes. */
    private static final Set<Role> OF_TWO = Set.of(Role.ADMINISTRATOR, Role.DATA_MANAGER);
    private static final Pattern EMAIL = Pattern.compile("[^@\\s,;<>\"]{1,64}@[^@\\s,;<>\"]{1,100}\\.[^@\\s.,;<>\"]{2,30}");
    private static final int SECRET_BYTES = 32;

    private final UserAccounts accounts;
    private final Sites sites;
    private final AccessPolicy policy;
    private final Administration administration;
    private final AccountLog log;
    private final SecondFactors factors;
    private final SignIns signIns;
    private final IdentityProviders providers;
    private final JdbcClient database;
    private final PasswordEncoder encoder;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Accounts(UserAccounts accounts, Sites sites, AccessPolicy policy, Administration administration, AccountLog log,
            SecondFactors factors, SignIns signIns, IdentityProviders providers, JdbcClient database, PasswordEncoder encoder, Clock clock) {
        this.accounts = accounts;
        this.sites = sites;
        this.policy = policy;
        this.administration = administration;
        this.log = log;
        this.factors = factors;
        this.signIns = signIns;
        this.providers = providers;
        this.database = database;
        this.encoder = encoder;
        this.clock = clock;
    }

    /**
     * All of them, by user name.
     *
     * @throws AccessDeniedException when the viewer administers no accounts
     */
    @Transactional(readOnly = true)
    public List<AccountRow> all() {
        policy.requireAdministers();
        return rows(accounts.findAllByOrderByUsername(), database.sql("select username, max(started) as started from sign_in group by username"));
    }

    private List<AccountRow> rows(List<UserAccount> found, JdbcClient.StatementSpec signIns) {
        Map<String, Instant> last = new HashMap<>();
        signIns.query(row -> {
            last.put(row.getString("username"), row.getTimestamp("started").toInstant());
        });
        Set<String> enrolled = factors.enrolled();
        LocalDate today = LocalDate.now(clock);
        return found.stream().map(account -> AccountRow.of(account, today,
                enrolled.contains(account.getUsername()), last.get(account.getUsername()))).toList();
    }

    /**
     * Some of them, by user name.
     *
     * @param sought a part of the user name or the name; empty for all
     * @throws AccessDeniedException when the viewer administers no accounts
     */
    @Transactional(readOnly = true)
    public List<AccountRow> page(String sought, Pageable page) {
        policy.requireAdministers();
        List<String> names = sought(sought, "select username from user_account ", " order by username offset " + page.getOffset() + " rows fetch next "
                + page.getPageSize() + " rows only").query(String.class).list();
        return names.isEmpty() ? List.of() : rows(accounts.findByUsernameIn(names).stream().sorted(Comparator.comparing(UserAccount::getUsername)).toList(),
                database.sql("select username, max(started) as started from sign_in where username in (:names) group by username").param("names", names));
    }

    /** How many {@link #page} has in all. */
    @Transactional(readOnly = true)
    public long count(String sought) {
        policy.requireAdministers();
        return sought(sought, "select count(*) from user_account ", "").query(Long.class).single();
    }

    private JdbcClient.StatementSpec sought(String sought, String select, String order) {
        Conditions conditions = new Conditions();
        if (!sought.isBlank()) {
            conditions.addSaid("username || ' ' || display_name", sought);
        }
        return database.sql(select + conditions + order).params(conditions.parameters());
    }

    /**
     * Makes an account without a password; one that administers or manages data awaits the yes of a second person.
     *
     * @param username as typed; capitals are made small
     * @return the secret of a link with which its person chooses one
     * @throws AccountRefusedException when it cannot be made so
     */
    @Transactional
    public String make(String username, AccountDraft draft) {
        return administration.act("make " + TypedText.line(username), () -> {
            String name = written(username);
            if (!USERNAME.matcher(name).matches()) {
                throw new AccountRefusedException(Why.BAD_USERNAME);
            }
            AccountDraft checked = checked(draft);
            log.add(AccountAct.ACCOUNT_MADE, name, checked.toString(), "");
            if (accounts.existsByUsernameIgnoreCase(name)) {
                throw new AccountRefusedException(Why.USERNAME_TAKEN);
            }
            if (checked.validUntil() != null && checked.validUntil().isBefore(LocalDate.now(clock))) {
                throw new AccountRefusedException(Why.OVER_ALREADY);
            }
            requireOwnIdentities(name, checked);
            UserAccount account = new UserAccount(name, "", checked.displayName(), checked.role(), checked.sites());
            account.become(checked);
            if (OF_TWO.contains(checked.role())) {
                account.setAskedBy(policy.viewer().username());
            }
            accounts.save(account);
            return newLink(account);
        });
    }

    /**
     * Changes an account; who is signed in with it has to do so again. One that comes to administer or to manage data, or that another provider is
     * to vouch for, awaits the yes of a second person, and nobody signs in with it until then.
     *
     * @param seen what it was when it was shown
     * @throws AccountRefusedException when it cannot be changed so, or was changed meanwhile
     */
    @Transactional
    public void change(String username, AccountDraft seen, AccountDraft draft) {
        administration.act("change " + username, () -> {
            AccountDraft checked = checked(draft);
            log.add(AccountAct.ACCOUNT_CHANGED, username, seen + " → " + checked, "");
            UserAccount account = another(username);
            if (!AccountRow.of(account, LocalDate.now(clock), false, null).draft().equals(seen)) {
                throw new AccountRefusedException(Why.CHANGED_MEANWHILE);
            }
            requireOwnIdentities(username, checked);
            if (!OF_TWO.contains(checked.role())) {
                account.setAskedBy(null);
            } else if (account.getAskedBy() != null || account.getRole() != checked.role()
                    || !seen.identities().equals(checked.identities())) {
                account.setAskedBy(policy.viewer().username());
            }
            account.become(checked);
            accounts.saveAndFlush(account);
            keepAnAdministrator();
            if (!checked.identities().equals(seen.identities())) {
                signIns.endAll(username, SignIns.End.ACCOUNT_CHANGED);
            }
            return username;
        });
    }

    /**
     * Says yes, as a second person, to what an account is to be.
     *
     * @param seen what it was when it was shown
     * @throws AccountRefusedException without a reason, for who has asked for it, and when it was changed meanwhile
     */
    @Transactional
    public void approve(String username, AccountDraft seen, String reason) {
        administration.act("approve " + username, () -> {
            log.add(AccountAct.ACCOUNT_APPROVED, username, seen.toString(), reason(reason));
            UserAccount account = another(username);
            if (account.getAskedBy() == null || !AccountRow.of(account, LocalDate.now(clock), false, null).draft().equals(seen)) {
                throw new AccountRefusedException(Why.CHANGED_MEANWHILE);
            }
            if (account.getAskedBy().equals(policy.viewer().username())) {
                throw new AccountRefusedException(Why.SECOND_PERSON);
            }
            account.setAskedBy(null);
            return username;
        });
    }

    /**
     * Nobody signs in with it from now on; whoever is, is out with the next request.
     *
     * @throws AccountRefusedException without a reason, and for one's own account
     */
    @Transactional
    public void deactivate(String username, String reason) {
        administration.act("deactivate " + username, () -> {
            log.add(AccountAct.ACCOUNT_DEACTIVATED, username, "", reason(reason));
            UserAccount account = another(username);
            account.setDeactivated(clock.instant());
            accounts.saveAndFlush(account);
            keepAnAdministrator();
            return username;
        });
    }

    /** @throws AccountRefusedException without a reason */
    @Transactional
    public void reactivate(String username, String reason) {
        administration.act("reactivate " + username, () -> {
            log.add(AccountAct.ACCOUNT_REACTIVATED, username, "", reason(reason));
            UserAccount account = another(username);
            account.setDeactivated(null);
            return username;
        });
    }

    /**
     * Takes the password of an account away, where it has one. One that administers or manages data awaits the yes of a second
     * person then.
     *
     * @return the secret of a link with which its person chooses another; links made before are dead
     * @throws AccountRefusedException without a reason, for one's own account, and when no administrator would be left
     */
    @Transactional
    public String link(String username, String reason) {
        return administration.act("make a link for " + username, () -> {
            log.add(AccountAct.LINK_MADE, username, "", reason(reason));
            UserAccount account = another(username);
            account.setPassword("");
            awaitYes(account);
            return newLink(account);
        });
    }

    /** An account that administers or manages data awaits the yes of a second person, and nobody signs in with it until then. */
    private void awaitYes(UserAccount account) {
        if (OF_TWO.contains(account.getRole())) {
            account.setAskedBy(policy.viewer().username());
            accounts.saveAndFlush(account);
            keepAnAdministrator();
        }
    }

    /**
     * Takes the second factor of an account away, whose person has lost it, and ends every sign-in with it; where one is
     * compulsory they add another when they sign in next. One that administers or manages data awaits the yes of a second
     * person then.
     *
     * @throws AccountRefusedException without a reason, for one's own account, and when no administrator would be left
     */
    @Transactional
    public void resetFactor(String username, String reason) {
        administration.act("reset the second factor of " + username, () -> {
            log.add(AccountAct.FACTOR_RESET, username, "", reason(reason));
            UserAccount account = another(username);
            factors.dropAll(account.getUsername());
            awaitYes(account);
            signIns.endAll(username, SignIns.End.BY_ADMINISTRATOR);
            return username;
        });
    }

    /**
     * Puts on record that the rights of all accounts were looked through.
     *
     * @param said what came of it
     * @throws AccountRefusedException when nothing is said
     */
    @Transactional
    public void review(String said) {
        administration.act("record a review of rights", () -> {
            log.add(AccountAct.RIGHTS_REVIEWED, "", Long.toString(accounts.count()), reason(said));
            return said;
        });
    }

    /**
     * The last review of rights; null when there was none.
     *
     * @throws AccessDeniedException when the viewer administers no accounts
     */
    @Transactional(readOnly = true)
    public @Nullable AccountEntry lastReview() {
        policy.requireAdministers();
        return database.sql("select " + AccountEntry.COLUMNS + " from account_event where act = ? order by seq desc fetch first row only")
                .param(AccountAct.RIGHTS_REVIEWED.name()).query((row, number) -> AccountEntry.read(row)).optional().orElse(null);
    }

    /** Whose link it is, while it is good; null otherwise. */
    @Transactional(readOnly = true)
    public @Nullable String holder(String secret) {
        return database.sql("select username from password_link where hash = ? and used is null and expires > ?")
                .params(RecordHash.of(secret), Timestamp.from(clock.instant())).query(String.class).optional().orElse(null);
    }

    /**
     * Chooses the password of the account of a link, which is dead then.
     *
     * @return whether one can sign in with it now
     * @throws AccountRefusedException when the link is dead, or the password is weak
     */
    @Transactional
    public AccountState choose(String secret, String password) {
        String username = holder(secret);
        if (username == null) {
            log.addAlone(AccountAct.LINK_REFUSED, "", "");
            throw new AccountRefusedException(Why.DEAD_LINK);
        }
        UserAccount account = accounts.findByUsername(username).orElseThrow(() -> new AccountRefusedException(Why.DEAD_LINK));
        PasswordRules.require(password, account);
        if (database.sql("update password_link set used = ? where hash = ? and used is null and expires > ?")
                .params(Timestamp.from(clock.instant()), RecordHash.of(secret), Timestamp.from(clock.instant())).update() != 1) {
            throw new AccountRefusedException(Why.DEAD_LINK);
        }
        log.add(AccountAct.PASSWORD_CHOSEN, username, account.getRole().name(), username, "", ""); // whoever else is signed in there
        account.setPassword(encoder.encode(password));
        return account.state(LocalDate.now(clock));
    }

    // --- rules ------------------------------------------------------------------------------------------------------

    /** How a user name is kept that was typed so. */
    static String written(String username) {
        return Normalizer.normalize(TypedText.line(username), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    private UserAccount another(String username) {
        if (username.equals(policy.viewer().username())) {
            throw new AccountRefusedException(Why.OWN_ACCOUNT);
        }
        return accounts.findByUsername(username).orElseThrow(() -> new AccountRefusedException(Why.CHANGED_MEANWHILE));
    }

    private AccountDraft checked(AccountDraft draft) {
        String name = TypedText.line(draft.displayName());
        if (name.isEmpty() || name.length() > 200) {
            throw new AccountRefusedException(Why.NO_NAME);
        }
        boolean isOfSites = draft.role() == Role.INVESTIGATOR || draft.role() == Role.MONITOR;
        if (isOfSites && draft.sites().isEmpty()) {
            throw new AccountRefusedException(Why.NO_SITE);
        }
        if (sites.findAllById(draft.sites()).size() != draft.sites().size()) {
            throw new AccountRefusedException(Why.UNKNOWN_SITE);
        }
        if (draft.validFrom() != null && draft.validUntil() != null && draft.validUntil().isBefore(draft.validFrom())) {
            throw new AccountRefusedException(Why.ENDS_BEFORE_IT_BEGINS);
        }
        String email = TypedText.line(draft.email());
        if (!email.isEmpty() && !EMAIL.matcher(email).matches()) {
            throw new AccountRefusedException(Why.BAD_EMAIL);
        }
        Map<String, String> identities = new HashMap<>();
        draft.identities().forEach((provider, subject) -> {
            String compared = providers.compared(provider, TypedText.line(subject));
            if (!compared.isEmpty()) {
                identities.put(provider, compared);
            }
        });
        return new AccountDraft(name, draft.role(), isOfSites ? draft.sites() : Set.of(), draft.validFrom(),
                draft.validUntil(), identities, email);
    }

    private void requireOwnIdentities(String username, AccountDraft draft) {
        draft.identities().forEach((provider, subject) -> accounts.findByIdentity(provider, subject)
                .filter(other -> !other.getUsername().equals(username)).ifPresent(other -> {
                    throw new AccountRefusedException(Why.IDENTITY_TAKEN);
                }));
    }

    private void keepAnAdministrator() {
        if (accounts.countByRoleAndDeactivatedIsNullAndAskedByIsNullAndValidUntilIsNull(Role.ADMINISTRATOR) == 0) {
            throw new AccountRefusedException(Why.LAST_ADMINISTRATOR);
        }
    }

    static String reason(String typed) {
        String reason = TypedText.line(typed);
        if (reason.isEmpty() || reason.length() > 500) {
            throw new AccountRefusedException(Why.NO_REASON);
        }
        return reason;
    }

    private String newLink(UserAccount account) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant now = clock.instant();
        database.sql("update password_link set used = ? where username = ? and used is null")
                .params(Timestamp.from(now), account.getUsername()).update();
        database.sql("insert into password_link (hash, username, made, expires) values (?, ?, ?, ?)")
                .params(RecordHash.of(secret), account.getUsername(), Timestamp.from(now), Timestamp.from(now.plus(LINK))).update();
        return secret;
    }
}
