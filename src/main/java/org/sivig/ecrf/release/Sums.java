package org.sivig.ecrf.release;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Counts and sums up what is written to a file, which may be there, empty. */
final class Sums extends FilterOutputStream {

    private final MessageDigest digest;
    private long bytes;

    private Sums(OutputStream out, MessageDigest digest) {
        super(new BufferedOutputStream(new DigestOutputStream(out, digest), 1 << 16));
        this.digest = digest;
    }

    static Sums of(Path file) throws IOException {
        return new Sums(Files.newOutputStream(file), digest());
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void write(int one) throws IOException {
        out.write(one);
        bytes++;
    }

    @Override
    public void write(byte[] some, int from, int count) throws IOException {
        out.write(some, from, count);
        bytes += count;
    }

    long bytes() {
        return bytes;
    }

    /** SHA-256 in hexadecimal digits, after it was closed. */
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
