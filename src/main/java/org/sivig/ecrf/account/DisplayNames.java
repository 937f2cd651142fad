package org.sivig.ecrf.account;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who stands behind a user name. */
@Component
public class DisplayNames {

    private final UserAccounts accounts;

    DisplayNames(UserAccounts accounts) {
        this.accounts = accounts;
    }

    /** The name of a user; the user name when there is no such account any more. */
    public String of(String username) {
        return among(List.of(username)).of(username);
    }

    /** The same for a page: each name is read when it is first asked for. */
    public UnaryOperator<String> remembered() {
        Map<String, String> known = new ConcurrentHashMap<>();
        return username -> known.computeIfAbsent(username, this::of);
    }

    /** The names of several users, read at once. */
    public Known among(Collection<String> usernames) {
        return new Known(usernames.isEmpty() ? Map.of() : accounts.findByUsernameIn(usernames).stream()
                .collect(Collectors.toMap(UserAccount::getUsername, UserAccount::getDisplayName)));
    }

    /** Names that were read. */
    public static final class Known {

        private final Map<String, String> names;

        private Known(Map<String, String> names) {
            this.names = names;
        }

        /** The name of a user; the user name when there is no such account any more. */
        public String of(String username) {
            return names.getOrDefault(username, username);
        }

        /** The same; null when there is no user name. */
        public @Nullable String ofNullable(@Nullable String username) {
            return username == null ? null : of(username);
        }
    }
}
