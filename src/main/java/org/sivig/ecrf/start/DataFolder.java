package org.sivig.ecrf.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Keeps what the embedded database writes from other users of the computer: its folder, where the application makes it,
 * and its file at every start. What cannot be set is left: whoever opens the database says what is wrong.
 */
@Configuration
class DataFolder {

    /** Before the database makes the folder. */
    @Bean
    static BeanFactoryPostProcessor ownFolder(Environment settings) {
        return factory -> {
            Path folder = folder(settings);
            if (Files.notExists(folder)) {
                try {
                    keep(Files.createDirectories(folder), "rwx------");
                } catch (IOException unwritable) {
                    // Said when the database is opened there.
                }
            }
        };
    }

    @Bean
    static SmartInitializingSingleton ownFile(Environment settings) {
        return () -> {
            Path file = folder(settings).resolve("sivig.mv.db");
            if (Files.exists(file)) {
                try {
                    keep(file, "rw-------");
                } catch (IOException notOurs) {
                    // As its owner has set it.
                }
            }
        };
    }

    private static Path folder(Environment settings) {
        return Path.of(settings.getProperty("sivig.data", "data"));
    }

    private static void keep(Path path, String rights) throws IOException {
        if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
        }
    }
}
