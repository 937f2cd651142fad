package org.sivig.ecrf.odm;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.audit.Act;
import org.sivig.ecrf.audit.AuditRecord;
import org.sivig.ecrf.audit.AuditRecords;
import org.sivig.ecrf.audit.Reason;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.release.Cut;
import org.sivig.ecrf.release.CutPatient;
import org.sivig.ecrf.release.PackageFile;
import org.sivig.ecrf.study.Study;

/**
 * How the answers came about: every audit record as a transaction of ODM, in its order, with who, in which role, when and
 * why; then what was said in queries, as annotations. Whoever carries the transactions out has the data. What an act did
 * stands as a mark where it was done. Of answers that a package does not carry it tells that they changed, not what they are.
 */
record OdmAudit(Cut cut, AuditRecords audit, OdmQueries queries) implements PackageFile {

    @Override
    public String path() {
        return "odm/odm-audit.xml";
    }

    @Override
    public Body open(OutputStream out) throws IOException {
        OdmXml xml = new OdmXml(out);
        OdmDocument.begin(xml, "Transactional", cut.at(), cut.hash(), List.of(), OdmMarks.ALL);
        OdmPeople people = new OdmPeople();
        queries.people().stream().filter(person -> cut.scope().holds(person.site()))
                .forEach(person -> people.inRole(person.username(), person.role()));
        people.write(xml, cut.sites(), cut.day());
        OdmDocument.beginData(xml);
        Map<Act.Place, Optional<Located>> known = new HashMap<>();
        return new Body() {
            private long records;

            @Override
            public void patient(CutPatient patient) throws IOException {
                long id = Objects.requireNonNull(patient.patient().getId());
                Writer writer = new Writer(xml, patient, known);
                for (AuditRecord each : audit.all(id)) {
                    records++;
                    writer.write(each);
                }
                for (OdmQueries.Message each : queries.of(id)) {
                    writer.write(each);
                }
                writer.end();
            }

            @Override
            public Extent finish() throws IOException {
                OdmDocument.end(xml);
                return new Extent(records, 0);
            }
        };
    }

    /** Where something stands: an event and a form, and as far as it is known the group of items in it. */
    private record Place(String event, @Nullable String eventKey, String form, String group, @Nullable String groupKey) {
    }

    /** An item in a row that holds nothing, and where that stands. */
    private record Located(Casebook.Instance at, Place place) {
    }

    /** Writes the records of a patient, those of one group of items together. */
    private final class Writer {

        private final OdmXml xml;
        private final CutPatient patient;
        private final Map<Act.Place, Optional<Located>> known;
        private @Nullable Place open;
        private boolean begun;

        /** @param known what was located before: there are few places, and each record asks */
        Writer(OdmXml xml, CutPatient patient, Map<Act.Place, Optional<Located>> known) {
            this.xml = xml;
            this.patient = patient;
            this.known = known;
        }

        void end() throws IOException {
            go(null);
            if (begun) {
                xml.close();
                begun = false;
            }
        }

        // --- audit records ----------------------------------------------------------------------------------------------

        void write(AuditRecord record) throws IOException {
            Located located = located(record.form(), record.rowKey(), record.item());
            if (located == null) {
                act(record);
                return;
            }
            Casebook.Instance at = located.at();
            if (at.item().isIdentity()) {
                identity(record, located);
            } else if (record.act() == null) {
                answer(record, located);
            } else {
                go(located.place());
                xml.open("ItemData", "ItemOID", OdmItem.of(at.item()).getFirst().oid(), "TransactionType", "Context");
                audited(record);
                annotated(record, cut.carries(at.item()));
                xml.close();
            }
        }

        private void answer(AuditRecord record, Located located) throws IOException {
            Item<?, ?> item = located.at().item();
            go(located.place());
            List<OdmItem> parts = OdmItem.of(item);
            if (!cut.carries(item)) {
                xml.open("ItemData", "ItemOID", parts.getFirst().oid(), "TransactionType", "Context");
                audited(record);
                xml.close();
                return;
            }
            for (OdmItem part : parts) {
                String before = part.value(record.before(item));
                String after = part.value(record.after(item));
                if (!Objects.equals(before, after)) {
                    xml.open("ItemData", "ItemOID", part.oid(), "TransactionType",
                            before == null ? "Insert" : after == null ? "Remove" : "Update", "Value", after);
                    audited(record);
                    xml.close();
                }
            }
        }

        /** That letters or a birth date changed; their values are in no file. */
        private void identity(AuditRecord record, Located located) throws IOException {
            Place place = located.place();
            event(place);
            xml.open("FormData", "FormOID", place.form(), "TransactionType", "Context");
            audited(record);
            xml.open("Annotation", "SeqNum", "1").text("Comment", located.at().item().toString());
            OdmMarks.ACT.mark(xml, record.act() == null ? OdmMarks.IDENTITY : record.act(), "ACT");
            xml.close().close();
            xml.close();
            open = null;
        }

        /** What was done to a form or to the casebook: it stands at the patient, and names the form. */
        private void act(AuditRecord record) throws IOException {
            end();
            xml.open("SubjectData", "SubjectKey", patient.number(), "TransactionType", "Context");
            audited(record);
            xml.empty("SiteRef", "LocationOID", Oid.site(patient.site()));
            annotated(record, false);
            xml.close();
        }

