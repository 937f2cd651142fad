package org.sivig.ecrf.ui.shell;

import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.sivig.ecrf.ui.Assets;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Names in a page its styles and the scripts that it is going to need, so that the browser fetches and reads all of them at
 * once, and not each when another has asked for it.
 */
@Component
class ScriptsAtOnce implements VaadinServiceInitListener {

    private static final String BUILT = "VAADIN/build/";
    /** Runs before the client that it has to do with is there. */
    private static final String START = "ecrf/start.js";
    /** How a script of the bundle names another. */
    private static final Pattern NAMED = Pattern.compile("[\"'`]\\./([\\w.-]+\\.js)[\"'`]");

    private final List<String> own = own();
    private final Map<String, List<String>> ofBundle = new ConcurrentHashMap<>();

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.addIndexHtmlRequestListener(this::name);
    }

    private void name(IndexHtmlResponse page) {
        Element head = page.getDocument().head();
        page.getDocument().select("script[src*=" + BUILT + "]").eachAttr("src").forEach(first ->
                ofBundle.computeIfAbsent(first.substring(first.indexOf(BUILT) + BUILT.length()), ScriptsAtOnce::namedIn)
                        .forEach(script -> preload(head, BUILT + script)));
        if (page.getVaadinRequest().getUserPrincipal() != null) {
            own.forEach(script -> preload(head, Assets.address("ecrf/" + script)));
            head.appendElement("script").attr("type", "module").attr("src", Assets.address(START));
        }
        head.appendElement("link").attr("rel", "stylesheet").attr("href", Assets.address("styles.css"));
    }

    private static void preload(Element head, String script) {
        head.appendElement("link").attr("rel", "modulepreload").attr("href", script);
    }

    /** What a script of the bundle loads later; nothing where the bundle is not there, as in development. */
    private static List<String> namedIn(String script) {
        ClassPathResource file = new ClassPathResource("META-INF/VAADIN/webapp/" + BUILT + script);
        try {
            return !file.exists() ? List.of() : NAMED.matcher(file.getContentAsString(StandardCharsets.UTF_8)).results()
                    .map(name -> name.group(1)).distinct().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<String> own() {
        try {
            return Arrays.stream(new PathMatchingResourcePatternResolver()
                    .getResources("classpath*:META-INF/resources/ecrf/*.js"))
                    .map(script -> Objects.requireNonNull(script.getFilename())).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
