package org.sivig.ecrf.study;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A text that identifies a patient, which is stored sealed for its place: table, column and number of the patient. Moved to
 * another place it cannot be opened. It is opened when it is first read, which of most patients it never is.
 */
final class Sealed {

    private final @Nullable String stored;
    private final @Nullable IdentityCipher cipher;
    private final Supplier<String> place;
    private @Nullable String plain;

    private Sealed(@Nullable String plain, @Nullable String stored, @Nullable IdentityCipher cipher, Supplier<String> place) {
        this.plain = plain;
        this.stored = stored;
        this.cipher = cipher;
        this.place = place;
    }

    /** A text that was typed; its place is asked for when it is stored. */
    static Sealed of(String plain, Supplier<String> place) {
        return new Sealed(plain, null, null, place);
    }

    /** A text as it is stored. */
    static Sealed stored(String sealed, IdentityCipher cipher) {
        return new Sealed(null, sealed, cipher, () -> {
            throw new IllegalStateException("It is not known where it stands");
        });
    }

    /**
     * The text.
     *
     * @param at where it was found
     * @throws IllegalStateException when it was not sealed for that place, or not with this key, or was changed
     */
    String open(Supplier<String> at) {
        String text = plain;
        if (text == null) {
            text = Objects.requireNonNull(cipher).unseal(Objects.requireNonNull(stored), at.get());
            plain = text;
        }
        return text;
    }

    /** As it is to be stored. */
    String seal(IdentityCipher with) {
        return stored != null ? stored : with.seal(Objects.requireNonNull(plain), place.get());
    }

    /** What is stored twice looks different each time. */
    @Override
    public boolean equals(Object other) {
        if (!(other instanceof Sealed that)) {
            return false;
        }
        if (stored != null && that.stored != null) {
            return stored.equals(that.stored);
        }
        Supplier<String> known = stored == null ? place : that.place;
        return open(known).equals(that.open(known));
    }

    @Override
    public int hashCode() {
        return 0;
    }

    /** Nothing of it. */
    @Override
    public String toString() {
        return "…";
    }
}
