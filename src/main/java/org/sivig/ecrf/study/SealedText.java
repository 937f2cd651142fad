package org.sivig.ecrf.study;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/** Stores a text encrypted. */
@Converter
class SealedText implements AttributeConverter<String, String> {

    private final IdentityCipher cipher;

    SealedText(IdentityCipher cipher) {
        this.cipher = cipher;
    }

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable String plain) {
        return plain == null ? null : cipher.seal(plain);
    }

    @Override
    public @Nullable String convertToEntityAttribute(@Nullable String sealed) {
        return sealed == null ? null : cipher.unseal(sealed);
    }
}
