package org.sivig.ecrf.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
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
    void ofAFileThatCouldNotBeWrittenNothingGoesOut() {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> WholeFile.send(WholeFileTest::breakOff, browser));

        assertThat(browser.size()).isZero();
    }

    private static void breakOff(OutputStream out) throws IOException {
        out.write(new byte[100_000]);
        throw new IOException();
    }
}
