package org.sivig.ecrf.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged application starts, stops and starts again. */
class RestartIT {

    @Test
    void thePackagedApplicationServesTheSignInPage(@TempDir Path data) throws Exception {
        try (Server server = Server.start(data, Map.of()); HttpClient http = HttpClient.newHttpClient()) {
            var page = http.send(HttpRequest.newBuilder(URI.create(server.url() + "/login")).build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(page.statusCode()).isEqualTo(200);
        }
    }
}
