package dev.headrace.testkit.upstream;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Request;

/** A request as it reached the fake upstream, body included. Immutable. */
public final class ReceivedRequest {
    private final int number;
    private final String method;
    private final String target;
    private final String path;
    private final String protocol;
    private final String connection;
    private final int port;
    private final HttpFields fields;
    private final byte[] body;
    private final long arrivedNanos;
    private final Instant arrivedAt;

    ReceivedRequest(int number, Request request, byte[] body, UpstreamClock clock) {
        ConnectionMetaData transport = request.getConnectionMetaData();
        this.number = number;
        this.method = request.getMethod();
        this.target = request.getHttpURI().getPathQuery();
        this.path = request.getHttpURI().getDecodedPath();
        this.protocol = transport.getProtocol();
        this.connection = transport.getId();
        this.port = Request.getLocalPort(request);
        this.fields = request.getHeaders();
        this.body = body;
        this.arrivedNanos = clock.nanoTime();
        this.arrivedAt = clock.wallTime();
    }

    /** The place of this request in the order of arrival, from 1. */
    public int number() {
        return number;
    }

    /** The method, for example {@code GET}. */
    public String method() {
        return method;
    }

    /** Path and query as they were on the wire, for example {@code /items?page=2}. */
    public String target() {
        return target;
    }

    /** The decoded path without the query. */
    public String path() {
        return path;
    }

    /** {@code HTTP/1.1} or {@code HTTP/2.0}. */
    public String protocol() {
        return protocol;
    }

    /** Names the connection that carried the request: equal for two requests exactly if they shared one. */
    public String connection() {
        return connection;
    }

    /** When it arrived, on the scale of {@link UpstreamClock#nanoTime()}, which is the machine's unless a test has given another. */
    public long arrivedNanos() {
        return arrivedNanos;
    }

    /** When it arrived, by the upstream's clock. */
    public Instant arrivedAt() {
        return arrivedAt;
    }

    /**
     * The first value of a header.
     *
     * @param name the header's name, in any case
     */
    public Optional<String> header(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /** All headers, each name once with its values in order of appearance; lookups ignore case. A fresh copy. */
    public Map<String, List<String>> headers() {
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (HttpField field : fields) {
            copy.computeIfAbsent(field.getName(), name -> new ArrayList<>()).add(String.valueOf(field.getValue()));
        }
        return copy;
    }

    /**
     * The first value of a query parameter, decoded; empty text if the parameter has no value.
     *
     * @param name the parameter's name
     */
    public Optional<String> query(String name) {
        int from = target.indexOf('?') + 1;
        while (from > 0) {
            int end = target.indexOf('&', from);
            String pair = end < 0 ? target.substring(from) : target.substring(from, end);
            if (isNamed(pair, name)) {
                return Optional.of(value(pair));
            }
            from = end + 1;
        }
        return Optional.empty();
    }

    /**
     * A query parameter that should be a whole number.
     *
     * @param name the parameter's name
     * @param otherwise what to return if the parameter is absent or no whole number
     */
    public long query(String name, long otherwise) {
        Optional<String> text = query(name).filter(value -> value.matches("-?\\d{1,18}"));
        return text.isPresent() ? Long.parseLong(text.get()) : otherwise;
    }

    /** The body's bytes; empty if there was none. A copy. */
    public byte[] body() {
        return body.clone();
    }

    /** The body read as UTF-8. */
    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /**
     * An absolute URL on this server, for links and redirects.
     *
     * @param pathAndQuery what follows host and port, beginning with a slash
     */
    public String absolute(String pathAndQuery) {
        return "http://127.0.0.1:" + port + pathAndQuery;
    }

    @Override
    public String toString() {
        return "#" + number + " " + method + " " + target;
    }

    private static boolean isNamed(String pair, String name) {
        int equals = pair.indexOf('=');
        return decode(equals < 0 ? pair : pair.substring(0, equals)).equals(name);
    }

    private static String value(String pair) {
        int equals = pair.indexOf('=');
        return equals < 0 ? "" : decode(pair.substring(equals + 1));
    }

    private static String decode(String encoded) {
        boolean plain = encoded.indexOf('%') < 0 && encoded.indexOf('+') < 0;
        return plain ? encoded : URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    }
}
