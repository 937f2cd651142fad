package org.sivig.ecrf.account;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** The accounts of the study. */
public interface UserAccounts extends JpaRepository<UserAccount, Long> {

    /** With its sites at once: every request of a page asks for who it is. */
    @EntityGraph(attributePaths = "sites")
    Optional<UserAccount> findByUsername(String username);

    /** The account that a provider knows so. */
    @Query("select account from UserAccount account join account.identities identity where key(identity) = :provider and value(identity) = :subject")
    Optional<UserAccount> findByIdentity(String provider, String subject);

    List<UserAccount> findByUsernameIn(Collection<String> usernames);

    boolean existsByRole(Role role);

    boolean existsByUsernameIgnoreCase(String username);

    List<UserAccount> findAllByOrderByUsername();

    long countByRoleAndDeactivatedIsNullAndAskedByIsNullAndValidUntilIsNull(Role role);
}
