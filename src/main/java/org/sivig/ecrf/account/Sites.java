package org.sivig.ecrf.account;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

/** The sites of the study. */
public interface Sites extends JpaRepository<Site, String> {

    List<Site> findAllByOrderByCode();
}
