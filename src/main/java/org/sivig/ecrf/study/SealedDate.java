package org.sivig.ecrf.study;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.PartialDate;

/** Stores a date encrypted. */
@Converter
class SealedDate implements AttributeConverter<PartialDate, String> {

    private final IdentityCipher cipher;

    SealedDate(IdentityCipher cipher) {
        this.cipher = cipher;
    }

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable PartialDate date) {
        return date == null ? null : cipher.seal(date.toString());
    }

    @Override
    public @Nullable PartialDate convertToEntityAttribute(@Nullable String sealed) {
        return sealed == null ? null : PartialDate.parse(cipher.unseal(sealed));
    }
}
