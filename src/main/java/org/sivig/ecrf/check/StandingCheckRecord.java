package org.sivig.ecrf.check;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.DisplayNames;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.account.Viewer;
import org.sivig.ecrf.crf.Severity;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.data.DataColumns;
import org.sivig.ecrf.data.DataQuery;

/** A standing check as it is stored. Nothing of it changes but that it is withdrawn, once. */
@Entity
@Table(name = "standing_check")
class StandingCheckRecord {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Column(updatable = false)
    private String text = "";
    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    private Severity severity = Severity.WARNING;
    @Column(updatable = false)
    private String form = "";
    @Column(updatable = false)
    private String filter = "";
    @Column(updatable = false)
    private String item = "";
    @Column(updatable = false)
    private String author = "";
    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    private Role authorRole = Role.DATA_MANAGER;
    @Column(updatable = false)
    private Instant createdAt = Instant.EPOCH;
    private @Nullable Instant withdrawnAt;
    private @Nullable String withdrawnBy;
    private @Nullable String withdrawnWhy;

    protected StandingCheckRecord() {
    }

    StandingCheckRecord(String text, Severity severity, DataQuery query, DataColumn column, Viewer author, Instant at) {
        this.text = text;
        this.severity = severity;
        this.form = query.form().table();
        this.filter = query.address();
        this.item = column.id();
        this.author = author.username();
        this.authorRole = author.role();
        this.createdAt = at;
    }

    void withdraw(String by, String why, Instant at) {
        if (withdrawnAt == null) {
            withdrawnWhy = why;
            withdrawnAt = at;
            withdrawnBy = by;
        }
    }

    boolean isWithdrawn() {
        return withdrawnAt != null;
    }

    String getId() {
        return "S" + Objects.requireNonNull(id);
    }

    String getText() {
        return text;
    }

    Severity getSeverity() {
        return severity;
    }

    /** @throws IllegalArgumentException when a later declaration no longer has what it asks for */
    DataQuery query() {
        return DataQuery.read(DataColumns.form(form), filter).complete();
    }

    /** @throws IllegalArgumentException when a later declaration no longer has it */
    DataColumn column() {
        return DataColumns.find(DataColumns.form(form), item).orElseThrow(() ->
                new IllegalArgumentException("No column " + item));
    }

    /** The user names of who made it and who withdrew it. */
    Stream<String> people() {
        return Stream.concat(Stream.of(author), Stream.ofNullable(withdrawnBy));
    }

    StandingCheck with(long hits, DisplayNames.Known names) {
        return new StandingCheck(getId(), text, severity, form, item, filter, hits, names.of(author), authorRole,
                createdAt, withdrawnAt, names.ofNullable(withdrawnBy), withdrawnWhy);
    }
}
