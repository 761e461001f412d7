package dev.headrace.benchmarks.runs;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.reactor.IOReactorConfig;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The reference: what somebody writes in an afternoon with HttpClient 5 and Jackson. No limits, retries, checkpoints or budgets;
 * each upstream is walked from cursor to cursor, pages are parsed to trees and written as JSON Lines, in the callbacks.
 */
final class HandWritten {
    private static final JsonMapper JSON = new JsonMapper();

    private final CloseableHttpAsyncClient client;
    private final CountDownLatch open;
    private final AtomicLong records = new AtomicLong();

    private HandWritten(CloseableHttpAsyncClient client, int upstreams) {
        this.client = client;
        this.open = new CountDownLatch(upstreams);
    }

    static long collect(List<String> upstreams, Path directory) throws Exception {
        try (CloseableHttpAsyncClient client = HttpAsyncClients.custom()
                .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(64)
                        .setMaxConnPerRoute(20)
                        .build())
                .setIOReactorConfig(IOReactorConfig.custom().setIoThreadCount(2).build())
                .build()) {
            client.start();
            HandWritten run = new HandWritten(client, upstreams.size());
            for (int i = 0; i < upstreams.size(); i++) {
                Path file = directory.resolve("upstream-" + i + ".jsonl");
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
                run.page(upstreams.get(i) + "/records", "", out);
            }
            run.open.await();
            return run.records.get();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // The callback hears of every end.
    private void page(String address, String cursor, OutputStream out) {
        SimpleHttpRequest request = SimpleRequestBuilder.get(address + (cursor.isEmpty() ? "" : "?cursor=" + cursor))
                .build();
        client.execute(request, new FutureCallback<SimpleHttpResponse>() {
            @Override
            public void completed(SimpleHttpResponse response) {
                take(address, response, out);
            }

            @Override
            public void failed(Exception failure) {
                throw new IllegalStateException("the reference cannot fail on loopback", failure);
            }

            @Override
            public void cancelled() {
                failed(new IllegalStateException("cancelled"));
            }
        });
    }

    private void take(String address, SimpleHttpResponse response, OutputStream out) {
        try {
            JsonNode page = JSON.readTree(response.getBodyBytes());
            for (JsonNode item : page.path("items")) {
                out.write(item.toString().getBytes(StandardCharsets.UTF_8));
                out.write('\n');
                records.incrementAndGet();
            }
            String next = page.path("next_cursor").asString("");
            if (next.isEmpty()) {
                out.close();
                open.countDown();
            } else {
                page(address, next, out);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
