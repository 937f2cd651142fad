package org.sivig.ecrf.odm;

import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The frame of a file of ODM. */
final class OdmDocument {

    private OdmDocument() {
    }

    /**
     * Begins a file, with all that the study asks.
     *
     * @param type {@code Snapshot} or {@code Transactional}
     * @param hash of what it was made from
     */
    static void begin(OdmXml xml, String type, Instant at, String hash, List<OdmTable> tables,
            List<OdmMarks> marks) throws IOException {
        xml.open("ODM", "ODMVersion", "1.3.2", "FileType", type, "Granularity", "All",
                "FileOID", "SIVIG." + type + "." + hash.substring(0, Math.min(16, hash.length())),
                "CreationDateTime", time(at), "AsOfDateTime", time(at), "SourceSystem", "SIVIG eCRF");
        OdmMetadata.write(xml, tables, marks);
    }

    static void beginData(OdmXml xml) throws IOException {
        xml.open("ClinicalData", "StudyOID", Oid.STUDY, "MetaDataVersionOID", Oid.VERSION);
    }

    static void end(OdmXml xml) throws IOException {
        xml.close().close().finish();
    }

    static String time(Instant at) {
        return DateTimeFormatter.ISO_INSTANT.format(at.truncatedTo(ChronoUnit.MILLIS));
    }
}
