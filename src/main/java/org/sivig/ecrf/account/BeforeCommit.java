package org.sivig.ecrf.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;
import java.util.function.BiConsumer;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.EventSource;

/**
 * What a listener notes while a session of Hibernate writes, handed over once and in that order after the session has
 * written everything, in the same transaction. What a session noted that does not commit is forgotten.
 *
 * @param <E> what is noted
 */
public final class BeforeCommit<E> {

    private final BiConsumer<SharedSessionContractImplementor, List<E>> write;
    private final Map<SharedSessionContractImplementor, List<E>> pending = new WeakHashMap<>();

    /**
     * @param write what becomes of what a session noted; it is not called for a session that noted nothing
     */
    public BeforeCommit(BiConsumer<SharedSessionContractImplementor, List<E>> write) {
        this.write = write;
    }

    /** Keeps this until the session has written everything. */
    public void note(EventSource session, E noted) {
        synchronized (pending) {
            List<E> already = pending.get(session);
            if (already == null) {
                already = new ArrayList<>();
                pending.put(session, already);
                session.getActionQueue().registerCallback(this::handOver);
                session.getActionQueue().registerCallback((success, source) -> take(session));
            }
            already.add(noted);
        }
    }

    private void handOver(SharedSessionContractImplementor session) {
        List<E> noted = take(session);
        if (!noted.isEmpty()) {
            write.accept(session, noted);
        }
    }

    private List<E> take(SharedSessionContractImplementor session) {
        synchronized (pending) {
            return Objects.requireNonNullElse(pending.remove(session), List.of());
        }
    }
}
