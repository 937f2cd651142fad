package org.sivig.ecrf.oracle;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;

import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.ItemType;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.oracle.Oracle.Shown;
import org.sivig.ecrf.study.Casebooks;
import org.sivig.ecrf.study.Duplicate;
import org.sivig.ecrf.study.Study;

/** What is asked of a casebook and what is found in it, after one or the other. */
record Reading(SortedMap<String, Boolean> asked, SortedSet<Shown> findings) {

    static Reading ofContract(Book book) {
        Oracle oracle = new Oracle(book, Contract.TODAY);
        return new Reading(oracle.asked(), oracle.findings());
    }

    static Reading ofProduct(Book book) {
        Casebook casebook = filled(book);
        casebook.clearUnasked();
        SortedMap<String, Boolean> asked = new TreeMap<>();
        casebook.instances().forEach(instance -> asked.put(instance.exportName(), casebook.isAsked(instance)));
        return new Reading(asked, Study.findings(casebook, duplicate(book)).stream()
                .map(finding -> new Shown(finding.check().id(), finding.at().exportName()))
                .collect(toCollection(TreeSet::new)));
    }

    static Casebook filled(Book book) {
        Casebook casebook = Casebooks.blank();
        Contract.instances(book).keySet().forEach(casebook::reach);
        for (Casebook.Instance instance : casebook.instances()) {
            String reason = book.missing().get(instance.exportName());
            casebook.put(instance, reason == null ? Answer.of(instance.item().parse(written(instance, book)))
                    : Answer.missing(MissingReason.LIST.get(reason)));
        }
        return casebook;
    }

    /** The value as the product reads it: options joined by a comma. */
    private static String written(Casebook.Instance instance, Book book) {
        Item<?, ?> item = instance.item();
        return item.type() != ItemType.MULTI_CHOICE ? book.values().getOrDefault(instance.exportName(), "")
                : item.options().stream()
                        .filter(option -> "1".equals(book.values().get(Casebooks.exportName(instance, option))))
                        .map(Code::code).collect(joining(","));
    }

    private static Duplicate duplicate(Book book) {
        boolean elsewhere = book.duplicates().contains("other_site");
        return book.duplicates().contains("same_site") ? new Duplicate.SameSite("SIV-01-002", elsewhere)
                : elsewhere ? new Duplicate.OtherSite() : new Duplicate.None();
    }

    /** What this one has and the other has not. */
    String beyond(Reading other) {
        SortedSet<Shown> found = new TreeSet<>(findings);
        found.removeAll(other.findings);
        SortedMap<String, Boolean> differently = new TreeMap<>(asked);
        differently.entrySet().removeAll(other.asked.entrySet());
        return "findings " + found + ", asked " + differently;
    }
}
