package org.sivig.ecrf.account;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads what the holder of an account may do now. */
@Component
public class Viewers {

    private final UserAccounts accounts;
    private final Sites sites;
    private final Clock clock;

    Viewers(UserAccounts accounts, Sites sites, Clock clock) {
        this.accounts = accounts;
        this.sites = sites;
        this.clock = clock;
    }

    /** Who holds an account, and whether one can sign in with it today. */
    record Holder(Viewer viewer, AccountState state) {
    }

    /** Empty when there is no such account, or nobody signs in with it today. */
    @Transactional(readOnly = true)
    public Optional<Viewer> find(String username) {
        return holder(username).filter(holder -> holder.state() == AccountState.ACTIVE).map(Holder::viewer);
    }

    /** Empty when there is no such account. */
    @Transactional(readOnly = true)
    Optional<Holder> holder(String username) {
        return accounts.findByUsername(username).map(account -> {
            Set<String> closed = new TreeSet<>(sites.closed());
            closed.retainAll(account.getSites());
            return new Holder(new Viewer(account.getUsername(), account.getPassword(), account.getDisplayName(),
                    account.getRole(), account.getSites(), Set.copyOf(closed)), account.state(LocalDate.now(clock)));
        });
    }
}
