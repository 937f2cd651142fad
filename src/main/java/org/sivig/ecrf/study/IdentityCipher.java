package org.sivig.ecrf.study;

/** Seals what identifies a patient. Implemented by the identity vault. */
public interface IdentityCipher {

    /** Encrypts a text for a place; it is decrypted for the same place alone. */
    String seal(String plain, String place);

    /**
     * The reverse of {@link #seal(String, String)}.
     *
     * @throws IllegalStateException when the key does not fit, the sealed text was changed, or it belongs to another place
     */
    String unseal(String sealed, String place);

    /** Encrypts a text so that only this installation reads it; two calls give two texts. */
    String seal(String plain);

    /**
     * The reverse of {@link #seal}.
     *
     * @throws IllegalStateException when the key does not fit or the sealed text was changed
     */
    String unseal(String sealed);
}
