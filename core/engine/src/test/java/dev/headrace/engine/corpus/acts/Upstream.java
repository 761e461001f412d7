package dev.headrace.engine.corpus.acts;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.headrace.engine.corpus.Stage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on this machine that answers at once, or when the act is over. Stateless. */
final class Upstream {
    private Upstream() {}

    static URI answeringAtOnce(Stage stage) throws IOException {
        return start(stage, () -> {});
    }

    static URI answeringAfterwards(Stage stage) throws IOException {
        return start(stage, stage::awaitEnd);
    }

    private static URI start(Stage stage, Runnable before) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        ExecutorService pool = Executors.newCachedThreadPool();
        server.setExecutor(pool);
        server.createContext("/", exchange -> {
            before.run();
            answer(exchange);
        });
        server.start();
        stage.closing(() -> {
            server.stop(0);
            pool.shutdownNow();
        });
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private static void answer(HttpExchange exchange) throws IOException {
        byte[] body = {'{', '}'};
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
