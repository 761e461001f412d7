package dev.headrace.engine.http;

import dev.headrace.engine.account.ItemTime;
import dev.headrace.engine.budget.BudgetSettings;
import dev.headrace.engine.budget.Budgets;
import dev.headrace.engine.budget.LimitSnapshot;
import dev.headrace.engine.budget.Ticker;
import dev.headrace.spi.Auth;
import dev.headrace.spi.Http;
import dev.headrace.spi.HttpCall;
import dev.headrace.spi.HttpFailure;
import dev.headrace.spi.HttpReply;
import dev.headrace.spi.Limit;
import dev.headrace.spi.async.CancellationSource;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A transport with all that it stands on, for one test. */
final class Network implements AutoCloseable {
    final ExecutorService strand = pool(1, "test-strand");
    final ExecutorService carriers = pool(2, "test-carrier");
    final ExecutorService blocking = pool(4, "test-blocking");
    final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "test-timer"));
    final ItemTime account;
    final CancellationSource cancellation = new CancellationSource();
    final List<Throwable> fatal = new ArrayList<>();
    final Ticker ticker;
    final Budgets budgets;
    final HttpTransport transport;
    private Validators validators = Validators.NONE;

    Network(@Nullable Ticker given, TransportSettings settings, DnsCache.@Nullable Lookup lookup) {
        ticker = given == null ? Ticker.system(timer) : given;
        account = new ItemTime(ticker::nanoTime);
        budgets = new Budgets(ticker, carriers, BudgetSettings.DEFAULTS, List.of());
        DnsCache names = lookup == null ? DnsCache.system(blocking, ticker) : new DnsCache(lookup, blocking, ticker);
        transport = new HttpTransport(settings, budgets, ticker, carriers, blocking, this::addFatal, names);
    }

    static Network open() {
        return new Network(null, TransportSettings.defaults(), null);
    }

    static Network on(Ticker ticker) {
        return new Network(ticker, TransportSettings.defaults(), null);
    }

    static Network with(TransportSettings settings) {
        return new Network(null, settings, null);
    }

    Network limit(Limit limit) {
        budgets.register(limit);
        return this;
    }

    Network validators(Validators others) {
        validators = others;
        return this;
    }

    Http http(URI base) {
        return http(UpstreamSettings.of("test", "test", base));
    }

    Http http(URI base, Auth auth) {
        return http(UpstreamSettings.of("test", "test", base).auth(auth));
    }

    Http http(UpstreamSettings settings) {
        return http(transport.upstream(settings));
    }

    /** Its calls are made on the strand, as a connector's are. */
    Http http(Upstream upstream) {
        Http direct = upstream.forItem(new ItemExchange(strand, cancellation.cancellation(), account, validators));
        return call ->
                CompletableFuture.supplyAsync(() -> direct.send(call), strand).thenCompose(stage -> stage);
    }

    static HttpReply reply(Http http, HttpCall call) throws Exception {
        return http.send(call).toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    static HttpReply reply(Http http, String target) throws Exception {
        return reply(http, HttpCall.get(target));
    }

    static HttpFailure failure(Http http, String target) throws Exception {
        return failure(http.get(target).toCompletableFuture());
    }

    static HttpFailure failure(Http http, HttpCall call) throws Exception {
        return failure(http.send(call).toCompletableFuture());
    }

    static HttpFailure failure(CompletableFuture<HttpReply> result) throws InterruptedException, TimeoutException {
        try {
            HttpReply reply = result.get(30, TimeUnit.SECONDS);
            throw new AssertionError("expected a failure, got " + reply);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof HttpFailure failure) {
                return failure;
            }
            throw new AssertionError("expected an HttpFailure", failed.getCause());
        }
    }

    /** Waits until so many calls are held back by a limit. */
    void awaitWaiting(String limit, int calls) {
        Await.until(calls + " calls wait for " + limit, () -> waiting(limit) == calls);
    }

    private int waiting(String limit) {
        return budgets.snapshot().limits().stream()
                .filter(snapshot -> snapshot.rules().name().equals(limit))
                .mapToInt(LimitSnapshot::waiting)
                .sum();
    }

    synchronized List<Throwable> fatal() {
        return List.copyOf(fatal);
    }

    private synchronized void addFatal(Throwable problem) {
        fatal.add(problem);
    }

    @Override
    public void close() {
        transport.close();
        budgets.close();
        for (ExecutorService executor : List.of(strand, carriers, blocking, timer)) {
            executor.shutdownNow();
        }
    }

    private static ExecutorService pool(int threads, String name) {
        AtomicInteger number = new AtomicInteger();
        return Executors.newFixedThreadPool(threads, task -> daemon(task, name + "-" + number.incrementAndGet()));
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
