package org.sivig.ecrf.ui;

import com.vaadin.flow.component.textfield.TextField;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.TypedDate;

/** A day that is typed as on the forms, or left empty. */
public class DayField extends TextField {

    private final String bad;

    public DayField(Words words, String id, String label) {
        super(label);
        bad = words.of("admin.bad-day");
        setId(id);
        setPlaceholder(words.of("format.date"));
        setManualValidation(true);
    }

    /** As it is typed. */
    public static String said(LocalDate day) {
        return PartialDate.of(day).display();
    }

    public void show(@Nullable LocalDate day) {
        setValue(day == null ? "" : said(day));
    }

    /** Whether it is empty or a day; says so where it is not, and goes there. */
    public boolean isRead() {
        boolean isRead = getValue().isBlank() || day() != null;
        setInvalid(!isRead);
        if (!isRead) {
            setErrorMessage(bad);
            focus();
        }
        return isRead;
    }

    /** Null when it is empty, or no day. */
    public @Nullable LocalDate day() {
        return TypedDate.understood(getValue()).filter(PartialDate::isComplete).map(PartialDate::first).orElse(null);
    }
}
