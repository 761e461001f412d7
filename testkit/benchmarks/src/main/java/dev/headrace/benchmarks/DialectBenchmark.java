package dev.headrace.benchmarks;

import dev.headrace.engine.budget.Answer;
import dev.headrace.engine.budget.dialect.Dialect;
import dev.headrace.engine.budget.dialect.FieldLines;
import dev.headrace.spi.LimitHints;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to read what one answer says of limits, among the fifteen fields that answers have anyway. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class DialectBenchmark {
    private static final Instant NOON = Instant.parse("2025-06-01T12:00:00Z");

    private static final List<String> USUAL = List.of(
            "Server: nginx",
            "Date: Sun, 01 Jun 2025 12:00:00 GMT",
            "Content-Type: application/json; charset=utf-8",
            "Content-Length: 2314",
            "Cache-Control: private, max-age=60, s-maxage=60",
            "Vary: Accept, Authorization, Cookie",
            "ETag: W/\"b6fd33ea4e0a43f2b8be1c3bb4d0b5b0\"",
            "Last-Modified: Sun, 01 Jun 2025 11:00:00 GMT",
            "X-Request-Id: 6a7b8c9d",
            "Access-Control-Allow-Origin: *",
            "Strict-Transport-Security: max-age=31536000; includeSubdomains; preload",
            "X-Frame-Options: deny",
            "X-Content-Type-Options: nosniff",
            "Referrer-Policy: origin-when-cross-origin",
            "Link: <https://api.example.com/things?page=2>; rel=\"next\"");

    /** The ways in which a quota is told. */
    public enum Way {
        NONE(),
        EPOCH(
                "X-RateLimit-Limit: 5000",
                "X-RateLimit-Remaining: 4987",
                "X-RateLimit-Reset: 1748782800",
                "X-RateLimit-Used: 13",
                "X-RateLimit-Resource: core"),
        DRAFT_10(
                "RateLimit-Policy: \"burst\";q=100;w=60,\"daily\";q=1000;w=86400",
                "RateLimit: \"burst\";r=50;t=30, \"daily\";r=900;t=40000"),
        ISO("X-RateLimit-Remaining: 298", "X-RateLimit-Reset: 2025-06-01T12:05:00.044662Z"),
        GO(
                "x-ratelimit-remaining-requests: 59",
                "x-ratelimit-remaining-tokens: 149984",
                "x-ratelimit-reset-requests: 1s",
                "x-ratelimit-reset-tokens: 6m0s");

        private final String fields;

        Way(String... fields) {
            this.fields = String.join("\n", fields);
        }
    }

    @Param
    private Way way = Way.NONE;

    private final Dialect dialect = Dialect.of(LimitHints.usual());
    private FieldLines lines = line -> {};

    /** Names are new strings, as those of an answer are. */
    @Setup
    public void fields() {
        List<String[]> fields = new ArrayList<>();
        USUAL.forEach(field -> fields.add(field.split(": ", 2)));
        way.fields.lines().forEach(field -> fields.add(field.split(": ", 2)));
        String[][] pairs = fields.toArray(String[][]::new);
        lines = line -> {
            for (String[] pair : pairs) {
                line.accept(pair[0], pair[1]);
            }
        };
    }

    /** An answer that succeeds. */
    @Benchmark
    public Answer served() {
        return dialect.read(200, lines, () -> "", NOON);
    }
}
