package org.sivig.ecrf.casebook;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Completeness;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.score.AcrEular2013;
import org.sivig.ecrf.score.EligibilityStatus;
import org.sivig.ecrf.score.Quantity;
import org.sivig.ecrf.study.IdentificationForm;
import org.sivig.ecrf.study.Section;
import org.sivig.ecrf.study.Study;

/**
 * A casebook as one user sees it at one moment.
 *
 * @param casebook      the answers, without those that the user does not see
 * @param editable      whether the user may change answers now
 * @param hidden        the items whose answers the user does not see
 * @param completeness  how far each section is filled, what the user does not see included
 * @param age           completed years at the first infusion; null when it is not known, or the dates contradict it
 * @param findings      what the checks find, in paper order
 * @param queries       those that the user sees, by number
 * @param standing      where it stands in its life
 */
public record OpenCasebook(String number, String site, String siteName, Casebook casebook, boolean editable,
        Set<Item<?, ?>> hidden, Map<Section, Completeness> completeness, @Nullable Quantity age,
        List<KnownFinding> findings, List<KnownQuery> queries, Standing standing) {

    /** Whether answers to this item are in it. */
    public boolean shows(Item<?, ?> item) {
        return !hidden.contains(item);
    }

    /** Whether letters and birth date are in it. */
    public boolean showsIdentity() {
        return hidden.stream().noneMatch(Item::isIdentity);
    }

    /** Whether others like this patient are not looked for yet, because who typed had asked about too many identities. */
    public boolean isUncompared() {
        return editable && showsIdentity() && casebook.row(IdentificationForm.FORM).isUncompared();
    }

    /** What the checks find at this item. */
    public List<KnownFinding> findingsAt(String exportName) {
        return findings.stream().filter(finding -> finding.at().exportName().equals(exportName)).toList();
    }

    /** What the checks find in this section. */
    public List<KnownFinding> findingsIn(Section section) {
        return findings.stream().filter(finding -> section.covers(finding.at())).toList();
    }

    /** The queries and notes at this item. */
    public List<KnownQuery> queriesAt(String exportName) {
        return queries.stream().filter(query -> query.isAt(exportName)).toList();
    }

    /** Those in this section that wait for somebody. */
    public List<KnownQuery> pendingIn(Section section) {
        return queries.stream().filter(query -> query.isPending() && section.covers(query.at())).toList();
    }

    /**
     * As it stood at a moment: not to be changed, without what was said or found only later,
     * and without queries, which belong to what is there now.
     */
    OpenCasebook past(Standing stood, Instant at) {
        return new OpenCasebook(number, site, siteName, casebook, false, hidden, completeness, age,
                findings.stream().map(finding -> finding.past(at)).toList(), List.of(), stood);
    }

    /**
     * The same for who is typing into it: without what it is too early to tell. It is stored, listed and exported all
     * the same, and who only reads sees it.
     *
     * @param left export names of the items that were left blank
     */
    public OpenCasebook typedInto(Set<String> left) {
        return !editable ? this : new OpenCasebook(number, site, siteName, casebook, true, hidden, completeness,
                age, findings.stream().filter(finding -> !finding.isPremature(left)).toList(), queries, standing);
    }

    /** The items that are blank while a finding rests on that. */
    public Set<String> awaited() {
        return findings.stream().flatMap(finding -> finding.finding().awaits().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** How far the whole casebook is filled. */
    public Completeness total() {
        return Completeness.sum(completeness.values());
    }

    public AcrEular2013 score() {
        return Study.score(casebook);
    }

    public EligibilityStatus eligibility() {
        return Study.eligibility(casebook);
    }
}
