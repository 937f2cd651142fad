package org.sivig.ecrf.ui.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.study.Study;

/** The heads of columns: who reads only these tells each from its sisters. */
class HeadsTest {

    private static final int LONGEST = 40;

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void noTwoColumnsOfAGridHaveTheSameHeadAndNoneIsLong(String language) {
        ResourceBundle words = ResourceBundle.getBundle("vaadin-i18n.translations", Locale.forLanguageTag(language));
        Study.FORMS.forEach(form -> {
            Map<String, Item<?, ?>> heads = new HashMap<>();
            form.items().forEach(item -> {
                String head = words.getString(item.labelKey() + (words.containsKey(item.labelKey() + ".head") ? ".head" : ""));
                assertThat(heads.put(head, item)).as(head).isNull();
                assertThat(head.length()).as(head).isLessThanOrEqualTo(LONGEST);
            });
        });
    }
}
