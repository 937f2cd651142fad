package org.sivig.ecrf.account;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.mac.MacConfig;
import com.google.crypto.tink.mac.PredefinedMacParameters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.start.StartRefusedException;
import org.sivig.ecrf.study.IdentityCipher;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Keeps what identifies patients unreadable without the study's key. The key file holds two keysets, a line each: one
 * that encrypts (AES-256-GCM), one that hashes (HMAC-SHA-256) what is only ever compared.
 */
@Component
public class IdentityVault implements IdentityCipher, KeyedHash {

    private static final byte[] CONTEXT = "sivig identity".getBytes(StandardCharsets.UTF_8);

    private final Aead aead;
    private final Mac mac;

    /** Null unless this start has made it. */
    private final @Nullable Path made;

    /**
     * @param file   the key file
     * @param create whether to make it when there is none
     * @throws StartRefusedException when there is no key, or it can be neither read nor made
     */
    IdentityVault(@Value("${sivig.identity.key-file}") Path file,
            @Value("${sivig.identity.create-key:false}") boolean create) {
        boolean making = create && !Files.exists(file);
        if (!making && Files.notExists(file)) {
            throw new StartRefusedException("There is no identity key at " + file + ".",
                    "Restore it from its backup; for a new study, start once with"
                            + " sivig.identity.create-key=true (SIVIG_IDENTITY_CREATEKEY; docs/operations.md).");
        }
        try {
            AeadConfig.register();
            MacConfig.register();
            made = making && write(file) ? file : null;
            List<String> keysets = lines(file);
            aead = read(keysets.get(0)).getPrimitive(RegistryConfiguration.get(), Aead.class);
            mac = read(keysets.get(1)).getPrimitive(RegistryConfiguration.get(), Mac.class);
        } catch (GeneralSecurityException | IndexOutOfBoundsException damaged) {
            throw new StartRefusedException("The identity key at " + file + " cannot be read: it is damaged.",
                    "Restore it from its backup (docs/operations.md).", damaged);
        }
    }

    /**
     * The vault of a key that is there, for a command that needs nothing else of the application.
     *
     * @throws StartRefusedException when it cannot be read
     */
    public static IdentityCipher at(Path file) {
        return new IdentityVault(file, false);
    }

    private static List<String> lines(Path file) {
        try {
            return Arrays.asList(Files.readString(file, StandardCharsets.ISO_8859_1).split("\n"));
        } catch (IOException unreadable) {
            throw new StartRefusedException("The identity key at " + file + " cannot be read.",
                    "Let the user that runs the application read it; if it is no file any more, restore it from its backup"
                            + " (docs/operations.md).", unreadable);
        }
    }

