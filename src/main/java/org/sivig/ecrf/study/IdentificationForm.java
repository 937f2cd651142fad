package org.sivig.ecrf.study;

import java.util.List;
import org.sivig.ecrf.crf.Bound;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.CodeList;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.study.code.Sex;

/** Declares section 1 of the paper form. */
public final class IdentificationForm {

    private static final Form.Builder<Identification> F =
            Form.declare("identification", 1, Identification.class, Identification::new);

    /** The study's sites are kept in the database. */
    public static final CodeList<Code> SITES = new CodeList<>("site", List.of());

    public static final Item<Identification, String> LAST_NAME3 =
            F.group("identity").text("last_name3", Identification::getLastName3,
                    Identification::setLastName3).identity().spelling(Letters::of, Letters::first);
    public static final Item<Identification, String> FIRST_NAME3 =
            F.text("first_name3", Identification::getFirstName3, Identification::setFirstName3).identity().spelling(Letters::of, Letters::first);
    public static final Item<Identification, PartialDate> BIRTH_DATE =
            F.date("birth_date", Identification::getBirthDate, Identification::setBirthDate)
            .hard(Bound.ofDate("1900-01-01"), Landmarks.IVIG1_START).identity();
    public static final Item<Identification, Sex> SEX =
            F.choice("sex", Sex.LIST, Identification::getSex, Identification::setSex);

    public static final Item<Identification, String> CENTER =
            F.group("site")
            .openChoice("center", SITES, Identification::getCenter, (identification, site) -> {
            }).fixed();
    public static final Item<Identification, String> REF_PHYSICIAN =
            F.text("ref_physician", Identification::getRefPhysician, Identification::setRefPhysician)
            .professional();

    public static final Form<Identification> FORM = F.build();

    private IdentificationForm() {
    }
}
