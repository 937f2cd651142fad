package org.sivig.ecrf.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.sivig.ecrf.account.DemoAccounts;
import org.sivig.ecrf.account.DemoFactor;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.account.UserAccount;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/**
 * Who can sign in to the demo: one account to show for each kind of work, one that shows a second factor, and an investigator
 * at every site.
 */
@Configuration
@Profile("demo")
class DemoUsers {

    private record User(String username, String displayName, Role role, Set<String> sites) {
    }

    private static final String FICTITIOUS = "(démo)";

    static final String DATA_MANAGER = "datamanager";
    static final String MONITOR = "monitor";

    /** Of the account that shows a second factor. */
    static final Role SECOND_FACTOR = Role.MONITOR;

    private static final List<User> SHOWN = List.of(
            new User("inv01", "Dr Claire Moreau " + FICTITIOUS, Role.INVESTIGATOR, Set.of("01")),
            new User("inv02", "Dr Thomas Garnier " + FICTITIOUS, Role.INVESTIGATOR, Set.of("02")),
            new User(MONITOR, "Sophie Lambert " + FICTITIOUS, Role.MONITOR, Set.of("01", "02", "03", "04", "05", "06")),
            new User(DATA_MANAGER, "Karim Benali " + FICTITIOUS, Role.DATA_MANAGER, Set.of()),
            new User("statistician", "Anne Le Goff " + FICTITIOUS, Role.STATISTICIAN, Set.of()),
            new User("admin", "Julien Roche " + FICTITIOUS, Role.ADMINISTRATOR, Set.of()),
            new User(DemoFactor.USERNAME, "Hugo Petit " + FICTITIOUS, SECOND_FACTOR, Set.of("01", "02")));

    /** What the sign-in page lists. */
    @Bean
    DemoAccounts demoAccounts(DemoFactor factor) {
        return new DemoAccounts(SHOWN.stream().map(user -> new DemoAccounts.Account(user.username(), user.role(), user.sites(),
                user.username().equals(DemoFactor.USERNAME) ? factor.key() : "")).toList());
    }

    /** The username of the investigator who types the patients of a site. */
    static String investigatorOf(String site) {
        return "inv" + site;
    }

    /** Whether it was made by the demo. */
    static boolean isOfDemo(UserAccount account) {
        return account.getDisplayName().endsWith(FICTITIOUS);
    }

    /** @param password the encoded demo password */
    static List<UserAccount> accounts(List<String> sites, String password) {
        List<User> users = new ArrayList<>(SHOWN);
        sites.stream().filter(site -> SHOWN.stream().noneMatch(u -> u.username().equals(investigatorOf(site))))
                .forEach(site -> users.add(new User(investigatorOf(site), "Investigateur " + site + " " + FICTITIOUS,
                        Role.INVESTIGATOR, Set.of(site))));
        return users.stream()
                .map(u -> new UserAccount(u.username(), password, u.displayName(), u.role(), u.sites())).toList();
    }
}
