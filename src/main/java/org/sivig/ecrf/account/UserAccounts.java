package org.sivig.ecrf.account;

import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

/** The accounts of the study. */
public interface UserAccounts extends JpaRepository<UserAccount, Long> {

    Optional<UserAccount> findByUsername(String username);

    boolean existsByRole(Role role);
}
