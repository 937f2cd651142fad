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

    /** What a user is called, and whether they answer for a site, by OID. */
    private record User(String name, String inFull, boolean investigator) {

        User or(User other) {
            return new User(name, inFull, investigator || other.investigator);
        }
    }

    private final Map<String, User> users = new TreeMap<>();

    /** Somebody whom the data name. */
    OdmPeople with(String username, String role) {
        users.merge(Oid.user(username), new User(username, "", role.equals(Role.INVESTIGATOR.name())), User::or);
        return this;
    }

    /** Somebody who did something in a role. */
    OdmPeople inRole(String username, String role) {
        users.put(Oid.user(username, role), new User(username, username + " (" + role + ")",
                role.equals(Role.INVESTIGATOR.name())));
        return this;
    }

    /**
     * @param sites names by code
     * @param day   on which the version of the forms is in force
     */
    void write(OdmXml xml, Map<String, String> sites, LocalDate day) throws IOException {
        xml.open("AdminData", "StudyOID", Oid.STUDY);
        for (Map.Entry<String, User> entry : users.entrySet()) {
            User user = entry.getValue();
            xml.open("User", "OID", entry.getKey(), "UserType", user.investigator() ? "Investigator" : "Other")
                    .text("LoginName", user.name()).text("DisplayName", user.name());
            if (!user.inFull().isEmpty()) {
                xml.text("FullName", user.inFull());
            }
            xml.text("FirstName", user.name()).text("LastName", user.name()).close();
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
