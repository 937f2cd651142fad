package org.sivig.ecrf.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SaidTest {

    private static final List<String> TEXTS = List.of("Dr Étienne L’Hôte", "dr etienne", "L'hôte", "100 % (a+b) [x] ^$ {2} \\ | ? *", "a_b",
            "Œuvre et sœur", "œUVRE", "ΑΘΗΝΑΣ ς", "İstanbul", "deux\u00A0mots", "deux\nmots", "deux mots", "straße", "a.b", "aXb", "😀 ok", "-1", "#!/");

    @Test
    void thePatternOfATextFindsWhatContainsItAsItIsSaidAndNothingElse() {
        for (String sought : TEXTS) {
            Pattern pattern = Pattern.compile(Said.pattern(sought));
            for (String text : TEXTS) {
                assertThat(pattern.matcher(text).find()).as("«%s» in «%s»", sought, text)
                        .isEqualTo(Said.text(text).contains(Said.text(sought)));
            }
        }
    }
}
