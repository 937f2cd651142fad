package org.sivig.ecrf.release;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.audit.AuditHeads;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.export.ExportWords;
import org.sivig.ecrf.study.Study;

/**
 * One state of the data and what of it is asked for: the same cut gives the same files.
 *
 * @param at         when the last change was made that is in it; the only time that a file may carry of itself
 * @param heads      the ends of the audit chains of its patients, by number
 * @param removed    the numbers of those who are not in it because their casebooks were removed from the study
 * @param hash       SHA-256 of these, in hexadecimal digits
 * @param freeTexts  whether texts in which anything may have been written are asked for
 * @param auditTrail whether it is an archive, with the audit trail
 * @param sites      the names of the sites in it, by code
 * @param words      the words of a language, {@link Locale#FRENCH} or {@link Locale#ENGLISH}
 * @param tables     the tables of the package, each a file in {@code data/}
 */
public record Cut(Scope scope, Instant at, List<AuditHeads.Head> heads, List<String> removed, String hash, boolean freeTexts,
        boolean auditTrail, Map<String, String> sites, Function<Locale, ExportWords> words, List<Table> tables) {

    /** The languages of a package, the first of which is that of the paper. */
    public static final List<Locale> LANGUAGES = List.of(Locale.FRENCH, Locale.ENGLISH);

    Cut(Scope scope, Instant at, List<AuditHeads.Head> heads, List<String> removed, String hash, boolean freeTexts,
            boolean auditTrail, Map<String, String> sites, Function<Locale, ExportWords> words) {
        this(scope, at, heads, removed, hash, freeTexts, auditTrail, sites, words,
                Tables.of(item -> carries(item, scope.role(), freeTexts)));
    }

    /** The day on which findings are those of this package. */
    public LocalDate day() {
        return at.atZone(Study.ZONE).toLocalDate();
    }

    public ExportWords words(Locale language) {
        return words.apply(language);
    }

    /**
     * Whether answers to an item are in it. Never identity; who works for the study only for those who may see it; free
     * texts only where they were asked for.
     */
    public boolean carries(Item<?, ?> item) {
        return carries(item, scope.role(), freeTexts);
    }

    private static boolean carries(Item<?, ?> item, Role role, boolean freeTexts) {
        return !item.isIdentity() && (!item.isProfessional() || role != Role.STATISTICIAN)
                && (!item.isFreeText() || freeTexts);
    }
}
