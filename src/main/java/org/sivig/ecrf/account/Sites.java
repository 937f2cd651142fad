package org.sivig.ecrf.account;

import java.util.List;
import java.util.Set;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** The sites of the study. */
public interface Sites extends JpaRepository<Site, String> {

    List<Site> findAllByOrderByCode();

    @Query("select code from Site where closed is not null")
    Set<String> closed();
}
