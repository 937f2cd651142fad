package org.sivig.ecrf.ui;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that is written whole before any of it goes out: who reads slowly keeps no connection of the database, and nobody
 * gets half of one. It stands among the temporary files meanwhile, readable by the application only.
 */
public final class WholeFile {

    /** Writes it. */
    public interface Content {
        void write(OutputStream out) throws IOException;
    }

    private WholeFile() {
    }

    public static void send(Content content, OutputStream out) throws IOException {
        Path file = Files.createTempFile("sivig-", ".download");
        try {
            try (OutputStream written = new BufferedOutputStream(Files.newOutputStream(file))) {
                content.write(written);
            }
            Files.copy(file, out);
        } finally {
            Files.delete(file);
        }
    }
}
