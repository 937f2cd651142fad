package org.sivig.ecrf.odm;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.sivig.ecrf.audit.AuditRecords;
import org.sivig.ecrf.release.Cut;
import org.sivig.ecrf.release.CutPatient;
import org.sivig.ecrf.release.PackageFile;
import org.sivig.ecrf.release.PackageFiles;
import org.springframework.stereotype.Component;

/** The study and its answers as ODM, in every package; in an archive how they came about too. */
@Component
class OdmFiles implements PackageFiles {

    private final StandingSignatures signatures;
    private final AuditRecords audit;
    private final OdmQueries queries;

    OdmFiles(StandingSignatures signatures, AuditRecords audit, OdmQueries queries) {
        this.signatures = signatures;
        this.audit = audit;
        this.queries = queries;
    }

    @Override
    public List<PackageFile> of(Cut cut) {
        PackageFile snapshot = new Snapshot(cut, signatures);
        return cut.auditTrail() ? List.of(snapshot, new OdmAudit(cut, audit, queries)) : List.of(snapshot);
    }

    private record Snapshot(Cut cut, StandingSignatures signatures) implements PackageFile {

        @Override
        public String path() {
            return DatasetJson.METADATA;
        }

        @Override
        public Body open(OutputStream out) throws IOException {
            OdmXml xml = new OdmXml(out);
            OdmDocument.begin(xml, "Snapshot", cut.at(), cut.hash(), OdmTables.of(cut), List.of());
            OdmPeople people = new OdmPeople();
            for (StandingSignatures.Signed signed : signatures.all()) {
                if (cut.scope().holds(signed.site())) {
                    people.with(signed.username(), signed.role());
                }
            }
            people.write(xml, cut.sites(), cut.day());
            OdmDocument.beginData(xml);
            return new Body() {
                private long patients;

                @Override
                public void patient(CutPatient patient) throws IOException {
                    patients++;
                    write(xml, patient);
                }

                @Override
                public Extent finish() throws IOException {
                    OdmDocument.end(xml);
                    return new Extent(patients, 0);
                }
            };
        }

        private void write(OdmXml xml, CutPatient patient) throws IOException {
            xml.open("SubjectData", "SubjectKey", patient.number());
            for (StandingSignatures.Signed signed : signatures.under(patient.number())) {
                xml.open("Signature").empty("UserRef", "UserOID", Oid.user(signed.username()))
                        .empty("LocationRef", "LocationOID", Oid.site(patient.site()))
                        .empty("SignatureRef", "SignatureOID", OdmPeople.meaning(signed.meaning()))
                        .text("DateTimeStamp", OdmDocument.time(signed.at())).close();
            }
            xml.empty("SiteRef", "LocationOID", Oid.site(patient.site()));
            new OdmSubject(xml, patient.casebook(), cut::carries).write();
            xml.close();
        }
    }
}
