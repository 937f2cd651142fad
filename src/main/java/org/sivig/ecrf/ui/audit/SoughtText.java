package org.sivig.ecrf.ui.audit;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.sivig.ecrf.audit.AuditText;
import org.sivig.ecrf.audit.RecordText;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.crf.Reading;
import org.sivig.ecrf.crf.TypedDate;
import org.sivig.ecrf.crf.TypedNumber;
import org.sivig.ecrf.crf.TypedText;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.ui.Words;

/** What a text that is typed into a filter means in what is stored: the reader sees labels and dates of their language. */
record SoughtText(Words words) {

    /** In a value. */
    AuditText inValues(String typed) {
        String text = TypedText.line(typed);
        if (text.isEmpty()) {
            return AuditText.NONE;
        }
        Set<String> parts = new TreeSet<>(Set.of(text));
        if (TypedNumber.read(text) instanceof Reading.Understood<BigDecimal>(BigDecimal number)) {
            parts.add(number.toPlainString());
        }
        Optional.of(text).filter(date -> date.contains("/")).flatMap(TypedDate::understood)
                .ifPresent(date -> parts.add(date.toString()));
        Set<String> missing = new TreeSet<>();
        for (MissingReason reason : MissingReason.values()) {
            if (TypedText.reason(text).equals(Optional.of(reason))
                    || contains(words.of("code.missing_reason." + reason.code()), text)) {
                missing.add(reason.code());
            }
        }
        Map<String, Set<String>> codes = new LinkedHashMap<>();
        for (Form<?> form : Study.FORMS) {
            for (Item<?, ?> item : form.items()) {
                for (Code code : item.options()) {
                    if (contains(words.code(item, code), text)) {
                        codes.computeIfAbsent(code.code(), none -> new HashSet<>())
                                .add(form.name() + "." + item.name());
                    }
                }
            }
        }
        return new AuditText(text, parts, missing, codes);
    }

    /** In a reason. */
    AuditText inReasons(String typed) {
        String text = TypedText.line(typed);
        if (text.isEmpty()) {
            return AuditText.NONE;
        }
        Set<String> coded = new TreeSet<>();
        for (String reason : RecordText.REASONS) {
            if (contains(words.of("audit.reason." + reason), text)) {
                coded.add(reason);
            }
        }
        return new AuditText(text, Set.of(text), coded, Map.of());
    }

    private static boolean contains(String label, String text) {
        return Words.plain(label).contains(Words.plain(text));
    }
}
