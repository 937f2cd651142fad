package org.sivig.ecrf.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What mvnw does before Maven runs, on machines that lack something: each command that it calls is a short script here. */
@DisabledOnOs(OS.WINDOWS)
class MvnwTest {

    private record Run(int code, String output) {
    }

    private static final List<String> TOOLS =
            List.of("sh", "dirname", "sed", "readlink", "sort", "head", "cat", "env", "locale", "uname");

    @TempDir
    private Path machine;
    private Path bin;
    private Path jdks;

    @BeforeEach
    void aMachineWithNothingButMavenAndAJdk() throws IOException {
        bin = Files.createDirectories(machine.resolve("bin"));
        jdks = Files.createDirectories(machine.resolve("jdks"));
        Files.createDirectories(machine.resolve("home"));
        for (String tool : TOOLS) {
            for (String folder : List.of("/bin", "/usr/bin")) {
                Path real = Path.of(folder, tool);
                if (Files.isExecutable(real) && !Files.exists(bin.resolve(tool))) {
                    Files.createSymbolicLink(bin.resolve(tool), real.toRealPath());
                }
            }
        }
        Files.createSymbolicLink(jdks.resolve("now"), Path.of(System.getProperty("java.home")));
        command("mvn", "[ \"$1\" != -v ] || { echo 'Apache Maven 3.9.9'; exit; }\necho \"maven ran $*, $LC_ALL\"");
        command("fc-list", "echo 'Noto Sans'");
        command("id", "echo 1000");
    }

    @Test
    void withoutAJdkOfThisVersionItNamesThoseItFound() throws Exception {
        Files.delete(jdks.resolve("now"));
        command("../jdks/old one/bin/javac", "echo javac 17.0.15");
        Run run = mvnw("verify");
        assertThat(run.code()).isNotZero();
        assertThat(run.output()).contains("needs a JDK 25").contains("17.0.15 in " + jdks.resolve("old one"))
                .doesNotContain("maven ran");
    }

    @Test
    void withoutAnyJdkItSaysWhereItLooked() throws Exception {
        Files.delete(jdks.resolve("now"));
        assertThat(mvnw("verify").output()).contains("None was found in JAVA_HOME");
    }

    @Test
    void withoutALanguageFileNamesMayHaveAccents() throws Exception {
        assertThat(mvnw().output()).contains("maven ran").contains("C.UTF-8");
    }

    @Test
    void withoutABrowserItSaysBeforeMavenRunsWhatIsMissingAndWhatToDo() throws Exception {
        command("apt-get", "echo apt must not run");
        Run run = mvnw("verify");
        assertThat(run.code()).isNotZero();
        assertThat(run.output()).contains("Missing packages: chromium", "sudo apt-get install chromium", "-DskipBrowser")
                .doesNotContain("maven ran", "apt must not run");
    }

    @Test
    void withoutABrowserEverythingElseCanBeAskedFor() throws Exception {
        for (String left : List.of("-DskipBrowser", "-DskipTests", "-DskipITs=true")) {
            assertThat(mvnw("verify", left)).isEqualTo(new Run(0, ran("verify " + left)));
        }
        assertThat(mvnw("test")).isEqualTo(new Run(0, ran("test")));
        assertThat(mvnw("verify", "-DskipBrowser=false").code()).isNotZero();
    }

    @Test
    void aBrowserThatIsThereOrNamedIsTaken() throws Exception {
        assertThat(mvnw("verify", "-Dchromium=/opt/x/chrome").output()).contains("maven ran");
        command("google-chrome", "echo Google Chrome 150");
        assertThat(mvnw("-B", "verify")).isEqualTo(new Run(0, ran("-B verify")));
    }

    @Test
    void aFileThatOnlySaysThatThereIsNoBrowserIsNone() throws Exception {
        command("chromium-browser", "echo requires the chromium snap; exit 1");
        assertThat(mvnw("verify").code()).isNotZero();
    }

    @Test
    void rootInstallsWhatIsMissing() throws Exception {
        command("id", "echo 0");
        command("fc-list", "");
        installing();
        assertThat(mvnw("verify").output()).containsSubsequence("apt-get update", "apt-get install -y -qq --no-install-recommends"
                + " chromium fonts-noto-core fontconfig r-base-core age chromium-headless-shell haproxy postgresql pspp libreoffice-calc",
                "maven ran");
    }

    @Test
    void whoMayWithoutAPasswordInstallsWithSudo() throws Exception {
        command("sudo", "[ \"$1\" = -n ] || { echo as root; exec \"$@\"; }");
        installing();
        assertThat(mvnw("verify").output()).containsSubsequence("as root", "apt-get update", "as root",
                "apt-get install", "maven ran");
    }

    @Test
    void whereThePackageIsNotToBeHadPlaywrightInstallsItsOwn() throws Exception {
        command("id", "echo 0");
        command("apt-cache", "exit 100");
        command("apt-get", "echo \"apt-get $*\"");
        Run run = mvnw("verify");
        assertThat(run.output()).contains("exec:java@chromium").doesNotContain("apt-get install -y");
        assertThat(run.code()).as("nothing came of it").isNotZero();
    }

    /** An apt-get that brings what it is asked for, on a machine that knows of no package until the lists are brought. */
    private void installing() throws IOException {
        command("apt-cache", "[ -e '" + machine + "/lists' ]");
        command("apt-get", "echo \"apt-get $*\"\n[ $1 != update ] || : > '" + machine + "/lists'\n[ $1 != install ] || printf '#!/bin/sh\\n' > '" + bin + "/chromium'\n"
                + "[ $1 != install ] || /bin/chmod +x '" + bin + "/chromium'");
    }

    private static String ran(String arguments) {
        return "maven ran -f " + Path.of("pom.xml").toAbsolutePath() + " " + arguments + ", C.UTF-8\n";
    }

    private void command(String name, String script) throws IOException {
        Path file = bin.resolve(name).normalize();
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Run mvnw(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of("mvnw").toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectInput(machine.resolve("nothing").toFile());
        Files.write(machine.resolve("nothing"), new byte[0]);
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", bin.toString(), "HOME", machine.resolve("home").toString(),
                "MVNW_JDKS", jdks.toString()));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }
}
