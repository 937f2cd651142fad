package org.sivig.ecrf.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WholeFileTest {

    private final ByteArrayOutputStream browser = new ByteArrayOutputStream();

    @Test
    void nothingGoesOutBeforeTheFileIsWhole() throws IOException {
        WholeFile.send(out -> {
            for (int i = 0; i < 100_000; i++) {
                out.write("SIV-01-001;".getBytes(StandardCharsets.UTF_8));
            }
            out.flush();
            assertThat(browser.size()).as("while the rows are read").isZero();
        }, browser);

        assertThat(browser.size()).isEqualTo(1_100_000);
    }

    @Test
    void whileItIsWrittenAndAfterwardsNobodyElseFindsIt() throws IOException {
        Set<Path> before = files();
        WholeFile.send(out -> {
            out.write(new byte[100_000]);
            assertThat(files()).as("as a crash would leave it").isEqualTo(before);
            out.close(); // as writers of files do
        }, browser);

        assertThat(browser.size()).isEqualTo(100_000);
        assertThat(files()).isEqualTo(before);
    }

    private static Set<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.toString().endsWith(".download")).collect(Collectors.toSet());
        }
    }

    @Test
    void ofAFileThatCouldNotBeWrittenNothingGoesOut() {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> WholeFile.send(WholeFileTest::breakOff, browser));

        assertThat(browser.size()).isZero();
    }

    private static void breakOff(OutputStream out) throws IOException {
        out.write(new byte[100_000]);
        throw new IOException();
    }
}
