package org.sivig.ecrf.check;

import jakarta.annotation.PostConstruct;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import org.sivig.ecrf.casebook.FurtherChecks;
import org.sivig.ecrf.crf.EditCheck;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The standing checks in memory, so that a save does not read them. */
@Component
class StandingCheckCache implements FurtherChecks {

    private static final Logger LOG = LoggerFactory.getLogger(StandingCheckCache.class);

    private record Checks(List<EditCheck> standing, List<EditCheck> known) {
    }

    private final EntityManager entities;
    private volatile Checks checks = new Checks(List.of(), List.of());

    StandingCheckCache(EntityManager entities) {
        this.entities = entities;
    }

    @Override
    public List<EditCheck> standing() {
        return checks.standing();
    }

    @Override
    public List<EditCheck> known() {
        return checks.known();
    }

    @Override
    @PostConstruct
    public synchronized void refresh() {
        List<EditCheck> standing = new ArrayList<>();
        List<EditCheck> known = new ArrayList<>();
        for (StandingCheckRecord each : entities.createQuery("from StandingCheckRecord order by id",
                StandingCheckRecord.class).getResultList()) {
            EditCheck words = EditCheck.inWords(each.getId(), each.getSeverity(), each.getText());
            known.add(words);
            if (!each.isWithdrawn()) {
                try {
                    standing.add(CasebookFilter.check(words, each.query(), each.column()));
                } catch (IllegalArgumentException unreadable) {
                    LOG.error("Standing check {} asks for what the study no longer has", each.getId());
                }
            }
        }
        checks = new Checks(List.copyOf(standing), List.copyOf(known));
    }
}
