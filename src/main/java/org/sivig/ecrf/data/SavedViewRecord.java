package org.sivig.ecrf.data;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A saved view as it is stored. */
@Entity
@Table(name = "saved_view")
class SavedViewRecord {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private String owner = "";
    private String name = "";
    private String form = "";
    private String address = "";
    private boolean shared;
    private Instant createdAt = Instant.EPOCH;
    private Instant changedAt = Instant.EPOCH;

    protected SavedViewRecord() {
    }

    SavedViewRecord(String owner, String name, Instant at) {
        this.owner = owner;
        this.name = name;
        this.createdAt = at;
    }

    void keep(String form, String address, boolean shared, Instant at) {
        this.form = form;
        this.address = address;
        this.shared = shared;
        this.changedAt = at;
    }

    void share(boolean shared, Instant at) {
        this.shared = shared;
        this.changedAt = at;
    }

    boolean isOf(String username) {
        return owner.equals(username);
    }

    String getOwner() {
        return owner;
    }

    SavedView seenBy(String username, String ownerName) {
        return new SavedView(Objects.requireNonNull(id), name, form, address, ownerName, isOf(username), shared,
                createdAt, changedAt);
    }
}
