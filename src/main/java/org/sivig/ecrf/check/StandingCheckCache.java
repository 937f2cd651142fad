package org.sivig.ecrf.check;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import org.sivig.ecrf.casebook.FurtherChecks;
import org.sivig.ecrf.crf.EditCheck;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The standing checks in memory, and whether they are still those of the database, which any node may have changed. */
@Component
class StandingCheckCache implements FurtherChecks {

    private static final Logger LOG = LoggerFactory.getLogger(StandingCheckCache.class);

    /** Changes with every check that is made or withdrawn: none is ever changed otherwise, or taken away. */
    private record Version(long last, long all, long withdrawn) {
    }

    private record Read(Version version, Made made) {
    }

    private final JdbcClient database;
    private final EntityManager entities;
    private volatile Read read = new Read(new Version(0, 0, 0), new Made(List.of(), List.of(), List.of()));

    StandingCheckCache(JdbcClient database, EntityManager entities) {
        this.database = database;
        this.entities = entities;
    }

    @Override
    public Made made() {
        Version now = database.sql("select coalesce(max(id), 0), count(*), count(withdrawn_at) from standing_check")
                .query((row, number) -> new Version(row.getLong(1), row.getLong(2), row.getLong(3))).single();
        Read known = read;
        if (!known.version().equals(now)) {
            known = new Read(now, read());
            read = known;
        }
        return known.made();
    }

    private Made read() {
        List<EditCheck> standing = new ArrayList<>();
        List<EditCheck> withdrawn = new ArrayList<>();
        List<EditCheck> unreadable = new ArrayList<>();
        for (StandingCheckRecord each : entities.createQuery("from StandingCheckRecord order by id",
                StandingCheckRecord.class).getResultList()) {
            EditCheck words = EditCheck.inWords(each.getId(), each.getSeverity(), each.getText());
            if (each.isWithdrawn()) {
                withdrawn.add(words);
                continue;
            }
            try {
                standing.add(CasebookFilter.check(words, each.query(), each.column()));
            } catch (IllegalArgumentException asksForMore) {
                LOG.error("Standing check {} asks for what this version does not have", each.getId());
                unreadable.add(words);
            }
        }
        return new Made(List.copyOf(standing), List.copyOf(withdrawn), List.copyOf(unreadable));
    }
}