        private void audited(AuditRecord record) throws IOException {
            xml.open("AuditRecord", "EditPoint", record.role().equals(Role.MONITOR.name()) ? "Monitoring"
                    : record.role().equals(Role.DATA_MANAGER.name()) ? "DataManagement" : null)
                    .empty("UserRef", "UserOID", Oid.user(record.username(), record.role()))
                    .empty("LocationRef", "LocationOID", Oid.site(record.site()))
                    .text("DateTimeStamp", OdmDocument.time(record.at()));
            String reason = reason(record);
            if (!reason.isEmpty()) {
                xml.text("ReasonForChange", reason);
            }
            xml.text("SourceID", record.patient() + "/" + record.seq() + (record.query() == null ? "" : " Q-" + record.query())
                    + (record.typedAt() == null ? "" : " typed " + OdmDocument.time(record.typedAt())))
                    .close();
        }

        /** Why, as it is stored; without what somebody wrote where free texts were not asked for. */
        private String reason(AuditRecord record) {
            String stored = record.reason() == null ? "" : record.reason();
            return cut.freeTexts() ? stored : Reason.of(stored).map(reason -> reason.code().key()).orElse("");
        }

        private void annotated(AuditRecord record, boolean carried) throws IOException {
            xml.open("Annotation", "SeqNum", "1");
            String said = Stream.of(record.form().isEmpty() ? null : record.form() + (record.rowKey().isEmpty() ? "" : " " + record.rowKey()),
                    record.subject(), carried ? changed(record.oldValue(), record.newValue()) : null)
                    .filter(Objects::nonNull).collect(Collectors.joining(" · "));
            if (!said.isEmpty()) {
                xml.text("Comment", said);
            }
            OdmMarks.ACT.mark(xml, Objects.requireNonNull(record.act()), "ACT");
            xml.close();
        }

        private static @Nullable String changed(@Nullable String before, @Nullable String after) {
            return before == null && after == null ? null : Objects.toString(before, "") + " → " + Objects.toString(after, "");
        }

        // --- queries ----------------------------------------------------------------------------------------------------

        void write(OdmQueries.Message message) throws IOException {
            Located located = located(message.form(), message.rowKey(), message.item());
            if (located == null || located.at().item().isIdentity()) {
                end();
                xml.open("SubjectData", "SubjectKey", patient.number(), "TransactionType", "Context")
                        .empty("SiteRef", "LocationOID", Oid.site(patient.site()));
            } else {
                go(located.place());
                xml.open("ItemData", "ItemOID", OdmItem.of(located.at().item()).getFirst().oid(), "TransactionType", "Context");
            }
            xml.open("Annotation", "SeqNum", "" + message.place()).text("Comment", Stream.of("Q-" + message.number(),
                    message.step(), message.username(), message.role(), OdmDocument.time(message.at()),
                    cut.freeTexts() ? Objects.toString(message.text(), "") : "").filter(part -> !part.isEmpty())
                    .collect(Collectors.joining(" · ")), "SponsorOrSite",
                    message.role().equals(Role.INVESTIGATOR.name()) ? "Site" : "Sponsor");
            OdmMarks.QUERY.mark(xml, message.note() ? "NOTE" : message.state(), "QUERY");
            xml.close().close();
        }

        // --- where ------------------------------------------------------------------------------------------------------

        private @Nullable Located located(String form, String rowKey, String item) {
            return known.computeIfAbsent(new Act.Place(form, rowKey, item), place -> Optional.ofNullable(item.isEmpty() ? null
                    : Study.instance(form, rowKey, item)).map(at -> new Located(at, place(at)))).orElse(null);
        }

        private static Place place(Casebook.Instance at) {
            OdmLayout.Event event = OdmLayout.EVENTS.stream()
                    .filter(each -> each.forms().contains(at.form()) && each.holds(at.row())).findFirst().orElseThrow();
            String drug = at.row().keys().get(OdmLayout.DRUG);
            return new Place(event.oid(), event.isRepeating() ? at.row().keys().get(event.key()) : null,
                    Oid.form(at.form().name()), Oid.group(at.form().name(), at.item().group()), drug);
        }

        /** Closes what is open and begins what is not, unless it is the same place; null only closes. */
        private void go(@Nullable Place place) throws IOException {
            if (Objects.equals(place, open)) {
                return;
            }
            if (open != null) {
                xml.close().close().close();
            }
            open = null;
            if (place != null) {
                event(place);
                xml.open("FormData", "FormOID", place.form(), "TransactionType", "Context")
                        .open("ItemGroupData", "ItemGroupOID", place.group(), "ItemGroupRepeatKey", place.groupKey(),
                                "TransactionType", "Context");
                open = place;
            }
        }

        private void event(Place place) throws IOException {
            if (open != null) {
                xml.close().close().close();
                open = null;
            }
            if (!begun) {
                xml.open("SubjectData", "SubjectKey", patient.number(), "TransactionType", "Context")
                        .empty("SiteRef", "LocationOID", Oid.site(patient.site()));
                begun = true;
            }
            xml.open("StudyEventData", "StudyEventOID", place.event(), "StudyEventRepeatKey", place.eventKey(),
                    "TransactionType", "Context");
        }
    }
}
