package org.sivig.ecrf.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sivig.ecrf.start.StartRefusedException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class IdentityVaultTest {

    @TempDir
    private Path folder;
    private Path key;

    @BeforeEach
    void nameKey() {
        key = folder.resolve("new/identity-key.json");
    }

    @Test
    void withoutAKeyFileItSaysWhereItLookedAndWhatToDo() {
        assertThatIllegalStateException().isThrownBy(() -> new IdentityVault(key, false))
                .withMessageContaining(key.toString()).withMessageContaining("backup")
                .withMessageContaining("sivig.identity.create-key=true");
        assertThat(key).doesNotExist();
    }

    @Test
    void aKeyFileIsReadableByItsOwnerOnlyAndNothingElseIsLeftBehind() throws IOException {
        new IdentityVault(key, true);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key))).isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(key.getParent())) {
            assertThat(files).containsExactly(key);
        }
    }

    @Test
    void aKeyFileIsNeverReplaced() throws IOException {
        String sealed = new IdentityVault(key, true).seal("LEG");
        byte[] before = Files.readAllBytes(key);

        assertThat(new IdentityVault(key, true).unseal(sealed)).isEqualTo("LEG");
        assertThat(Files.readAllBytes(key)).isEqualTo(before);
    }

    @Test
    void aKeyFileThatIsDamagedIsRefused() throws IOException {
        new IdentityVault(key, true);
        String whole = Files.readString(key);
        for (String damaged : new String[] {"", "nonsense", whole.lines().findFirst().orElseThrow(),
                whole.substring(0, whole.length() / 3)}) {
            Files.writeString(key, damaged);
            assertThatIllegalStateException().isThrownBy(() -> new IdentityVault(key, true))
                    .withMessageContaining(key.toString()).withMessageContaining("cannot be read");
        }
    }

    @Test
    void aKeyThatCannotBeWrittenIsToldSoWithItsCause() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        for (Path place : new Path[] {file.resolve("identity-key.json"), file.resolve("new/identity-key.json")}) {
            assertThatExceptionOfType(StartRefusedException.class).isThrownBy(() -> new IdentityVault(place, true))
                    .withMessageContaining(place.toString()).withMessageContaining("none can be written there")
                    .withMessageContaining("SIVIG_IDENTITY_KEYFILE").withMessageNotContaining("backup")
                    .withCauseInstanceOf(IOException.class);
        }
    }

    @Test
    void aKeyThatCannotBeWrittenLeavesNothingBehind() throws IOException {
        Path place = folder.resolve("x".repeat(300)); // longer than a name may be: it fails when everything else is done
        assertThatExceptionOfType(StartRefusedException.class).isThrownBy(() -> new IdentityVault(place, true));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aKeyThatIsThereAndCannotBeReadIsNotCalledDamaged() throws IOException {
        Files.createDirectories(key);
        assertThatExceptionOfType(StartRefusedException.class).isThrownBy(() -> new IdentityVault(key, true))
                .withMessageContaining("cannot be read").withMessageNotContaining("damaged");
    }

    @Test
    void aKeyMadeForADatabaseThatHasAnotherIsTakenAwayAgain() {
        JdbcClient database = JdbcClient.create(new DriverManagerDataSource("jdbc:h2:mem:new-key;DB_CLOSE_DELAY=-1"));
        database.sql("create table identity_key_check (id integer primary key, sealed varchar(500))").update();
        new IdentityKeyCheck(database, new IdentityVault(key, true)).check();
        Path lost = folder.resolve("lost.json");

        IdentityVault made = new IdentityVault(lost, true);
        assertThatIllegalStateException().isThrownBy(() -> new IdentityKeyCheck(database, made).check());
        assertThat(lost).doesNotExist();

        new IdentityVault(lost, true);
        IdentityVault kept = new IdentityVault(lost, false);
        assertThatIllegalStateException().isThrownBy(() -> new IdentityKeyCheck(database, kept).check());
        assertThat(lost).exists();
    }

    @Test
    void whatIsSealedIsReadBackAndLooksDifferentEachTime() {
        IdentityVault vault = new IdentityVault(key, true);
        String once = vault.seal("LEG");
        String again = vault.seal("LEG");

        assertThat(vault.unseal(once)).isEqualTo("LEG");
        assertThat(vault.unseal(again)).isEqualTo("LEG");
        assertThat(once).isNotEqualTo(again);
    }

    @Test
    void whatIsSealedForAPlaceIsReadThereAlone() {
        IdentityVault vault = new IdentityVault(key, true);
        String sealed = vault.seal("LEG", "identity.last_name3 SIV-01-001");

        assertThat(vault.unseal(sealed, "identity.last_name3 SIV-01-001")).isEqualTo("LEG");
        assertThatIllegalStateException().isThrownBy(() -> vault.unseal(sealed, "identity.last_name3 SIV-01-002"));
        assertThatIllegalStateException().isThrownBy(() -> vault.unseal(sealed, "identity.first_name3 SIV-01-001"));
        assertThatIllegalStateException().isThrownBy(() -> vault.unseal(vault.seal("LEG"), "identity.last_name3 SIV-01-001"))
                .as("of an earlier version, or taken from an audit record");
        assertThatIllegalStateException().isThrownBy(() -> vault.unseal(sealed));
    }

    @Test
    void aKeyIsAddedBeforeItSealsAndThoseBeforeItGoOnToRead() {
        String old = new IdentityVault(key, true).seal("LEG", "there");
        IdentityVault.addKey(key);
        IdentityVault second = new IdentityVault(key, false);
        String between = second.seal("ANN", "there");
        IdentityVault.useNewestKey(key);
        IdentityVault third = new IdentityVault(key, false);
        String last = third.seal("BEA", "there");

        assertThat(third.unseal(old, "there")).isEqualTo("LEG");
        assertThat(third.unseal(between, "there")).isEqualTo("ANN");
        assertThat(second.unseal(last, "there")).as("by a node that has not been started again").isEqualTo("BEA");
        assertThat(List.of(old, between, last)).extracting(text -> text.substring(2, 8)).as("which key sealed it")
                .satisfies(keys -> assertThat(keys.get(0)).isEqualTo(keys.get(1)).isNotEqualTo(keys.get(2)));
        assertThat(third.of("a", "b")).as("who is alike stays alike").isEqualTo(second.of("a", "b"));
    }

    @Test
    void aSealedTextThatWasChangedIsRefused() {
        IdentityVault vault = new IdentityVault(key, true);
        String sealed = vault.seal("LEG");
        char last = sealed.charAt(20);
        String changed = sealed.substring(0, 20) + (last == 'A' ? 'B' : 'A') + sealed.substring(21);

        assertThatIllegalStateException().isThrownBy(() -> vault.unseal(changed));
        assertThatIllegalStateException().isThrownBy(() -> vault.unseal("LEG!"));
    }

    @Test
    void aDatabaseIsNotOpenedWithAnotherKey() {
        JdbcClient database = JdbcClient.create(new DriverManagerDataSource("jdbc:h2:mem:key-check;DB_CLOSE_DELAY=-1"));
        database.sql("create table identity_key_check (id integer primary key, sealed varchar(500))").update();
        IdentityVault vault = new IdentityVault(key, true);
        new IdentityKeyCheck(database, vault).check();

        assertThatCode(() -> new IdentityKeyCheck(database, new IdentityVault(key, false)).check())
                .doesNotThrowAnyException();
        IdentityVault other = new IdentityVault(folder.resolve("other.json"), true);
        assertThatIllegalStateException().isThrownBy(() -> new IdentityKeyCheck(database, other).check())
                .withMessageContaining("key is not the one");
    }

    @Test
    void onePersonAlwaysHasTheSameHashAndOthersHaveOthers() {
        String hash = new IdentityVault(key, true).of("LEG", "ANN", "1958-02-28", "F");
        IdentityVault vault = new IdentityVault(key, false);

        assertThat(vault.of("LEG", "ANN", "1958-02-28", "F")).isEqualTo(hash).matches("[0-9a-f]{64}");
        assertThat(Set.of(vault.of("ANN", "LEG", "1958-02-28", "F"), vault.of("LEG", "ANN", "1958-02-27", "F"),
                vault.of("LEG", "ANN", "1958-02-28", "M"), vault.of("LE", "GANN", "1958-02-28", "F"), hash)).hasSize(5);
        assertThat(new IdentityVault(folder.resolve("other.json"), true).of("LEG", "ANN", "1958-02-28", "F"))
                .as("under another key").isNotEqualTo(hash);
    }
}
