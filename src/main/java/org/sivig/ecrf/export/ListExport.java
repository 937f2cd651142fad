package org.sivig.ecrf.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.audit.ExportLog;
import org.sivig.ecrf.list.Listing;
import org.sivig.ecrf.list.RowList;
import org.springframework.data.domain.PageRequest;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes a list as it is shown to a file, all its rows. Each file is put on record before its first row leaves. */
@Service
public class ListExport {

    private static final int READ_AT_ONCE = 500;

    private final EntityManager entities;
    private final ExportLog log;
    private final AccessPolicy policy;
    private final TransactionTemplate reading;

    ListExport(EntityManager entities, ExportLog log, AccessPolicy policy, PlatformTransactionManager transactions) {
        this.entities = entities;
        this.log = log;
        this.policy = policy;
        reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
        reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ); // pages of one and the same list
    }

    /**
     * A column of the file.
     *
     * @param head what stands above it
     * @param text how a row stands in it
     */
    public record Written<R>(String head, Function<R, String> text) {
    }

    /**
     * Writes comma-separated values.
     *
     * @param what  the list, as in its address
     * @param shown the listing as it stands in the address
     * @throws AccessDeniedException when the viewer may not take data out of the system
     */
    public <R> void csv(String what, RowList<R> list, Listing<R> listing, String shown, CsvPreset preset,
            List<Written<R>> columns, OutputStream out) throws IOException {
        policy.requireExports();
        List<List<String>> lines = new ArrayList<>();
        reading.executeWithoutResult(transaction -> {
            List<R> page;
            do {
                page = list.fetch(listing.filter(), PageRequest.of(lines.size() / READ_AT_ONCE, READ_AT_ONCE, listing.order()));
                page.forEach(row -> lines.add(columns.stream().map(column -> preset.text(column.text().apply(row))).toList()));
                entities.clear(); // what was read is not needed any more
            } while (page.size() == READ_AT_ONCE);
        });
        log.record(what, shown, lines.size());
        CsvWriter csv = preset.open(out);
        csv.writeRecord(columns.stream().map(Written::head).toList());
        lines.forEach(csv::writeRecord);
        csv.flush();
    }
}