    /**
     * Adds a key to those that are read with; what is sealed is sealed with the one before, until {@link #useNewestKey}.
     *
     * @throws StartRefusedException when the file cannot be read or written
     */
    public static void addKey(Path file) {
        change(file, keys -> keys.addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                .withRandomId()));
    }

    /** From now on the key that was added last seals; those before it go on to read. */
    public static void useNewestKey(Path file) {
        change(file, keys -> keys.getAt(keys.size() - 1).makePrimary());
    }

    private static void change(Path file, Consumer<KeysetHandle.Builder> change) {
        try {
            new IdentityVault(file, false); // it can be read
            List<String> keysets = lines(file);
            KeysetHandle.Builder keys = KeysetHandle.newBuilder(read(keysets.get(0)));
            change.accept(keys);
            write(file, json(keys.build()) + "\n" + keysets.get(1) + "\n", true);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Makes the key; gives whether it did, and no other start meanwhile. */
    private static boolean write(Path file) throws GeneralSecurityException {
        return write(file, json(KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM)) + "\n"
                + json(KeysetHandle.generateNew(PredefinedMacParameters.HMAC_SHA256_256BITTAG)) + "\n", false);
    }

    /** Writes the file whole or not at all. */
    private static boolean write(Path file, String keysets, boolean replaces) {
        Path folder = file.toAbsolutePath().getParent();
        try {
            Path fresh = Files.createTempFile(Files.createDirectories(folder), "identity-key", ".tmp");
            try {
                if (Files.getFileStore(fresh).supportsFileAttributeView("posix")) {
                    Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
                }
                Files.writeString(fresh, keysets, StandardOpenOption.SYNC);
                return replaces ? replace(fresh, file) : place(fresh, file);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException unwritable) {
            throw new StartRefusedException("No identity key is seen at " + file + ", and none can be written there.",
                    "Let the user that runs the application write into the folder, on a disk that is there and has space left,"
                            + " or name another place with SIVIG_DATA or SIVIG_IDENTITY_KEYFILE (docs/operations.md)."
                            + " Nothing was left behind.", unwritable);
        }
    }

    private static boolean replace(Path fresh, Path file) throws IOException {
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return true;
    }

    /** Never in the place of a key that is there: a link to a name that is taken is not made, where a move may be. */
    private static boolean place(Path fresh, Path file) throws IOException {
        try {
            Files.createLink(file, fresh);
            return true;
        } catch (FileAlreadyExistsException other) {
            return false;
        } catch (UnsupportedOperationException | FileSystemException noLinks) {
            Files.move(fresh, file);
            return true;
        }
    }

    /** Takes a key away again that this start has made: it belongs to nothing. */
    void withdrawNewKey() {
        try {
            if (made != null) {
                Files.deleteIfExists(made);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String json(KeysetHandle keyset) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get())
                .replaceAll("\\s+", "");
    }

    private static KeysetHandle read(String json) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.parseKeyset(json, InsecureSecretKeyAccess.get());
    }

    @Override
    public String seal(String plain) {
        return Base64.getEncoder().encodeToString(seal(plain.getBytes(StandardCharsets.UTF_8), CONTEXT));
    }

    /** Before what is sealed for a place. */
    static final String PLACED = "2:";

    @Override
    public String seal(String plain, String place) {
        return PLACED + Base64.getEncoder().encodeToString(seal(plain.getBytes(StandardCharsets.UTF_8), context(place)));
    }

    @Override
    public String unseal(String sealed, String place) {
        try {
            if (sealed.startsWith(PLACED)) {
                return new String(unseal(Base64.getDecoder().decode(sealed.substring(PLACED.length())), context(place)),
                        StandardCharsets.UTF_8);
            }
        } catch (IllegalArgumentException unreadable) {
            throw new IllegalStateException("Identity could not be decrypted: what was stored has been changed", unreadable);
        }
        throw new IllegalStateException("Identity could not be decrypted: it is not sealed for a place");
    }

    private static byte[] context(String place) {
        return ("sivig " + place).getBytes(StandardCharsets.UTF_8);
    }

    /** Seals what belongs to something else than a patient; it is unsealed with the same context alone. */
    byte[] seal(byte[] plain, byte[] context) {
        try {
            return aead.encrypt(plain, context);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Identity could not be encrypted", impossible);
        }
    }

    @Override
    public String unseal(String sealed) {
        try {
            return new String(unseal(Base64.getDecoder().decode(sealed), CONTEXT), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException unreadable) {
            throw new IllegalStateException("Identity could not be decrypted: what was stored has been changed", unreadable);
        }
    }

    byte[] unseal(byte[] sealed, byte[] context) {
        try {
            return aead.decrypt(sealed, context);
        } catch (GeneralSecurityException unreadable) {
            throw new IllegalStateException("Identity could not be decrypted: the key is not the one it was encrypted"
                    + " with, or what was stored has been changed", unreadable);
        }
    }

    @Override
    public String of(String... parts) {
        try {
            byte[] text = String.join("|", parts).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(mac.computeMac(text), 5, 37);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Identity could not be hashed", impossible);
        }
    }
}
