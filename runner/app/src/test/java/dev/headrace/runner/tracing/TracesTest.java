package dev.headrace.runner.tracing;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.Engine;
import dev.headrace.engine.observe.RunObserver;
import dev.headrace.engine.report.RunReport;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs as traces. */
class TracesTest {
    @TempDir
    private Path directory;

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();

    private List<SpanData> traced(String streams, FakeUpstream upstream) throws Exception {
        Path file = Files.writeString(directory.resolve("headrace.conf"), """
                engine.attempts = 1
                connectors.shop {
                  connector = rest, base-url = "%s"
                  auth { type = query, name = key, key = planted-key }
                  %s
                }
                """.formatted(upstream.uri(), streams));
        try (SdkTracerProvider provider = SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(spans))
                        .build();
                Engine engine = Engine.load(file, Map.of(), TracesTest.class.getClassLoader())) {
            OpenTelemetrySdk telemetry =
                    OpenTelemetrySdk.builder().setTracerProvider(provider).build();
            engine.observe(Traces.of(telemetry));
            RunReport report =
                    engine.collect(fatal -> {}).report().toCompletableFuture().get(120, TimeUnit.SECONDS);
            assertThat(report.problem()).isEmpty();
            return List.copyOf(spans.getFinishedSpanItems());
        }
    }

    @Test
    void aRequestIsUnderItsItemAndTheItemUnderItsRunWhateverThreadsTheyHad() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route("/orders", Reply.json("[{\"id\":1}]"))
                .route("/gone", Reply.status(404))
                .start()) {
            List<SpanData> all =
                    traced("streams.orders { path = \"/orders\" }\nstreams.gone { path = \"/gone\" }", upstream);
            SpanData run = one(all, "run shop");
            assertThat(run.getParentSpanId()).isEqualTo(SpanId.getInvalid());
            assertThat(all).allSatisfy(span -> {
                assertThat(span.getTraceId()).isEqualTo(run.getTraceId());
                assertThat(span.hasEnded()).isTrue();
                assertThat(span.getEndEpochNanos()).isGreaterThanOrEqualTo(span.getStartEpochNanos());
            });
            for (String stream : List.of("orders", "gone")) {
                SpanData item = one(all, "shop " + stream);
                assertThat(item.getParentSpanId()).isEqualTo(run.getSpanId());
                assertThat(item.getKind()).isEqualTo(SpanKind.INTERNAL);
                SpanData request = all.stream()
                        .filter(span -> span.getParentSpanId().equals(item.getSpanId()))
                        .findFirst()
                        .orElseThrow();
                checkRequest(request, upstream, stream);
            }
            assertThat(one(all, "shop gone").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
            assertThat(one(all, "shop orders").getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
            assertThat(one(all, "shop orders").getAttributes().get(longKey("headrace.records")))
                    .isEqualTo(1);
        }
    }

    private static void checkRequest(SpanData request, FakeUpstream upstream, String stream) {
        assertThat(request.getName()).isEqualTo("GET");
        assertThat(request.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(request.getAttributes().get(stringKey("http.request.method")))
                .isEqualTo("GET");
        assertThat(request.getAttributes().get(stringKey("server.address"))).isEqualTo("127.0.0.1");
        assertThat(request.getAttributes().get(longKey("server.port"))).isEqualTo(upstream.port());
        assertThat(request.getAttributes().get(longKey("http.response.status_code")))
                .isEqualTo(stream.equals("gone") ? 404L : 200L);
        assertThat(request.getAttributes().get(stringKey("error.type")))
                .isEqualTo(stream.equals("gone") ? "404" : null);
        assertThat(request.getAttributes().get(stringKey("url.full")))
                .startsWith(upstream.uri(("/" + stream)).toString())
                .doesNotContain("planted-key");
    }

    @Test
    void whatAServerHasSignedInAQueryIsInNoSpan() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route("/orders", Reply.redirect(302, "/there?signature=made-by-the-server"))
                .route("/there", Reply.json("[{\"id\":1}]"))
                .start()) {
            List<String> urls = traced("streams.orders { path = \"/orders?state=open\" }", upstream).stream()
                    .map(span -> span.getAttributes().get(stringKey("url.full")))
                    .filter(Objects::nonNull)
                    .toList();
            assertThat(urls).hasSize(2).noneMatch(url -> url.contains("made-by-the-server"));
            assertThat(urls)
                    .anyMatch(url ->
                            url.startsWith(upstream.uri("/orders?state=open").toString()));
            assertThat(urls).contains(upstream.uri("/there") + "?…");
        }
    }

    private static SpanData one(List<SpanData> all, String name) {
        List<SpanData> found =
                all.stream().filter(span -> span.getName().equals(name)).toList();
        assertThat(found).as(name).hasSize(1);
        return found.get(0);
    }

    @Test
    void withoutAnSdkThereIsNothingToPayFor() {
        assertThat(Traces.ofProcess()).isSameAs(RunObserver.NONE);
    }
}
