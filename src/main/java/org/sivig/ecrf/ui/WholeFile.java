package org.sivig.ecrf.ui;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/**
 * A file that is written whole before any of it goes out: who reads slowly keeps no connection of the database, and nobody
 * gets half of one. It stands among the temporary files meanwhile, readable by the application only; it is deleted as soon as
 * it is open where the system can do that, so that a crash leaves nothing of it.
 */
public final class WholeFile {

    /** Writes it. */
    public interface Content {
        void write(OutputStream out) throws IOException;
    }

    private WholeFile() {
    }

    public static void send(Content content, OutputStream out) throws IOException {
        try (FileChannel file = FileChannel.open(Files.createTempFile("sivig-", ".download"), StandardOpenOption.READ,
                StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE)) {
            OutputStream written = new BufferedOutputStream(Channels.newOutputStream(file)) {
                @Override
                public void close() throws IOException {
                    flush(); // it is read again
                }
            };
            content.write(written);
            written.flush();
            file.position(0);
            Channels.newInputStream(file).transferTo(out);
        }
    }
}
