package org.sivig.ecrf.account;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccountRefusedException.Why;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What everybody sees and changes of their own account. */
@Service
public class OwnAccount {

    /**
     * What there was before the present sign-in.
     *
     * @param at      when the account was signed in with before; null when never
     * @param refused how many were refused since then
     */
    public record Before(@Nullable Instant at, long refused) {
    }

    private final JdbcClient database;
    private final UserAccounts accounts;
    private final AccessPolicy policy;
    private final PasswordCheck check;
    private final PasswordEncoder encoder;
    private final AccountLog log;
    private final SignIns signIns;

    OwnAccount(JdbcClient database, UserAccounts accounts, AccessPolicy policy, PasswordCheck check, PasswordEncoder encoder,
            AccountLog log, SignIns signIns) {
        this.database = database;
        this.accounts = accounts;
        this.policy = policy;
        this.check = check;
        this.encoder = encoder;
        this.log = log;
        this.signIns = signIns;
    }

    /** Where the viewer is signed in, the newest first. */
    @Transactional(readOnly = true)
    public List<OpenSignIn> open() {
        return signIns.open(policy.viewer().username());
    }

    /** What there was before the sign-in with which this is asked. */
    @Transactional(readOnly = true)
    public Before before() {
        String username = policy.viewer().username();
        Instant at = database.sql("select max(started) from sign_in where username = ? and id < ?").params(username, here())
                .query(Timestamp.class).optional().map(Timestamp::toInstant).orElse(null);
        return new Before(at, database.sql("select count(*) from account_event where subject = ? and act in (?, ?) and at > ?")
                .params(username, AccountAct.SIGN_IN_REFUSED.name(), AccountAct.SIGN_IN_PAUSED.name(),
                        Timestamp.from(at == null ? Instant.EPOCH : at)).query(Long.class).single());
    }

    /** Ends one of the viewer's own sign-ins; that of somebody else stays. */
    @Transactional
    public void end(long id) {
        open().stream().filter(each -> each.id() == id).forEach(each -> signIns.end(each, SignIns.End.BY_ITS_USER));
    }

    /** Ends all of them but the one with which this is asked. */
    @Transactional
    public void endOthers() {
        open().stream().filter(each -> !each.isThis()).forEach(each -> end(each.id()));
    }

    /**
     * Changes the viewer's password; every sign-in with the account is over then, this one too.
     *
     * @throws AccountRefusedException when the present one is not right, or not taken for a while, or the other is weak
     */
    @Transactional
    public void change(String present, String next) {
        if (!check.isOfViewer(present)) {
            throw new AccountRefusedException(check.pausedUntil() == null ? Why.WRONG_PASSWORD : Why.PAUSED);
        }
        UserAccount account = accounts.findByUsername(policy.viewer().username()).orElseThrow();
        PasswordRules.require(next, account);
        log.add(AccountAct.PASSWORD_CHOSEN, account.getUsername(), "", "");
        account.setPassword(encoder.encode(next));
    }

    private static long here() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn signedIn ? signedIn.signIn() : 0;
    }
}
