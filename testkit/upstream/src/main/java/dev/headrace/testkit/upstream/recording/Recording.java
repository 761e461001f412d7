package dev.headrace.testkit.upstream.recording;

import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import dev.headrace.testkit.upstream.Responder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Exchanges that were recorded against a real upstream, replayed by method, path and query:
 *
 * <pre>{@code
 * FakeUpstream.builder()
 *         .route("/*", Recording.read(Path.of("src/test/recordings/issues.json")).servedFrom("https://api.github.com"))
 * }</pre>
 *
 * <p>Read are directories of WireMock mappings, nock's fixtures (as in the npm package {@code @octokit/fixtures}), and cassettes
 * of VCR and betamax in JSON. What was recorded several times is answered in that order, and with the last answer for ever after.
 * A request that was not recorded gets a 404 that names those which are nearest. The order of query parameters does not matter,
 * nor do headers and bodies of requests. Headers that belong to the connection of then, such as {@code Transfer-Encoding}, are
 * left out; bodies are replayed inflated.
 *
 * <p>Recordings hardly ever hold throttles or faults: lay those over. Thread-safe.
 */
public final class Recording implements Responder {
    private static final int NEAREST = 5;

    private final List<RecordedExchange> exchanges;
    private final Set<String> ignored;
    private final String origin;
    private final Map<RequestShape, List<RecordedExchange>> answers;
    private final Map<RequestShape, AtomicInteger> turns = new ConcurrentHashMap<>();
    private final Templates templates = new Templates();

    private Recording(List<RecordedExchange> exchanges, Set<String> ignored, String origin) {
        this.exchanges = exchanges;
        this.ignored = ignored;
        this.origin = origin;
        this.answers = exchanges.stream()
                .collect(Collectors.groupingBy(
                        exchange -> exchange.request().without(ignored), LinkedHashMap::new, Collectors.toList()));
    }

    /**
     * Reads a recording.
     *
     * @param source one file, or a directory whose files are read in the order of their names; bodies may be in files beside
     * @throws IllegalArgumentException if there is nothing to read, or a file is none of the forms; says which
     */
    public static Recording read(Path source) {
        return new Recording(RecordingFiles.read(source), Set.of(), "");
    }

    /**
     * Says where the recorded upstream was: its address in headers and bodies becomes the fake upstream's.
     *
     * @param recorded scheme and host, for example {@code https://api.github.com}
     */
    public Recording servedFrom(String recorded) {
        return new Recording(exchanges, ignored, recorded);
    }

    /**
     * Does not look at some query parameters, such as a key or a time.
     *
     * @param names their names
     */
    public Recording ignoring(String... names) {
        return new Recording(exchanges, Set.of(names), origin);
    }

    /** How many exchanges there are. */
    public int size() {
        return exchanges.size();
    }

    @Override
    public Reply reply(ReceivedRequest request) {
        RequestShape asked = RequestShape.of(request.method(), request.target()).without(ignored);
        List<RecordedExchange> found = answers.get(asked);
        if (found == null) {
            return unknown(asked);
        }
        int turn = turns.computeIfAbsent(asked, first -> new AtomicInteger()).getAndIncrement();
        return replay(found.get(Math.min(turn, found.size() - 1)), request);
    }

    private Reply replay(RecordedExchange exchange, ReceivedRequest request) {
        Reply reply = Reply.status(exchange.status()).withBody(here(exchange.body(), request));
        for (RecordedExchange.Field field : exchange.fields()) {
            reply = reply.andHeader(field.name(), here(templates.fill(field.value(), request.arrivedAt()), request));
        }
        return reply;
    }

    private byte[] here(byte[] body, ReceivedRequest request) {
        return origin.isEmpty() ? body : Bytes.replace(body, origin, request.absolute(""));
    }

    private String here(String text, ReceivedRequest request) {
        return origin.isEmpty() ? text : text.replace(origin, request.absolute(""));
    }

    private Reply unknown(RequestShape asked) {
        List<RequestShape> near = new ArrayList<>(answers.keySet());
        near.sort(Comparator.comparingInt(asked::distance));
        String list =
                near.stream().limit(NEAREST).map(shape -> "  " + shape + "\n").collect(Collectors.joining());
        return Reply.text("This recording has no " + asked + ". Its " + answers.size() + " requests that are nearest:\n"
                        + list)
                .withStatus(404);
    }
}
