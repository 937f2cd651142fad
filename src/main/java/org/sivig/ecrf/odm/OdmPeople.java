package org.sivig.ecrf.odm;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.casebook.SignatureMeaning;
import org.sivig.ecrf.study.StudyWords;

/** Writes whom and which sites the data name: users by their user names, and what signatures mean. */
final class OdmPeople {

    private final Map<String, Boolean> investigators = new TreeMap<>();

    /** Somebody whom the data name. */
    OdmPeople with(String username, String role) {
        investigators.merge(username, role.equals(Role.INVESTIGATOR.name()), Boolean::logicalOr);
        return this;
    }

    /**
     * @param sites names by code
     * @param day   on which the version of the forms is in force
     */
    void write(OdmXml xml, Map<String, String> sites, LocalDate day) throws IOException {
        xml.open("AdminData", "StudyOID", Oid.STUDY);
        for (Map.Entry<String, Boolean> user : investigators.entrySet()) {
            String name = user.getKey();
            xml.open("User", "OID", Oid.user(name), "UserType", user.getValue() ? "Investigator" : "Other")
                    .text("LoginName", name).text("DisplayName", name).text("FirstName", name).text("LastName", name).close();
        }
        for (Map.Entry<String, String> site : new TreeMap<>(sites).entrySet()) {
            xml.open("Location", "OID", Oid.site(site.getKey()), "Name", site.getValue(), "LocationType", "Site")
                    .empty("MetaDataVersionRef", "StudyOID", Oid.STUDY, "MetaDataVersionOID", Oid.VERSION,
                            "EffectiveDate", day.toString()).close();
        }
        for (SignatureMeaning meaning : SignatureMeaning.values()) {
            String text = StudyWords.FRENCH.of("meaning." + meaning);
            xml.open("SignatureDef", "OID", meaning(meaning.name()), "Methodology", "Electronic")
                    .text("Meaning", meaning.name()).text("LegalReason", text).close();
        }
        xml.close();
    }

    /** The name of what a signature means. */
    static String meaning(String meaning) {
        return "SIG." + meaning;
    }
}
