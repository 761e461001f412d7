package dev.headrace.engine.http;

import dev.headrace.spi.Http;
import dev.headrace.spi.HttpCall;
import dev.headrace.spi.HttpReply;
import dev.headrace.spi.Limit;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** How exactly deadlines are kept, what waiting requests weigh, and what a broken host costs others. Not a test: {@code main} prints. */
final class HttpFigures {
    private HttpFigures() {}

    public static void main(String[] arguments) throws Exception {
        if (List.of(arguments).contains("waiting")) {
            waiting();
            besideWaiting();
            return;
        }
        for (TransportSettings.Protocol protocol :
                List.of(TransportSettings.Protocol.HTTP_1, TransportSettings.Protocol.HTTP_2)) {
            deadlines(protocol, 100);
            deadlines(protocol, 400);
        }
        waiting();
        besideWaiting();
        isolation();
    }

    private static void deadlines(TransportSettings.Protocol protocol, int calls) throws Exception {
        Duration allowed = Duration.ofMillis(500);
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.neverAnswer());
                Network network = Network.with(TransportSettings.defaults().protocol(protocol))
                        .limit(Limit.named("twenty").concurrency(20))) {
            Http http = network.http(
                    UpstreamSettings.of("test", "test", upstream.uri()).limits(List.of("twenty")));
            List<Double> over = Collections.synchronizedList(new ArrayList<>());
            List<CompletableFuture<?>> all = new ArrayList<>();
            for (int round = 0; round < calls / 20; round++) {
                all.clear();
                for (int i = 0; i < 20; i++) {
                    long since = System.nanoTime();
                    all.add(http.send(HttpCall.get("/x").timeout(allowed))
                            .handle((reply, failure) -> over.add((System.nanoTime() - since) / 1e6 - 500))
                            .toCompletableFuture());
                }
                CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get();
            }
            Collections.sort(over);
            System.out.printf(
                    "deadline of 500 ms, %s, %d calls: over by p50 %.0f ms, p99 %.0f ms, most %.0f ms%n",
                    protocol, calls, at(over, 0.5), at(over, 0.99), at(over, 1));
        }
    }

    private static void waiting() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.neverAnswer());
                Network network = Network.open().limit(Limit.named("one").concurrency(1))) {
            List<Http> instances = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                instances.add(network.transport
                        .upstream(UpstreamSettings.of("i" + i, "i", upstream.uri())
                                .limits(List.of("one")))
                        .forItem(new ItemExchange(
                                network.strand,
                                network.cancellation.cancellation(),
                                network.account,
                                Validators.NONE)));
            }
            long before = heap();
            List<CompletableFuture<HttpReply>> calls = new ArrayList<>();
            for (int i = 0; i < 50_000; i++) {
                calls.add(instances.get(i % 10).get("/items?page=" + i).toCompletableFuture());
            }
            network.awaitWaiting("one", 49_999);
            System.out.printf("%,d requests wait in %.1f MiB%n", calls.size() - 1, (heap() - before) / 1048576.0);
        }
    }

    private static long heap() throws InterruptedException {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static void isolation() throws Exception {
        try (FakeUpstream sound = FakeUpstream.builder()
                        .keepingRequests(0)
                        .route("/*", Reply.json("[]").delayedBy(Duration.ofMillis(20)))
                        .start();
                FakeUpstream broken = FakeUpstream.builder()
                        .keepingRequests(0)
                        .route("/*", Reply.status(500).delayedBy(Duration.ofMillis(20)))
                        .start();
                Network network = Network.open()) {
            Http good = network.http(UpstreamSettings.of("good", "good", sound.uri()));
            Http bad = network.http(UpstreamSettings.of("bad", "bad", broken.uri()));
            latencies(good, 200);
            for (int round = 0; round < 3; round++) {
                double alone = at(latencies(good, 300), 0.95);
                AtomicBoolean go = new AtomicBoolean(true);
                for (int i = 0; i < 16; i++) {
                    hammer(bad, go);
                }
                double beside = at(latencies(good, 300), 0.95);
                go.set(false);
                System.out.printf(
                        "p95 of a sound host: alone %.2f ms, beside one that fails everything %.2f ms (x %.2f)%n",
                        alone, beside, beside / alone);
            }
        }
    }

    /** 50,000 calls wait for one host that answers one of them each 20 ms; another host is asked meanwhile. */
    private static void besideWaiting() throws Exception {
        Reply slow = Reply.json("[]").delayedBy(Duration.ofMillis(20));
        try (FakeUpstream asked = FakeUpstream.builder()
                        .keepingRequests(0)
                        .route("/*", slow)
                        .start();
                FakeUpstream crowded = FakeUpstream.builder()
                        .keepingRequests(0)
                        .route("/*", slow)
                        .start();
                Network network = Network.open().limit(Limit.named("one").concurrency(1))) {
            Http other = network.http(UpstreamSettings.of("other", "other", asked.uri()));
            Http crowd = network.transport
                    .upstream(
                            UpstreamSettings.of("crowd", "crowd", crowded.uri()).limits(List.of("one")))
                    .forItem(new ItemExchange(
                            network.strand, network.cancellation.cancellation(), network.account, Validators.NONE));
            latencies(other, 300);
            double alone = at(latencies(other, 300), 0.95);
            for (int i = 0; i < 50_000; i++) {
                var unused = crowd.get("/items?page=" + i);
            }
            for (int round = 0; round < 3; round++) {
                double beside = at(latencies(other, 300), 0.95);
                System.out.printf(
                        "p95 of another host: alone %.2f ms, while 50,000 wait %.2f ms (x %.2f)%n",
                        alone, beside, beside / alone);
            }
        }
    }

    private static void hammer(Http bad, AtomicBoolean go) {
        if (go.get()) {
            bad.get("/x").whenComplete((reply, failure) -> hammer(bad, go));
        }
    }

    private static List<Double> latencies(Http http, int calls) throws Exception {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            long since = System.nanoTime();
            Network.reply(http, "/x");
            times.add((System.nanoTime() - since) / 1e6);
        }
        Collections.sort(times);
        return times;
    }

    private static double at(List<Double> sorted, double part) {
        return sorted.get(Math.min(sorted.size() - 1, (int) (part * sorted.size())));
    }
}
