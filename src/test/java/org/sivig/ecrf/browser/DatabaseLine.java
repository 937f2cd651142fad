package org.sivig.ecrf.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The line from the application to its database, which can be cut and mended. */
final class DatabaseLine implements AutoCloseable {

    private final int database;
    private final ServerSocket entry;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    /** @param database its port on this machine */
    DatabaseLine(int database) throws IOException {
        this.database = database;
        entry = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /** Where the application finds its database. */
    int port() {
        return entry.getLocalPort();
    }

    /** Every connection is lost, and no other is made. */
    void cut() {
        cut = true;
        open.forEach(DatabaseLine::drop);
    }

    void mend() {
        cut = false;
    }

    private void accept() {
        while (!entry.isClosed()) {
            try {
                Socket from = entry.accept();
                open.add(from);
                connect(from);
            } catch (IOException closed) {
                // The next one, unless this was the end.
            }
        }
    }

    private void connect(Socket from) {
        try {
            Socket to = new Socket(InetAddress.getLoopbackAddress(), database);
            open.add(to);
            if (cut) {
                drop(from);
                drop(to);
            }
            Thread.ofVirtual().start(() -> carry(from, to));
            Thread.ofVirtual().start(() -> carry(to, from));
        } catch (IOException dead) {
            open.remove(from);
            drop(from);
        }
    }

    private void carry(Socket from, Socket to) {
        try (from; to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException lost) {
            // So is the other direction.
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void drop(Socket socket) {
        try {
            socket.close();
        } catch (IOException closedAlready) {
            throw new UncheckedIOException(closedAlready);
        }
    }

    @Override
    public void close() throws IOException {
        entry.close();
        cut();
    }
}
