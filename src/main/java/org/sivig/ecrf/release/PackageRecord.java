package org.sivig.ecrf.release;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A package that was asked for, as it is on record.
 *
 * @param scope    its name
 * @param cut      null until it is made, as what follows
 * @param sha256   of the whole package
 * @param rows     of its data tables
 */
public record PackageRecord(long id, Instant started, String username, String role, String scope, PackageRequest request,
        PackageState state, @Nullable Instant cut, @Nullable String fileName, @Nullable String sha256,
        @Nullable Long bytes, @Nullable Integer patients, @Nullable Long rows) {
}
