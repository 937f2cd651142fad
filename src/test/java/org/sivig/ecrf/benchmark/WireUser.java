package org.sivig.ecrf.benchmark;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A user at the other end of the line: sends what a browser sends, and reads what it is told, without showing it. */
final class WireUser {

    private static final Pattern TOKEN = Pattern.compile("<meta name=\"_csrf\" content=\"([^\"]+)\"");
    /** The feature of a node that names what its script may call. */
    private static final int CALLABLE = 19;
    private static final int BODY = 1;

    private final String server;
    private final HttpClient line = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL)).build();
    private String window = "";
    private String token = "";
    private int received;
    private int sent;
    private int page;
    private int typed;
    private long bytes;

    WireUser(String server) {
        this.server = server;
    }

    void signIn(String user, String password) {
        Matcher found = TOKEN.matcher(text(HttpRequest.newBuilder(URI.create(server + "/login"))));
        String csrf = found.find() ? found.group(1) : "";
        text(HttpRequest.newBuilder(URI.create(server + "/login")).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("username=" + user + "&password="
                        + URLEncoder.encode(password, StandardCharsets.UTF_8) + "&_csrf=" + csrf)));
        JsonNode start = JsonMapper.shared().readTree(text(HttpRequest.newBuilder(
                URI.create(server + "/?v-r=init&location=&query="))));
        JsonNode config = start.path("appConfig");
        window = config.path("v-uiId").asString();
        token = config.path("uidl").path("Vaadin-Security-Key").asString();
        received = config.path("uidl").path("syncId").asInt();
        open("");
    }

    /** Follows a link; the answer is the page. */
    void open(String address) {
        int question = address.indexOf('?');
        ObjectNode navigation = JsonMapper.shared().createObjectNode().put("type", "event").put("node", BODY)
                .put("event", "ui-navigate");
        navigation.putObject("data").put("route", question < 0 ? address : address.substring(0, question))
                .put("query", question < 0 ? "" : address.substring(question + 1)).put("appShellTitle", "")
                .put("trigger", "link").putObject("historyState").put("idx", 0);
        JsonNode answer = send(navigation);
        callable(answer, "typed").forEach(node -> page = node);
        List<Integer> choices = callable(answer, "resetDataCommunicator").toList(); // these ask when they are opened
        callable(answer, "setViewportRange").filter(node -> !choices.contains(node)).forEach(grid -> send(
                call(grid, "setViewportRange").set("templateEventMethodArgs", JsonMapper.shared().createArrayNode().add(0).add(50))));
    }

    /** Leaves a field with a text. Gives whether the page was told that it is stored. */
    boolean type(String patient, String item, String text) {
        JsonNode answer = send(call(page, "typed").set("templateEventMethodArgs", JsonMapper.shared().createArrayNode()
                .add(patient).add(item).add(text).add(++typed).add(0)));
        return StreamSupport.stream(answer.path("execute").spliterator(), false).anyMatch(call ->
                call.path(call.size() - 1).asString().contains("sivig.saved(") && call.path(0).asString().equals(item)
                        && call.path(1).asString().equals(text));
    }

    /** Closes the tab. */
    void leave() {
        text(post(message().put("UNLOAD", true)));
    }

    /** What has come over the line, as it came. */
    long bytes() {
        return bytes;
    }

    private static ObjectNode call(int node, String method) {
        return JsonMapper.shared().createObjectNode().put("type", "publishedEventHandler").put("node", node)
                .put("templateEventMethodName", method).put("promise", 0);
    }

    private static Stream<Integer> callable(JsonNode answer, String method) {
        List<Integer> nodes = new ArrayList<>();
        for (JsonNode change : answer.path("changes")) {
            if (change.path("feat").asInt() == CALLABLE && StreamSupport.stream(change.path("add").spliterator(), false)
                    .anyMatch(name -> name.asString().equals(method))) {
                nodes.add(change.path("node").asInt());
            }
        }
        return nodes.stream();
    }

    private JsonNode send(JsonNode act) {
        ObjectNode message = message();
        message.putArray("rpc").add(act);
        String answer = text(post(message));
        JsonNode told = JsonMapper.shared().readTree(answer);
        if (!told.path("syncId").isNumber()) {
            throw new IllegalStateException("Not understood: " + answer.substring(0, Math.min(answer.length(), 300)));
        }
        received = told.path("syncId").asInt();
        return told;
    }

    private ObjectNode message() {
        return JsonMapper.shared().createObjectNode().put("csrfToken", token).put("syncId", received).put("clientId", sent++);
    }

    private HttpRequest.Builder post(ObjectNode message) {
        return HttpRequest.newBuilder(URI.create(server + "/?v-r=uidl&v-uiId=" + window))
                .header("Content-Type", "application/json; charset=UTF-8").header("Accept-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofString(message.toString()));
    }

    private String text(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = line.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() >= 400) {
                throw new IllegalStateException(response.statusCode() + " for " + response.uri());
            }
            bytes += response.body().length;
            boolean packed = response.headers().firstValue("Content-Encoding").filter("gzip"::equals).isPresent();
            return new String(packed ? new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes()
                    : response.body(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
