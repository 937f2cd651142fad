package org.sivig.ecrf.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The programs in which packages are opened. Where one is not installed its tests are left out, but never in CI. */
public final class Programs {

    private Programs() {
    }

    /** Whether a test that needs this program is run: it is installed, or has to be. */
    public static boolean isTried(String program) {
        return System.getenv("CI") != null || Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(each -> Files.isExecutable(Path.of(each, program)));
    }

    /**
     * Runs a program in a folder.
     *
     * @return what it said
     */
    static String run(Path folder, String... command) throws IOException, InterruptedException {
        assumeTrue(isTried(command[0]), command[0] + " is not installed here");
        ProcessBuilder program = new ProcessBuilder(List.of(command)).directory(folder.toFile()).redirectErrorStream(true);
        program.environment().put("LC_ALL", "C.UTF-8");
        program.environment().put("HOME", folder.toString());
        Process running = program.start();
        running.getOutputStream().close();
        String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(running.waitFor()).as(said).isZero();
        return said;
    }
}
