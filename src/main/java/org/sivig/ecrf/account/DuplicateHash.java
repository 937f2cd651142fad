package org.sivig.ecrf.account;

/** A keyed hash under which the same person looks the same, and from which nothing can be read back. */
public interface DuplicateHash {

    /** @param birthDate ISO */
    String of(String lastName3, String firstName3, String birthDate, String sex);
}
