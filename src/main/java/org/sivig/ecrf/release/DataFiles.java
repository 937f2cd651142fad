package org.sivig.ecrf.release;

import java.util.List;
import org.springframework.stereotype.Component;

/** The tables, in {@code data/}. */
@Component
class DataFiles implements PackageFiles {

    @Override
    public List<PackageFile> of(Cut cut) {
        return cut.tables().stream().<PackageFile>map(CsvFile::of).toList();
    }
}
