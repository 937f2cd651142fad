package org.sivig.ecrf.crf;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** How old charts say that there is no value, in French and English, and the reasons that may be meant. Never taken for one unasked. */
final class ReasonHabits {

    private static final Pattern SIGNS = Pattern.compile("[?/.\\- ]+");
    private static final Pattern NO_LETTER = Pattern.compile("[^a-z]");
    private static final Map<String, List<MissingReason>> WORDS = new HashMap<>();

    static {
        mean(List.of(MissingReason.ND), "nc nr np ns nsp inconnu inconnue nonconnu nonconnue nonrenseigne nonrenseignee nonprecise"
                + " nonprecisee nondocumente nondocumentee nonretrouve nonretrouvee pasretrouve manquant manquante nesaitpas"
                + " unknown unk uk nk notknown notdocumented notavailable notfound missing");
        mean(List.of(MissingReason.NF), "nonfait nonfaite pasfait pasfaite nonrealise nonrealisee nonmesure nonmesuree nondose nondosee notdone"
                + " notmeasured");
        mean(List.of(MissingReason.NAP), "so sansobjet nonapplicable nonconcerne nonconcernee notapplicable");
        mean(List.of(MissingReason.NAP, MissingReason.ND), "na");
    }

    private ReasonHabits() {
    }

    private static void mean(List<MissingReason> reasons, String words) {
        Arrays.stream(words.split(" ")).forEach(word -> WORDS.put(word, reasons));
    }

    /** The reasons for which a text may stand, the likelier first; none where it is no such habit. */
    static List<MissingReason> of(String typed) {
        String text = TypedText.plain(typed);
        return SIGNS.matcher(TypedText.withHyphens(text)).matches() ? List.of(MissingReason.ND, MissingReason.NF)
                : WORDS.getOrDefault(NO_LETTER.matcher(text).replaceAll(""), List.of());
    }
}
