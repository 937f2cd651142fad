package org.sivig.ecrf.study;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** Stores what identifies a patient sealed. */
@Converter
@Immutable
class SealedConverter implements AttributeConverter<Sealed, String> {

    private final IdentityCipher cipher;

    SealedConverter(IdentityCipher cipher) {
        this.cipher = cipher;
    }

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable Sealed text) {
        return text == null ? null : text.seal(cipher);
    }

    @Override
    public @Nullable Sealed convertToEntityAttribute(@Nullable String sealed) {
        return sealed == null ? null : Sealed.stored(sealed, cipher);
    }
}
