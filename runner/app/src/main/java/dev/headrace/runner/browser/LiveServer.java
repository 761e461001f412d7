package dev.headrace.runner.browser;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the live page on the loopback interface, to read only. Thread-safe. Its threads are daemons, and few: one that accepts, and
 * one for each browser that follows, up to {@value #FOLLOWERS}.
 */
public final class LiveServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveServer.class);
    /** Not whatever the JVM takes for the loopback address: it is named in the address that is printed. */
    private static final byte[] IPV4_LOOPBACK = {127, 0, 0, 1};

    private static final int FOLLOWERS = 8;
    private static final int OTHERS = 3;
    /** Seconds for a request to arrive, so that those that never do cannot keep the threads. */
    private static final String REQUEST_SECONDS = "10";

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script';"
            + " trusted-types 'none'";

    /** What can be had beside the events and the report: where it lies, and what it is. */
    private static final Map<String, Resource> RESOURCES = Map.of(
            "", new Resource("live.html", "text/html"),
            "live.css", new Resource("live.css", "text/css"),
            "live.js", new Resource("live.js", "text/javascript"),
            "chart.js", new Resource("chart.js", "text/javascript"),
            "uplot.js", new Resource("/dev/headrace/runner/report/uPlot.iife.min.js", "text/javascript"),
            "uplot.css", new Resource("/dev/headrace/runner/report/uPlot.min.css", "text/css"));

    private record Resource(String name, String type) {}

    private final HttpServer server;
    private final ThreadPoolExecutor threads;
    private final Gate gate;
    private final Set<Follower> followers = ConcurrentHashMap.newKeySet();
    private volatile Supplier<Optional<String>> greeting = Optional::empty;
    private volatile Supplier<Optional<String>> report = Optional::empty;

    private LiveServer(HttpServer server) {
        this.server = server;
        this.gate = Gate.of(server.getAddress().getPort());
        this.threads = threads();
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /**
     * Listens.
     *
     * @param port 0 for any that is free
     * @throws IOException if the port is not free
     */
    public static LiveServer start(int port) throws IOException {
        if (System.getProperty("sun.net.httpserver.maxReqTime") == null) {
            System.setProperty("sun.net.httpserver.maxReqTime", REQUEST_SECONDS);
        }
        return new LiveServer(
                HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(IPV4_LOOPBACK), port), 0));
    }

    private static ThreadPoolExecutor threads() {
        AtomicInteger number = new AtomicInteger();
        int most = FOLLOWERS + OTHERS;
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(most, most, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "headrace-ui-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /** The address to open, with the token. */
    public URI address() {
        return URI.create("http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), gate.root()));
    }

    /**
     * @param first what a new follower is told first
     * @param page the report, once there is one
     */
    void serves(Supplier<Optional<String>> first, Supplier<Optional<String>> page) {
        greeting = first;
        report = page;
    }

    /** Tells all who follow; never waits for them. */
    void tell(String message) {
        followers.forEach(one -> one.tell(message));
    }

    /** Tells all who follow the last message. */
    void end(String message) {
        followers.forEach(one -> one.end(message));
    }

    boolean followed() {
        return !followers.isEmpty();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Optional<Integer> refused = gate.refusal(exchange);
            if (refused.isPresent()) {
                refuse(exchange, refused.get());
                return;
            }
            String page = gate.page(exchange);
            switch (page) {
                case "events" -> follow(exchange);
                case "report.html" -> report(exchange);
                default -> resource(exchange, page);
            }
        } catch (RuntimeException failure) {
            LOG.debug("a request of a browser failed", failure);
        }
    }

    private static void refuse(HttpExchange exchange, int status) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        common(headers);
        if (status == 405) {
            headers.set("Allow", "GET");
        }
        exchange.sendResponseHeaders(status, -1);
    }

    private static void common(Headers headers) {
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
    }

    private static void resource(HttpExchange exchange, String page) throws IOException {
        Resource resource = RESOURCES.get(page);
        if (resource == null) {
            refuse(exchange, 404);
            return;
        }
        exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
        send(exchange, resource.type(), bytes(resource.name()));
    }

    /** The report has a policy of its own, which knows its scripts. */
    private void report(HttpExchange exchange) throws IOException {
        Optional<String> page = report.get();
        if (page.isEmpty()) {
            refuse(exchange, 404);
        } else {
            exchange.getResponseHeaders().set("X-Frame-Options", "DENY");
            send(exchange, "text/html", page.get().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        common(headers);
        headers.set("Content-Type", type + "; charset=utf-8");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    private static byte[] bytes(String name) {
        try (InputStream resource = LiveServer.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException("the resource %s of the live page is missing".formatted(name));
            }
            return resource.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException("the resource %s of the live page cannot be read".formatted(name), failure);
        }
    }

    private void follow(HttpExchange exchange) throws IOException {
        Follower follower = new Follower(greeting);
        // Among the followers before it is told how things are, so that nothing is missed between the two.
        if (!admitted(follower)) {
            exchange.getResponseHeaders().set("Retry-After", "10");
            refuse(exchange, 503);
            return;
        }
        try {
            common(exchange.getResponseHeaders());
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
            exchange.sendResponseHeaders(200, 0);
            follower.follow(exchange.getResponseBody());
        } catch (IOException gone) {
            LOG.debug("a browser has gone", gone);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        } finally {
            followers.remove(follower);
        }
    }

    private synchronized boolean admitted(Follower follower) {
        if (followers.size() >= FOLLOWERS) {
            return false;
        }
        return followers.add(follower);
    }

    /** Ends every connection. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
