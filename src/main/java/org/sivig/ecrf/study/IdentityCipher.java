package org.sivig.ecrf.study;

/** Seals what identifies a patient. Implemented by the identity vault. */
public interface IdentityCipher {

    /** Encrypts a text so that only this installation reads it; two calls give two texts. */
    String seal(String plain);

    /**
     * The reverse of {@link #seal}.
     *
     * @throws IllegalStateException when the key does not fit or the sealed text was changed
     */
    String unseal(String sealed);
}
