package dev.headrace.engine.http;

import dev.headrace.spi.Http;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.reactor.IOReactorConfig;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests a second through the facade beside those of the bare HttpClient, in turns, so that a noisy machine bothers both alike.
 * Not a test: {@code main} prints.
 */
final class HttpBench {
    private static final int AT_ONCE = 16;

    private HttpBench() {}

    public static void main(String[] arguments) throws Exception {
        int requests = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 40_000;
        boolean facadeOnly = arguments.length > 1;
        try (FakeUpstream upstream = upstream();
                Network network = Network.open();
                CloseableHttpAsyncClient raw = raw()) {
            raw.start();
            URI base = upstream.uri();
            Http http = network.transport
                    .upstream(UpstreamSettings.of("bench", "bench", base))
                    .forItem(new ItemExchange(
                            network.strand, network.cancellation.cancellation(), network.account, Validators.NONE));
            for (int round = 0; round < 6; round++) {
                if (!facadeOnly) {
                    measure("raw           ", requests, done -> raw(raw, base, false, done));
                    measure("raw and decode", requests, done -> raw(raw, base, true, done));
                }
                measure("facade        ", requests, done -> facade(network, http, done));
            }
            System.out.println(network.account.phases());
        }
    }

    private static FakeUpstream upstream() {
        StringBuilder json = new StringBuilder("[");
        for (int i = 0; json.length() < 1650; i++) {
            json.append(i == 0 ? "" : ",")
                    .append("{\"id\":")
                    .append(i)
                    .append(",\"name\":\"item ")
                    .append(i)
                    .append("\"}");
        }
        return FakeUpstream.builder()
                .respondingInline()
                .keepingRequests(0)
                .route("/*", Reply.json(json.append("]").toString()))
                .start();
    }

    private static CloseableHttpAsyncClient raw() {
        return HttpAsyncClients.custom()
                .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(AT_ONCE)
                        .setMaxConnTotal(AT_ONCE)
                        .build())
                .setIOReactorConfig(IOReactorConfig.custom().setIoThreadCount(2).build())
                .build();
    }

    private static void raw(CloseableHttpAsyncClient client, URI base, boolean decode, Consumer<Object> done) {
        SimpleHttpRequest request = SimpleHttpRequest.create("GET", base.resolve("/items"));
        Future<SimpleHttpResponse> unused = client.execute(request, new FutureCallback<SimpleHttpResponse>() {
            @Override
            public void completed(SimpleHttpResponse response) {
                done.accept(decode ? Mapper.JSON.readTree(response.getBodyBytes()) : response);
            }

            @Override
            public void failed(Exception failure) {
                failure.printStackTrace();
                System.exit(1);
            }

            @Override
            public void cancelled() {
                System.exit(1);
            }
        });
    }

    private static void facade(Network network, Http http, Consumer<Object> done) {
        network.strand.execute(() -> http.get("/items").whenComplete((reply, failure) -> {
            if (failure != null) {
                failure.printStackTrace();
                System.exit(1);
            }
            done.accept(reply.json());
        }));
    }

    private static void measure(String name, int requests, Consumer<Consumer<Object>> start)
            throws InterruptedException {
        Duration cpu = cpu();
        long wall = System.nanoTime();
        CountDownLatch finished = new CountDownLatch(AT_ONCE);
        AtomicInteger left = new AtomicInteger(requests);
        for (int i = 0; i < AT_ONCE; i++) {
            next(start, left, finished);
        }
        finished.await();
        double seconds = (System.nanoTime() - wall) / 1e9;
        double cpuSeconds = cpu().minus(cpu).toMillis() / 1e3;
        System.out.printf(
                "%s %,8.0f requests/s  %.2f s CPU / 10k (server included)%n",
                name, requests / seconds, cpuSeconds * 10_000 / requests);
    }

    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static void next(Consumer<Consumer<Object>> start, AtomicInteger left, CountDownLatch finished) {
        if (left.decrementAndGet() < 0) {
            finished.countDown();
            return;
        }
        start.accept(result -> next(start, left, finished));
    }

    private static final class Mapper {
        static final JsonMapper JSON = JsonMapper.builder().build();
    }
}
