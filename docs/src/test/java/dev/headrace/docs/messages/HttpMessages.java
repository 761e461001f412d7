package dev.headrace.docs.messages;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.FakeUpstreamBuilder;
import dev.headrace.testkit.upstream.Reply;
import dev.headrace.testkit.upstream.Responder;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.function.Consumer;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** What can go wrong between Headrace and an upstream. */
final class HttpMessages {
    private static final String ABOUT = """
            A request that fails names method, address without secrets, what happened, what was tried before, and how the answer began. The
            item, its connector and this text are in the run's report and in `headrace state show`; `headrace retry` does it again. Here one
            attempt is made; otherwise there are three, and each is told.
            """;

    private static final String LIST = """
            engine.attempts = 1
            connectors.shop {
              connector = rest, base-url = "BASE"
              http { attempts = 1 }
              streams.orders { path = "/orders" }
            }
            """;

    private static final String ITEMS = "[{\"id\":1}]";

    private HttpMessages() {}

    static Area area() {
        Area area = new Area("Upstreams", ABOUT);
        connections(area);
        answers(area);
        bodies(area);
        redirects(area);
        throttles(area);
        credentials(area);
        pages(area);
        return area;
    }

    private static void connections(Area area) {
        area.with("A name that is not known", "", desk -> desk.run(at(URI.create("http://" + unknownName()))))
                .with("Nobody listens", "", desk -> desk.run(at(URI.create("http://127.0.0.1:" + closedPort()))))
                .with("Nobody listens at a Unix domain socket", "http.unix-socket = nobody.sock", desk -> {
                    String socket = "attempts = 1, unix-socket = \"%s\" }".formatted(desk.path("nobody.sock"));
                    return desk.run(at(URI.create("http://127.0.0.1:9")).replace("attempts = 1 }", socket));
                })
                .with("The connection is reset", "", desk -> against(desk, LIST, Reply.reset()))
                .with("The connection is closed without an answer", "", desk -> against(desk, LIST, Reply.hangUp()))
                .with("Something else than HTTP", "", desk -> against(desk, LIST, garbage()))
                .with("No answer within attempt-timeout", "http.attempt-timeout = 200ms", desk -> {
                    String hasty = LIST.replace("attempts = 1 }", "attempts = 1, attempt-timeout = 200ms }");
                    return against(desk, hasty, Reply.neverAnswer());
                })
                .with("No answer within request-timeout", "engine.request-timeout = 200ms", desk -> {
                    return against(desk, "engine.request-timeout = 200ms\n" + LIST, Reply.neverAnswer());
                })
                .with("No end of an item within item-timeout", "engine.item-timeout = 200ms", desk -> {
                    return against(desk, "engine.item-timeout = 200ms\n" + LIST, Reply.neverAnswer());
                })
                .with("https where there is http", "", desk -> {
                    try (FakeUpstream upstream = upstream(builder -> builder.route("/orders", Reply.json(ITEMS)))) {
                        return desk.run(at(
                                URI.create("https://127.0.0.1:" + upstream.uri().getPort())));
                    }
                })
                .with("A certificate that nobody vouches for", "", HttpMessages::selfSigned);
    }

    private static void answers(Area area) {
        area.with(
                        "Not found",
                        "",
                        desk -> against(
                                desk,
                                LIST,
                                Reply.json("{\"message\":\"no such list\"}").withStatus(404)))
                .with("Not allowed", "", desk -> against(desk, LIST, Reply.status(403)))
                .with(
                        "The upstream is down",
                        "",
                        desk -> against(desk, LIST, Reply.text("maintenance").withStatus(503)))
                .with("The upstream is down, three times", "http.attempts = 3", desk -> {
                    String patient = LIST.replace("http { attempts = 1 }", "http { attempts = 3 }");
                    return against(desk, patient, Reply.status(503));
                });
    }

    private static void bodies(Area area) {
        area.with(
                        "A body that is cut off",
                        "",
                        desk -> against(desk, LIST, Reply.json(ITEMS).truncatedAfter(5)))
                .with("A body that is no JSON", "", desk -> against(desk, LIST, Reply.text("<html>sign in</html>")))
                .with("A body that is too large", "http.max-body = 1KiB", desk -> {
                    String small = LIST.replace("attempts = 1 }", "attempts = 1, max-body = 1KiB }");
                    return against(desk, small, Reply.json("[\"" + "x".repeat(5000) + "\"]"));
                })
                .with("A body that grows too much", "", desk -> against(desk, LIST, Reply.gzipBomb(4)))
                .with("A body in an encoding that was not offered", "", desk -> {
                    return against(desk, LIST, Reply.json(ITEMS).withHeader("Content-Encoding", "br"));
                })
                .with(
                        "No list where the records should be",
                        "streams.orders { path = \"/orders\", records = \"/data\" }",
                        desk -> {
                            String elsewhere =
                                    LIST.replace("path = \"/orders\"", "path = \"/orders\", records = \"/data\"");
                            return against(desk, elsewhere, Reply.json("{\"items\":[]}"));
                        })
                .with("A record without its id", "", desk -> against(desk, LIST, Reply.json("[{\"name\":\"x\"}]")));
    }

    private static void redirects(Area area) {
        area.with("A redirect in a circle", "", desk -> against(desk, LIST, Reply.redirect(302, "/orders")))
                .with("A redirect to nowhere", "", desk -> against(desk, LIST, Reply.status(302)))
                .with("A redirect to something that is no address", "", desk -> {
                    return against(desk, LIST, Reply.redirect(302, "ftp://files.example/orders"));
                });
    }

