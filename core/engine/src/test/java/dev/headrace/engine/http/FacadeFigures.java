package dev.headrace.engine.http;

import com.sun.management.OperatingSystemMXBean;
import dev.headrace.spi.Http;
import dev.headrace.spi.Limit;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.FutureCallback;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the facade costs beside what it stands on: requests a second and CPU for 10,000 of them, 16 at once, answers of 1.7 KB of
 * JSON turned into trees. Not a test: {@code main} prints. Every client has a JVM of its own, the upstream another.
 */
final class FacadeFigures {
    private static final int AT_ONCE = 16;
    private static final int CALLS = 30_000;
    private static final int ROUNDS = 5;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private FacadeFigures() {}

    /** A way to ask for one page; completes when its tree is there. */
    private interface Asking extends Function<String, CompletableFuture<?>> {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 2) {
            client(arguments[0], URI.create(arguments[1]));
            System.exit(0);
        }
        try (FakeUpstream upstream = FakeUpstream.builder()
                .keepingRequests(0)
                .route("/*", Reply.json(page()))
                .start()) {
            List<String> kinds = new ArrayList<>(List.of("raw", "raw-undecoded", "facade"));
            if (Runtime.version().feature() >= 21) {
                kinds.add("virtual-threads");
            }
            for (int turn = 1; turn <= 2; turn++) {
                for (String kind : kinds) {
                    System.out.println(run(kind, upstream.uri(), "-Xmx256m"));
                }
            }
            System.out.println(run("memory", upstream.uri(), "-Xmx48m"));
        }
    }

    /** 1.7 KB, as many APIs answer: 12 objects of some fields. */
    private static String page() {
        return IntStream.range(0, 12)
                .mapToObj(i ->
                        ("{\"id\":%d,\"name\":\"mill number %d\",\"state\":\"open\",\"updated\":\"2024-05-01T10:00:%02dZ\","
                                        + "\"size\":%d.5,\"tags\":[\"river\",\"wheel\"],\"note\":\"ground\"}")
                                .formatted(100_000 + i, i, i, 40 + i))
                .collect(Collectors.joining(",", "{\"items\":[", "]}"));
    }

    private static String run(String kind, URI upstream, String heap) throws IOException, InterruptedException {
        Path said = Files.createTempFile("facade", ".txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        heap,
                        "-cp",
                        System.getProperty("java.class.path"),
                        FacadeFigures.class.getName(),
                        kind,
                        upstream.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        process.waitFor();
        return Files.readString(said).strip();
    }

    private static void client(String kind, URI upstream) throws Exception {
        switch (kind) {
            case "facade" -> facade(upstream);
            case "memory" -> memory(upstream);
            case "virtual-threads" -> virtualThreads(upstream);
            default -> raw(kind, upstream);
        }
    }

    private static void facade(URI upstream) throws Exception {
        try (Network network = Network.open()) {
            Http http = network.http(upstream);
            measure(
                    "facade",
                    target -> http.get(target)
                            .thenApply(reply -> reply.json().size())
                            .toCompletableFuture());
        }
    }

    /** 64 connections, all in use, for 150,000 calls. */
    private static void memory(URI upstream) throws Exception {
        try (Network network = Network.open().limit(Limit.named("many").concurrency(64))) {
            Http http =
                    network.http(UpstreamSettings.of("test", "test", upstream).limits(List.of("many")));
            for (int round = 0; round < ROUNDS; round++) {
                round(target -> http.get(target).toCompletableFuture(), 64);
            }
            System.out.println("64 connections, -Xmx48m, resident at most: " + line("VmHWM"));
        }
    }

    private static String line(String name) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith(name)).findFirst().orElse("not known here");
        }
    }

    private static void raw(String kind, URI upstream) throws Exception {
        boolean decoding = kind.equals("raw");
        try (CloseableHttpAsyncClient client = HttpAsyncClients.custom()
                .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(AT_ONCE)
                        .setMaxConnTotal(AT_ONCE)
                        .build())
                .build()) {
            client.start();
            measure(kind, target -> {
                SimpleHttpRequest request =
                        SimpleRequestBuilder.get(upstream.resolve(target)).build();
                CompletableFuture<Object> done = new CompletableFuture<>();
                var unused = client.execute(request, new FutureCallback<SimpleHttpResponse>() {
                    @Override
                    public void completed(SimpleHttpResponse response) {
                        byte[] body = response.getBodyBytes();
                        done.complete(decoding ? JSON.readTree(body) : body);
                    }

                    @Override
                    public void failed(Exception failure) {
                        done.completeExceptionally(failure);
                    }

                    @Override
                    public void cancelled() {
                        done.cancel(false);
                    }
                });
                return done;
            });
        }
    }

    /** By reflection: there are none before 21. */
    private static void virtualThreads(URI upstream) throws Exception {
        ExecutorService threads = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        HttpClient client = HttpClient.newHttpClient();
        measure(
                "virtual-threads",
                target -> CompletableFuture.supplyAsync(() -> ask(client, upstream, target), threads));
    }

    private static Object ask(HttpClient client, URI upstream, String target) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(upstream.resolve(target)).build();
            return JSON.readTree(client.send(request, HttpResponse.BodyHandlers.ofByteArray())
                    .body());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** The first two rounds warm the JVM up; the least of the others is said. */
    private static void measure(String kind, Asking asking) throws Exception {
        double rate = 0;
        double cpu = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long cpuFrom = cpuNanos();
            long from = System.nanoTime();
            round(asking, AT_ONCE);
            if (round >= 2) {
                rate = Math.max(rate, CALLS * 1e9 / (System.nanoTime() - from));
                cpu = Math.min(cpu, (cpuNanos() - cpuFrom) / 1e9 * 10_000 / CALLS);
            }
        }
        System.out.printf(
                "%s, JDK %d: %,.0f requests/s, %.2f s CPU for 10,000, resident at most: %s%n",
                kind, Runtime.version().feature(), rate, cpu, line("VmHWM"));
    }

    private static void round(Asking asking, int atOnce) throws Exception {
        AtomicInteger next = new AtomicInteger();
        List<CompletableFuture<Void>> lines = new ArrayList<>();
        for (int i = 0; i < atOnce; i++) {
            CompletableFuture<Void> end = new CompletableFuture<>();
            goOn(asking, next, end);
            lines.add(end);
        }
        CompletableFuture.allOf(lines.toArray(CompletableFuture[]::new)).get();
    }

    private static void goOn(Asking asking, AtomicInteger next, CompletableFuture<Void> end) {
        int number = next.incrementAndGet();
        if (number > CALLS) {
            end.complete(null);
            return;
        }
        var unused = asking.apply("/items?page=" + number).whenComplete((tree, failure) -> {
            if (failure != null) {
                end.completeExceptionally(failure);
            } else {
                goOn(asking, next, end);
            }
        });
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
