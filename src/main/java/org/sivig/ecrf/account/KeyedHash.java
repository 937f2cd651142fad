package org.sivig.ecrf.account;

/** A keyed hash: the same texts look the same under it, and nothing can be read back from it without the key. */
public interface KeyedHash {

    String of(String... parts);
}