    private static void throttles(Area area) {
        area.with("Throttled too often", "http.throttles = 1", desk -> {
                    String once = LIST.replace("attempts = 1 }", "attempts = 1, throttles = 1 }");
                    return against(desk, once, Reply.tooManyRequests(Duration.ofSeconds(1)));
                })
                .with("Throttled for days", "", desk -> {
                    return against(desk, LIST, Reply.tooManyRequests(Duration.ofDays(3)));
                });
    }

    private static void credentials(Area area) {
        String oauth = LIST.replace(
                "connector = rest,",
                "connector = rest, auth { type = oauth2, token-url = \"BASE/token\", client-id = me, client-secret = ${TOKEN} },");
        area.with("A token that is refused", "", desk -> {
                    String bearer = LIST.replace(
                            "connector = rest,", "connector = rest, auth { type = bearer, token = ${TOKEN} },");
                    return against(
                            desk,
                            bearer,
                            Reply.json("{\"message\":\"Bad credentials\"}").withStatus(401));
                })
                .with("No access token to be had", "auth { type = oauth2, ... }", desk -> {
                    return against(
                            desk,
                            oauth,
                            "/token",
                            request ->
                                    Reply.json("{\"error\":\"invalid_client\"}").withStatus(401));
                })
                .with("An answer without the access token", "auth { type = oauth2, ... }", desk -> {
                    return against(desk, oauth, "/token", request -> Reply.json("{\"token\":\"x\"}"));
                });
    }

    private static void pages(Area area) {
        area.with(
                        "A last record without the field to go on from",
                        "pagination { type = keyset, param = after, key = number }",
                        desk -> {
                            String keyset = paged("type = keyset, param = after, key = number, size = 1");
                            return against(desk, keyset, Reply.json(ITEMS));
                        })
                .with(
                        "A page that has no number",
                        "path = \"/orders?page=one\", pagination { type = page, param = page }",
                        desk -> {
                            String one =
                                    paged("type = page, param = page").replace("\"/orders\"", "\"/orders?page=one\"");
                            return against(desk, one, Reply.json(ITEMS));
                        });
        area.with("A next page at another origin", "pagination { type = link }", desk -> {
                    return against(
                            desk,
                            paged("type = link"),
                            Reply.json(ITEMS)
                                    .withHeader("Link", "<https://elsewhere.example/orders?page=2>; rel=\"next\""));
                })
                .with("The same page again and again", "pagination { type = page, param = page }", desk -> {
                    return against(desk, paged("type = page, param = page"), Reply.json(ITEMS));
                })
                .with("A next page that was there before", "pagination { type = link }", desk -> {
                    return against(
                            desk,
                            paged("type = link"),
                            Reply.json(ITEMS).withHeader("Link", "</orders>; rel=\"next\""));
                })
                .with(
                        "A cursor that is no single value",
                        "pagination { type = cursor, param = after, at = \"/next\" }",
                        desk -> {
                            String cursor = paged("type = cursor, param = after, at = \"/next\"")
                                    .replace("path =", "records = \"/data\", path =");
                            return against(desk, cursor, Reply.json("{\"data\":[{\"id\":1}],\"next\":{\"page\":2}}"));
                        })
                .with(
                        "A total that is no number",
                        "pagination { type = page, param = page, total-pages = \"/pages\" }",
                        desk -> {
                            String total = paged("type = page, param = page, total-pages = \"/pages\"")
                                    .replace("path =", "records = \"/data\", path =");
                            return against(desk, total, Reply.json("{\"data\":[{\"id\":1}],\"pages\":\"many\"}"));
                        });
    }

    private static String paged(String pagination) {
        return LIST.replace("path = \"/orders\"", "path = \"/orders\", pagination { " + pagination + " }");
    }

    private static String against(Desk desk, String configuration, Reply reply) {
        return against(desk, configuration, "/orders", request -> reply);
    }

    private static String against(Desk desk, String configuration, String path, Responder responder) {
        try (FakeUpstream upstream = upstream(builder -> builder.route(path, responder))) {
            return desk.run(configuration.replace("BASE", upstream.uri().toString()));
        }
    }

    private static FakeUpstream upstream(Consumer<FakeUpstreamBuilder> routes) {
        FakeUpstreamBuilder builder = FakeUpstream.builder();
        routes.accept(builder);
        return builder.start();
    }

    private static String at(URI base) {
        return LIST.replace("BASE", base.toString());
    }

    private static Reply garbage() {
        return Reply.garbage("SSH-2.0-OpenSSH_9.2\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    /** No label of a name may be so long, so that no resolver has to ask anybody. */
    private static String unknownName() {
        return "x".repeat(70) + ".example";
    }

    private static int closedPort() {
        try (FakeUpstream upstream = FakeUpstream.builder().start()) {
            return upstream.uri().getPort();
        }
    }

    /** A server whose certificate only it has signed. */
    private static String selfSigned(Desk desk) throws Exception {
        Path store = desk.path("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-keystore",
                        store.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .redirectOutput(desk.path("keytool.txt").toFile())
                .start();
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException(Files.readString(desk.path("keytool.txt")));
        }
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(serving(store)));
        server.start();
        try {
            return desk.run(
                    at(URI.create("https://127.0.0.1:" + server.getAddress().getPort())));
        } finally {
            server.stop(0);
        }
    }

    private static SSLContext serving(Path store) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream stream = Files.newInputStream(store)) {
            keys.load(stream, "changeit".toCharArray());
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }
}
