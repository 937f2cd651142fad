package org.sivig.ecrf.ui;

import com.vaadin.flow.server.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.servlet.resource.PathResourceResolver;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;
import org.springframework.web.servlet.resource.VersionResourceResolver;

/**
 * The own scripts and styles under an address that names what they are now: a browser keeps them without asking again, and
 * takes others after an upgrade.
 */
@Configuration
public class Assets {

    /** Who is not signed in needs them too. */
    public static final String[] OPEN = {"/kept/*/styles.css", "/kept/*/styles/**", "/kept/*/lumo/**", "/kept/*/ecrf/**"};

    private static final String FILES = "META-INF/resources/";
    private static final String VERSION = version();

    /** The address of a file of {@code frontend}, from the root of the application. */
    public static String address(String file) {
        return "kept/" + VERSION + "/" + file;
    }

    /** The same, as Vaadin takes it. */
    public static String context(String file) {
        return "context://" + address(file);
    }

    @Bean
    ResourceHttpRequestHandler assetHandler() {
        ResourceHttpRequestHandler handler = new ResourceHttpRequestHandler();
        handler.setLocations(List.of(new ClassPathResource(FILES)));
        handler.setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).immutable());
        handler.setResourceResolvers(List.of(new VersionResourceResolver().addFixedVersionStrategy(VERSION, "/**"),
                new PathResourceResolver()));
        return handler;
    }

    /** Before Vaadin, which serves all other addresses. */
    @Bean
    HandlerMapping assetMapping(ResourceHttpRequestHandler assetHandler) {
        return new SimpleUrlHandlerMapping(Map.of("/kept/**", assetHandler), 0);
    }

    private static String version() {
        CRC32C sum = new CRC32C();
        sum.update(Version.getFullVersion().getBytes(StandardCharsets.UTF_8)); // whose styles are among them
        try {
            PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver();
            for (String some : List.of("*.css", "*.js", "styles/*.css", "ecrf/*.js")) {
                for (Resource file : Arrays.stream(resolver.getResources("classpath*:" + FILES + some))
                        .sorted(Comparator.comparing(Resource::getFilename)).toList()) {
                    sum.update(file.getContentAsByteArray());
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return Long.toHexString(sum.getValue());
    }
}
