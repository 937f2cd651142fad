package org.sivig.ecrf.account;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Says yes to an account at the start, as whoever has the server: the second person of a study that has one administrator. */
@Component
@ConditionalOnWebApplication
class OperatorsYes implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(OperatorsYes.class);
    private static final String OPERATOR = "operator";

    private final UserAccounts accounts;
    private final AccountLog log;
    private final String username;

    OperatorsYes(UserAccounts accounts, AccountLog log, @Value("${sivig.admin.approve:}") String username) {
        this.accounts = accounts;
        this.log = log;
        this.username = username.strip();
    }

    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        if (username.isEmpty()) {
            return;
        }
        UserAccount account = accounts.findByUsername(username).filter(each -> each.getAskedBy() != null).orElse(null);
        if (account == null) {
            LOG.warn("SIVIG_ADMIN_APPROVE names an account that awaits nobody’s yes. Remove it from the settings");
            return;
        }
        log.add(AccountAct.ACCOUNT_APPROVED, OPERATOR, "", username, account.getRole().name(), "");
        account.setAskedBy(null);
        accounts.save(account);
        LOG.info("Said yes to the account named by SIVIG_ADMIN_APPROVE. Remove it from the settings now");
    }
}
