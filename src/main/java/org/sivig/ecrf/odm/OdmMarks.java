package org.sivig.ecrf.odm;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.sivig.ecrf.audit.Act;
import org.sivig.ecrf.study.life.QueryState;

/** A list of what annotations are marked with, by the names that the audit trail has for them. */
record OdmMarks(String name, List<String> codes) {

    /** What an annotation is about. */
    static final OdmMarks KIND = new OdmMarks("annotation", List.of("ACT", "QUERY"));
    /** What was done, or that identity changed, whose values are in no file. */
    static final String IDENTITY = "IDENTITY_CHANGED";
    static final OdmMarks ACT = new OdmMarks("act", Stream.concat(Arrays.stream(Act.values()).map(Enum::name),
            Stream.of(IDENTITY)).toList());
    static final OdmMarks QUERY = new OdmMarks("query_state", Stream.concat(Arrays.stream(QueryState.values()).map(Enum::name),
            Stream.of("NOTE")).toList());

    static final List<OdmMarks> ALL = List.of(KIND, ACT, QUERY);

    String oid() {
        return "CL." + name;
    }

    void write(OdmXml xml) throws IOException {
        xml.open("CodeList", "OID", oid(), "Name", name, "DataType", "text");
        for (String code : codes) {
            xml.empty("EnumeratedItem", "CodedValue", code);
        }
        xml.close();
    }

    /** Marks the annotation that is open. */
    void mark(OdmXml xml, String code, String kind) throws IOException {
        xml.open("Flag").text("FlagValue", code, "CodeListOID", oid()).text("FlagType", kind, "CodeListOID", KIND.oid()).close();
    }
}
