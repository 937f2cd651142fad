package org.sivig.ecrf.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.audit.ExportLog;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;

/** Lets a figure of the cohort out of the system, as numbers or as a picture that the browser makes; put on record before. */
@Service
public class FigureExport {

    private final ExportLog log;
    private final AccessPolicy policy;

    FigureExport(ExportLog log, AccessPolicy policy) {
        this.log = log;
        this.policy = policy;
    }

    /**
     * Puts on record that a picture leaves.
     *
     * @param file     what it is called, with the kind of file
     * @param filter   of which patients, as it stands in the address
     * @param patients how many they are
     * @throws AccessDeniedException when the viewer may not take data out of the system
     */
    public void picture(String file, String filter, long patients) {
        policy.requireExports();
        log.record("cohort/" + file, filter, patients);
    }

    /**
     * Writes numbers. The caption stands above them, each line after a {@code #}.
     *
     * @throws AccessDeniedException when the viewer may not take data out of the system
     */
    public void csv(String file, String filter, long patients, CsvPreset preset, List<String> caption, List<String> head,
            List<List<@Nullable Object>> records, OutputStream out) throws IOException {
        picture(file, filter, patients);
        CsvWriter csv = preset.open(out);
        for (String line : caption) {
            csv.writeComment(" " + preset.text(line));
        }
        csv.writeRecord(head);
        for (List<@Nullable Object> each : records) {
            csv.writeRecord(each.stream().map(preset::value).toList());
        }
        csv.flush();
    }
}
