package dev.headrace.runner.endpoint;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server. Thread-safe. */
public final class Endpoint implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);
    private static final int THREADS = 2;
    private static final int BACKLOG = 16;

    static {
        // The JDK's server waits for ever for a request that does not come to its end, and has two threads here.
        if (System.getProperty("sun.net.httpserver.maxReqTime") == null) {
            System.setProperty("sun.net.httpserver.maxReqTime", "10");
        }
    }

    private final HttpServer server;
    private final ExecutorService threads;

    private Endpoint(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Begins to listen.
     *
     * @param listen the address of one of this machine's networks
     * @param port 0 for any that is free
     * @param pages by path
     * @throws IllegalStateException if the address cannot be used, saying what to do
     */
    public static Endpoint start(InetAddress listen, int port, Map<String, Page> pages) {
        AtomicInteger number = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, work -> daemon(work, number.incrementAndGet()));
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(listen, port), BACKLOG);
            server.setExecutor(threads);
            Map<String, Page> all = Map.copyOf(pages);
            server.createContext("/", exchange -> handle(exchange, all));
            server.start();
            return new Endpoint(server, threads);
        } catch (IOException taken) {
            threads.shutdownNow();
            throw new IllegalStateException(
                    "Nothing can listen at %s, port %d: %s. Choose another port or address."
                            .formatted(listen.getHostAddress(), port, taken.getMessage()),
                    taken);
        }
    }

    private static Thread daemon(Runnable work, int number) {
        Thread thread = new Thread(work, "headrace-endpoint-" + number);
        thread.setDaemon(true);
        return thread;
    }

    /** The port that it listens at. */
    public int port() {
        return server.getAddress().getPort();
    }

    private static void handle(HttpExchange exchange, Map<String, Page> pages) throws IOException {
        try (exchange) {
            Page.Answer answer = answer(exchange, pages);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.sendResponseHeaders(answer.status(), -1);
            } else {
                exchange.sendResponseHeaders(answer.status(), body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    private static Page.Answer answer(HttpExchange exchange, Map<String, Page> pages) {
        String method = exchange.getRequestMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            return Page.Answer.problem(405, "Only GET is understood here.");
        }
        Page page = pages.get(exchange.getRequestURI().getPath());
        if (page == null) {
            return Page.Answer.problem(
                    404,
                    "Here are: "
                            + String.join(", ", pages.keySet().stream().sorted().toList()));
        }
        try {
            return page.answer();
        } catch (RuntimeException defect) {
            LOG.warn("{} could not be told", exchange.getRequestURI().getPath(), defect);
            return Page.Answer.problem(500, "This could not be told; the log says why.");
        }
    }

    /** Ends at once; answers that are under way are cut. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
