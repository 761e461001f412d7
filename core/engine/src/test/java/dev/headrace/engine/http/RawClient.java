package dev.headrace.engine.http;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;

/** HttpClient 5 as its builder makes it, to show what the facade is for. */
final class RawClient implements AutoCloseable {
    final PoolingAsyncClientConnectionManager pool;
    final CloseableHttpAsyncClient client;

    RawClient(int connections) {
        this(PoolingAsyncClientConnectionManagerBuilder.create()
                .setMaxConnPerRoute(connections)
                .setMaxConnTotal(connections)
                .build());
    }

    RawClient(PoolingAsyncClientConnectionManager pool) {
        this(pool, builder -> {});
    }

    RawClient(PoolingAsyncClientConnectionManager pool, Consumer<HttpAsyncClientBuilder> more) {
        this.pool = pool;
        HttpAsyncClientBuilder builder = HttpAsyncClients.custom()
                .setConnectionManager(pool)
                .setIOReactorConfig(IOReactorConfig.custom().setIoThreadCount(1).build());
        more.accept(builder);
        client = builder.build();
        client.start();
    }

    CompletableFuture<SimpleHttpResponse> get(URI uri) {
        return send(SimpleHttpRequest.create("GET", uri));
    }

    /** Sends, and does not look at what comes of it. */
    void begin(URI uri) {
        begin(SimpleHttpRequest.create("GET", uri), response -> {});
    }

    void begin(SimpleHttpRequest request, Consumer<SimpleHttpResponse> callback) {
        CompletableFuture<SimpleHttpResponse> unused = send(request, callback);
    }

    CompletableFuture<SimpleHttpResponse> send(SimpleHttpRequest request) {
        return send(request, response -> {});
    }

    /** @param callback runs where HttpClient calls back, before the future is completed */
    CompletableFuture<SimpleHttpResponse> send(SimpleHttpRequest request, Consumer<SimpleHttpResponse> callback) {
        CompletableFuture<SimpleHttpResponse> result = new CompletableFuture<>();
        Future<SimpleHttpResponse> unused = client.execute(request, new FutureCallback<SimpleHttpResponse>() {
            @Override
            public void completed(SimpleHttpResponse response) {
                callback.accept(response);
                result.complete(response);
            }

            @Override
            public void failed(Exception failure) {
                result.completeExceptionally(failure);
            }

            @Override
            public void cancelled() {
                result.cancel(false);
            }
        });
        return result;
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }
}
