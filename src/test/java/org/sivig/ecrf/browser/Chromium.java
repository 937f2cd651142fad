package org.sivig.ecrf.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The Chromium that the browser tests run in, or a browser made of it. {@code mvnw} runs this file by itself, before Maven
 * and without any library, when the browser tests are asked for: it installs what is missing where it may, and says otherwise
 * how to get it.
 */
public final class Chromium {

    /** Chromium without windows: the same pages with a fifth less of processor time, where a system has it. */
    private static final String SHELL = "chromium-headless-shell";
    private static final List<String> NAMES =
            List.of(SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge");
    private static final List<String> MAC_NAMES = List.of("Chromium", "Google Chrome", "Microsoft Edge");
    private static final List<String> WINDOWS_NAMES = List.of("Google\\Chrome\\Application\\chrome.exe",
            "Chromium\\Application\\chrome.exe", "Microsoft\\Edge\\Application\\msedge.exe");
    private static final List<String> LINUX_FONTS = List.of("fonts-noto-core", "fontconfig");
    /**
     * What tests do without where it is missing, and the packages that bring it: the programs in which they open what the
     * application exports, the balancer behind which they run it, those of a backup, and the lighter browser.
     */
    private static final Map<String, String> READERS =
            new TreeMap<>(Map.of(SHELL, SHELL, "Rscript", "r-base-core", "pspp", "pspp", "soffice", "libreoffice-calc", "haproxy", "haproxy",
                    "pg_virtualenv", "postgresql", "age", "age"));

    private static final String SYSTEM = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    private static final boolean MAC = SYSTEM.contains("mac");
    private static final boolean WINDOWS = SYSTEM.contains("windows");

    private Chromium() {
    }

    /** The one named by the property {@code chromium}, or else the first that is found and runs. */
    public static Optional<Path> find() {
        String named = System.getProperty("chromium");
        return named != null ? Optional.of(Path.of(named))
                : running(places()).findFirst();
    }

    /** Has what is measured measured in what users have. */
    public static void takeWhole() {
        if (System.getProperty("chromium") == null) {
            running(places().filter(place -> !place.endsWith(SHELL))).findFirst()
                    .ifPresent(place -> System.setProperty("chromium", place.toString()));
        }
    }

    private static Stream<Path> running(Stream<Path> places) {
        return places.filter(Files::isExecutable).filter(Chromium::runs);
    }

    private static Stream<Path> places() {
        if (WINDOWS) {
            return Stream.of("ProgramFiles", "ProgramFiles(x86)", "LocalAppData").map(System::getenv)
                    .filter(folder -> folder != null)
                    .flatMap(folder -> WINDOWS_NAMES.stream().map(name -> Path.of(folder, name)));
        }
        Path home = Path.of(System.getProperty("user.home"));
        if (MAC) {
            return Stream.of(Path.of("/Applications"), home.resolve("Applications")).flatMap(folder ->
                    MAC_NAMES.stream().map(name -> folder.resolve(name + ".app").resolve("Contents/MacOS").resolve(name)));
        }
        List<Path> folders = new ArrayList<>(path());
        folders.add(Path.of("/snap/bin"));
        return Stream.concat(NAMES.stream().flatMap(name -> folders.stream().map(folder -> folder.resolve(name))),
                ofPlaywright(home.resolve(".cache/ms-playwright")));
    }

    /** Those that Playwright has downloaded. */
    private static Stream<Path> ofPlaywright(Path cache) {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(cache)) {
            try (DirectoryStream<Path> versions = Files.newDirectoryStream(cache, "chromium-*")) {
                for (Path version : versions) {
                    try (DirectoryStream<Path> folders = Files.newDirectoryStream(version, "chrome-linux*")) {
                        folders.forEach(folder -> found.add(folder.resolve("chrome")));
                    }
                }
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return found.stream();
    }

    /** Ubuntu has a file of that name which only says that there is none. On Windows the question would open a window. */
    private static boolean runs(Path browser) {
        return WINDOWS || code(List.of(browser.toString(), "--version")) == 0;
    }

    /**
     * Called with the arguments of Maven: ends with an error when the browser tests cannot run and were not left out.
     * In the environment, {@code MVN} is the Maven that will run, {@code MVN_POM} what it builds.
     */
    public static void main(String... arguments) {
        List<String> all = List.of(arguments);
        all.stream().filter(each -> each.startsWith("-Dchromium="))
                .forEach(each -> System.setProperty("chromium", each.substring("-Dchromium=".length())));
        if (all.stream().anyMatch(each -> each.matches("-D(skipBrowser|skipITs|skipTests|maven\\.test\\.skip)(=true)?"))) {
            return;
        }
        List<String> missing = missing();
        if (missing.isEmpty() && (missingReaders().isEmpty() || !onPath("apt-get") || !isRoot())) {
            return; // without a reader its tests are left out, and say so: nobody is asked for a password for that
        }
        if (onPath("apt-get")) {
            installWithApt(missing);
            missing = missing();
        }
        if (missing.contains("chromium")) {
            sayHow(missing);
            System.exit(1);
        }
        if (!missing.isEmpty()) {
            System.err.println("Browser tests may see other widths of text: missing are the packages " + String.join(" ", missing));
        }
    }

    private static List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (find().isEmpty()) {
            missing.add("chromium");
        }
        if (!MAC && !WINDOWS && !output(List.of("fc-list")).contains("Noto")) {
            missing.addAll(LINUX_FONTS);
        }
        return missing;
    }

    private static List<String> missingReaders() {
        return READERS.entrySet().stream().filter(reader -> !onPath(reader.getKey())).map(Map.Entry::getValue).toList();
    }

    private static void installWithApt(List<String> missing) {
        Optional<List<String>> root = asRoot();
        if (root.isEmpty()) {
            return;
        }
        List<String> packages = new ArrayList<>(missing);
        packages.addAll(missingReaders());
        System.err.println("The tests need " + String.join(" ", packages) + ": installing with apt-get"
                + (root.get().isEmpty() ? "" : " and sudo, which may ask for your password"));
        apt(root.get(), "update", "-qq"); // without which a new machine knows of no package
        packages.removeIf(each -> code(List.of("apt-cache", "show", each)) != 0);
        boolean elsewhere = missing.contains("chromium") && !packages.contains("chromium"); // Ubuntu has it as a snap only
        if (!packages.isEmpty()) {
            List<String> install = new ArrayList<>(List.of("install", "-y", "-qq", "--no-install-recommends"));
            install.addAll(packages);
            apt(root.get(), install.toArray(String[]::new));
        }
        String maven = System.getenv("MVN");
        if (elsewhere && maven != null) {
            code(List.of(maven, "-f", System.getenv("MVN_POM"), "-q", "-B", "-ntp", "test-compile", "exec:java@chromium"), true);
        }
    }

    /** What a command of root has to begin with; empty when this user may run none. */
    private static Optional<List<String>> asRoot() {
        if (isRoot()) {
            return Optional.of(List.of());
        }
        boolean canAsk = System.console() != null && System.console().isTerminal();
        return onPath("sudo") && (canAsk || code(List.of("sudo", "-n", "true")) == 0) ? Optional.of(List.of("sudo"))
                : Optional.empty();
    }

    private static boolean isRoot() {
        return output(List.of("id", "-u")).strip().equals("0");
    }

    private static void apt(List<String> root, String... arguments) {
        List<String> command = new ArrayList<>(root);
        command.addAll(List.of("env", "DEBIAN_FRONTEND=noninteractive", "apt-get"));
        command.addAll(Arrays.asList(arguments));
        code(command, true);
    }

    private static void sayHow(List<String> missing) {
        System.err.println("The browser tests need Chromium, Chrome or Edge, and none was found. Missing packages: "
                + String.join(" ", missing));
        System.err.println("  get it:          " + how(missing));
        System.err.println("  or name one:     ./mvnw verify -Dchromium=/path/to/it");
        System.err.println("  or do without:   ./mvnw verify -DskipBrowser     (all other tests)");
    }

    private static String how(List<String> missing) {
        if (WINDOWS) {
            return "winget install Google.Chrome";
        }
        if (MAC) {
            return "brew install --cask google-chrome";
        }
        return onPath("apt-get") ? "sudo apt-get install " + String.join(" ", missing) + "   (Ubuntu: sudo snap install chromium)"
                : onPath("dnf") ? "sudo dnf install chromium google-noto-sans-fonts"
                : onPath("zypper") ? "sudo zypper install chromium google-noto-sans-fonts"
                : onPath("pacman") ? "sudo pacman -S chromium noto-fonts"
                : "install chromium and the Noto fonts with the package manager of this system";
    }

    private static List<Path> path() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":")).filter(each -> !each.isEmpty())
                .map(Path::of).toList();
    }

    private static boolean onPath(String command) {
        return path().stream().anyMatch(folder -> Files.isExecutable(folder.resolve(command)));
    }

    private static int code(List<String> command) {
        return code(command, false);
    }

    private static int code(List<String> command, boolean seen) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            if (seen) {
                builder.inheritIO();
            } else {
                builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
            }
            return builder.start().waitFor();
        } catch (IOException none) {
            return 127;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static String output(List<String> command) {
        try {
            Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor(1, TimeUnit.MINUTES);
            return output;
        } catch (IOException none) {
            return "";
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
