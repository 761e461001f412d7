package dev.headrace.runner.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.runner.report.Chromium;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A browser without a window, told what to do by the DevTools protocol. For one thread. */
final class Browser implements AutoCloseable {
    // Many times what a page takes on a busy machine; a browser that hangs is to fail and not to keep the build.
    private static final long PATIENCE_SECONDS = 180;

    private static final JsonMapper JSON = new JsonMapper();

    private final Process process;
    private final WebSocket socket;
    private final BlockingQueue<JsonNode> heard;
    private final List<String> complaints = new ArrayList<>();
    private int commands;

    private Browser(Process process, WebSocket socket, BlockingQueue<JsonNode> heard) {
        this.process = process;
        this.socket = socket;
        this.heard = heard;
    }

    /** Skips the test, visibly, where there is no browser. */
    static Browser start(Path directory, int width, int height, String scheme)
            throws IOException, InterruptedException {
        Path program = Chromium.installed(directory).program();
        Path profile = Files.createTempDirectory(directory, "profile");
        // The sandbox needs rights that containers and root do not have; the page is our own.
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-sync",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
        Browser browser = new Browser(process, connect(tab(listening(process)), heard), heard);
        browser.command("Page.enable", params());
        browser.command("Log.enable", params());
        browser.command("Runtime.enable", params());
        browser.size(width, height);
        ObjectNode media = params();
        media.putArray("features")
                .addObject()
                .put("name", "prefers-color-scheme")
                .put("value", scheme);
        browser.command("Emulation.setEmulatedMedia", media);
        return browser;
    }

    /** Where it can be told what to do, as it says itself; the rest of what it says is of no interest. */
    private static URI listening(Process process) throws IOException {
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
        String line = said.readLine();
        while (line != null && !line.startsWith("DevTools listening on ")) {
            line = said.readLine();
        }
        assertThat(line).as("the browser's address").isNotNull();
        Thread rest = new Thread(() -> said.lines().forEach(more -> {}), "browser-errors");
        rest.setDaemon(true);
        rest.start();
        return URI.create(line.substring("DevTools listening on ".length()));
    }

    private static URI tab(URI browser) throws IOException, InterruptedException {
        URI list = URI.create("http://127.0.0.1:%d/json/list".formatted(browser.getPort()));
        while (true) {
            String answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            for (JsonNode target : JSON.readTree(answer)) {
                if (target.path("type").asString().equals("page")) {
                    return URI.create(target.path("webSocketDebuggerUrl").asString());
                }
            }
        }
    }

    private static WebSocket connect(URI tab, BlockingQueue<JsonNode> heard) {
        StringBuilder parts = new StringBuilder();
        return HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(tab, new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
                        parts.append(data);
                        if (last) {
                            heard.add(JSON.readTree(parts.toString()));
                            parts.setLength(0);
                        }
                        socket.request(1);
                        return null;
                    }
                })
                .join();
    }

    private static ObjectNode params() {
        return JsonNodeFactory.instance.objectNode();
    }

    private JsonNode command(String method, ObjectNode params) throws InterruptedException {
        int id = ++commands;
        ObjectNode command = params().put("id", id).put("method", method);
        command.set("params", params);
        socket.sendText(command.toString(), true).join();
        JsonNode answer = next();
        while (answer.path("id").asInt(0) != id) {
            answer = next();
        }
        assertThat(answer.has("error")).as(answer.toString()).isFalse();
        return answer.path("result");
    }

    private JsonNode next() throws InterruptedException {
        JsonNode message = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(message).as("an answer of the browser").isNotNull();
        String method = message.path("method").asString("");
        boolean wrong = method.equals("Log.entryAdded")
                && message.path("params").path("entry").path("level").asString().equals("error");
        if (wrong || method.equals("Runtime.exceptionThrown")) {
            complaints.add(message.path("params").toString());
        }
        return message;
    }

    void size(int width, int height) throws InterruptedException {
        command(
                "Emulation.setDeviceMetricsOverride",
                params().put("width", width)
                        .put("height", height)
                        .put("deviceScaleFactor", 1)
                        .put("mobile", width < 600));
    }

    void open(URI page) throws InterruptedException {
        command("Page.navigate", params().put("url", page.toString()));
        await("document.body && document.body.dataset.ready === '1'");
    }

    /** The value of an expression, as text. */
    String value(String expression) throws InterruptedException {
        ObjectNode params =
                params().put("expression", "String(" + expression + ")").put("awaitPromise", true);
        return command("Runtime.evaluate", params.put("returnByValue", true))
                .path("result")
                .path("value")
                .asString("");
    }

    /** Asks until an expression is true. */
    void await(String expression) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!value(expression).equals("true")) {
            assertThat(System.nanoTime())
                    .as("until %s; complaints: %s", expression, complaints)
                    .isLessThan(deadline);
            // A moment of the page's own; where there is no page yet, nothing is awaited.
            value("new Promise(done => setTimeout(done, 50))");
        }
    }

    /** What the page did wrong: errors, and what its policy has kept it from. */
    List<String> complaints() throws InterruptedException {
        value("1");
        return complaints;
    }

    void picture(Path file) throws IOException, InterruptedException {
        String data = command("Page.captureScreenshot", params()).path("data").asString();
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode(data));
    }

    /** Waits for its end: until then it writes into its profile. */
    @Override
    public void close() {
        try {
            command("Browser.close", params());
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
