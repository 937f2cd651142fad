package org.sivig.ecrf.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.stereotype.Component;

/** The passkeys of accounts, as Spring Security asks for them; a passkey knows its account by a number made up by chance. */
@Component
class PasskeyStore implements UserCredentialRepository, PublicKeyCredentialUserEntityRepository {

    private final JdbcClient database;

    private final boolean offered;

    PasskeyStore(JdbcClient database, @Value("${sivig.passkeys.origin}") String origin) {
        this.database = database;
        this.offered = !origin.isBlank();
    }

    /** Whether an account has one with which one can sign in. */
    boolean isThere(String username) {
        return offered && !of(username).isEmpty();
    }

    /** The accounts that have one. */
    List<String> usernames() {
        return database.sql("select distinct u.username from passkey_user u join passkey p on p.handle = u.handle").query(String.class).list();
    }

    void drop(String username) {
        database.sql("delete from passkey where handle in (select handle from passkey_user where username = ?)").param(username).update();
    }

    // --- accounts ---------------------------------------------------------------------------------------------------

    @Override
    public @Nullable PublicKeyCredentialUserEntity findById(Bytes handle) {
        return user("handle", handle.toBase64UrlString());
    }

    @Override
    public @Nullable PublicKeyCredentialUserEntity findByUsername(String username) {
        return user("username", username);
    }

    private @Nullable PublicKeyCredentialUserEntity user(String column, String value) {
        return database.sql("select username, handle from passkey_user where " + column + " = ?").param(value)
                .query((row, number) -> ImmutablePublicKeyCredentialUserEntity.builder().name(row.getString("username"))
                        .displayName(row.getString("username")).id(Bytes.fromBase64(row.getString("handle"))).build())
                .optional().orElse(null);
    }

    @Override
    public void save(PublicKeyCredentialUserEntity user) {
        if (findByUsername(user.getName()) == null) {
            database.sql("insert into passkey_user (username, handle) values (?, ?)")
                    .params(user.getName(), user.getId().toBase64UrlString()).update();
        }
    }

    /** Takes away one of the two: Spring Security names an account and a passkey by the same type. */
    @Override
    public void delete(Bytes id) {
        database.sql("delete from passkey where id = ?").param(id.toBase64UrlString()).update();
    }

    // --- passkeys ---------------------------------------------------------------------------------------------------

    /** @throws IllegalStateException when it has counted backwards, which a copy does */
    @Override
    public void save(CredentialRecord passkey) {
        String id = passkey.getCredentialId().toBase64UrlString();
        if (findByCredentialId(passkey.getCredentialId()) != null) {
            if (database.sql("""
                    update passkey set signature_count = :count, backup_state = :backup, uv_initialized = :verified, last_used = :used
                    where id = :id and (:count = 0 or signature_count < :count)""")
                    .param("count", passkey.getSignatureCount()).param("backup", passkey.isBackupState())
                    .param("verified", passkey.isUvInitialized()).param("used", Timestamp.from(passkey.getLastUsed()))
                    .param("id", id).update() != 1) {
                throw new IllegalStateException("A passkey has counted backwards");
            }
            return;
        }
        database.sql("""
                insert into passkey (id, handle, label, public_key, signature_count, uv_initialized, backup_eligible, backup_state,
                    transports, attestation_object, attestation_client_data, created, last_used)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(id, passkey.getUserEntityUserId().toBase64UrlString(), passkey.getLabel(), passkey.getPublicKey().getBytes(),
                        passkey.getSignatureCount(), passkey.isUvInitialized(), passkey.isBackupEligible(), passkey.isBackupState(),
                        passkey.getTransports().stream().map(AuthenticatorTransport::getValue).sorted().collect(Collectors.joining(" ")),
                        bytes(passkey.getAttestationObject()), bytes(passkey.getAttestationClientDataJSON()),
                        Timestamp.from(passkey.getCreated()), Timestamp.from(passkey.getLastUsed())).update();
    }

    private static byte @Nullable [] bytes(@Nullable Bytes bytes) {
        return bytes == null ? null : bytes.getBytes();
    }

    @Override
    public @Nullable CredentialRecord findByCredentialId(Bytes id) {
        return database.sql("select * from passkey where id = ?").param(id.toBase64UrlString()).query(PasskeyStore::read).optional()
                .orElse(null);
    }

    @Override
    public List<CredentialRecord> findByUserId(Bytes handle) {
        return database.sql("select * from passkey where handle = ? order by created, id").param(handle.toBase64UrlString())
                .query(PasskeyStore::read).list();
    }

    List<CredentialRecord> of(String username) {
        PublicKeyCredentialUserEntity user = findByUsername(username);
        return user == null ? List.of() : findByUserId(user.getId());
    }

    private static CredentialRecord read(ResultSet row, int number) throws SQLException {
        String transports = row.getString("transports");
        return ImmutableCredentialRecord.builder().credentialType(PublicKeyCredentialType.PUBLIC_KEY)
                .credentialId(Bytes.fromBase64(row.getString("id"))).userEntityUserId(Bytes.fromBase64(row.getString("handle")))
                .publicKey(new ImmutablePublicKeyCose(row.getBytes("public_key"))).signatureCount(row.getLong("signature_count"))
                .uvInitialized(row.getBoolean("uv_initialized")).backupEligible(row.getBoolean("backup_eligible"))
                .backupState(row.getBoolean("backup_state"))
                .transports(transports.isEmpty() ? Set.of() : Arrays.stream(transports.split(" "))
                        .map(AuthenticatorTransport::valueOf).collect(Collectors.toSet()))
                .attestationObject(new Bytes(row.getBytes("attestation_object")))
                .attestationClientDataJSON(new Bytes(row.getBytes("attestation_client_data")))
                .created(row.getTimestamp("created").toInstant()).lastUsed(row.getTimestamp("last_used").toInstant())
                .label(row.getString("label")).build();
    }
}
