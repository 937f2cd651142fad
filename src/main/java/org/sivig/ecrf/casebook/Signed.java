package org.sivig.ecrf.casebook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A signature as it is shown.
 *
 * @param name    the printed name of who signed
 * @param intact  whether what is stored now is what was signed; of a signature that no longer stands always false
 * @param revoked null while it stands
 */
public record Signed(String name, String username, Instant at, SignatureMeaning meaning, String formsVersion,
        String hash, boolean intact, @Nullable Revoked revoked) {

    /** @param reason as it is stored with the audit records */
    public record Revoked(Instant at, String by, String reason) {
    }

    static Signed of(Signature signature, boolean intact) {
        Instant at = signature.getRevokedAt();
        String by = signature.getRevokedBy();
        String reason = signature.getRevokedReason();
        return new Signed(signature.getDisplayName(), signature.getUsername(), signature.getSignedAt(),
                signature.getMeaning(), signature.getFormsVersion(), signature.getHash(), intact,
                at == null || by == null || reason == null ? null : new Revoked(at, by, reason));
    }
}
