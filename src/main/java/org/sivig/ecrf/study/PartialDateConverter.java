package org.sivig.ecrf.study;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.PartialDate;

/** Stores a partial date as its ISO text, which sorts and filters correctly. */
@Converter(autoApply = true)
class PartialDateConverter implements AttributeConverter<PartialDate, String> {

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable PartialDate date) {
        return date == null ? null : date.toString();
    }

    @Override
    public @Nullable PartialDate convertToEntityAttribute(@Nullable String iso) {
        return iso == null ? null : PartialDate.parse(iso);
    }
}
