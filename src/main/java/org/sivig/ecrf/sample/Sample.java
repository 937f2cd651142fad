package org.sivig.ecrf.sample;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A drawn sample of answers, to be read from the source a second time. */
@Entity
class Sample {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Column(updatable = false)
    private int perSite;
    @Column(updatable = false)
    private long seed;
    @Column(updatable = false)
    private String drawnBy = "";
    @Column(updatable = false)
    private Instant drawnAt = Instant.EPOCH;
    private @Nullable String closedBy;
    private @Nullable Instant closedAt;

    protected Sample() {
    }

    Sample(int perSite, long seed, String drawnBy, Instant drawnAt) {
        this.perSite = perSite;
        this.seed = seed;
        this.drawnBy = drawnBy;
        this.drawnAt = drawnAt;
    }

    /** @throws IllegalStateException when it is closed already */
    void close(String by, Instant at) {
        if (isClosed()) {
            throw new IllegalStateException("The sample is closed");
        }
        closedBy = by;
        closedAt = at;
    }

    boolean isClosed() {
        return closedAt != null;
    }

    long getId() {
        return Objects.requireNonNull(id);
    }

    int getPerSite() {
        return perSite;
    }

    long getSeed() {
        return seed;
    }

    String getDrawnBy() {
        return drawnBy;
    }

    Instant getDrawnAt() {
        return drawnAt;
    }

    @Nullable Instant getClosedAt() {
        return closedAt;
    }
}
