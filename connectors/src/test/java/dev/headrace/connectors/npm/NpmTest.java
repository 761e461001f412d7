package dev.headrace.connectors.npm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.connectors.Collector;
import dev.headrace.engine.report.RunReport;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.FakeUpstreamBuilder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpmTest {
    @TempDir
    private Path directory;

    private static FakeUpstreamBuilder registry(int count) {
        FakeUpstreamBuilder builder = FakeUpstream.builder();
        new NpmRegistry(count).routes().forEach(builder::route);
        return builder;
    }

    private static String configuration(FakeUpstream upstream, String more) {
        return "connectors.npm-registry { base-url = \"%s\", search = water, page-size = 3, %s }"
                .formatted(upstream.uri(), more);
    }

    @Test
    void aTotalThatIsThePagesSizeLosesNothing() {
        try (FakeUpstream upstream = registry(7).start()) {
            Collector collector = new Collector(directory);
            collector.runWhole(configuration(upstream, "documents = false"));

            assertThat(collector.records("npm-registry", "packages")).hasSize(7);
            assertThat(collector.records("npm-registry", "documents")).isEmpty();
            assertThat(upstream.traffic().requests())
                    .as("three pages, and the empty one")
                    .isEqualTo(4);
        }
    }

    @Test
    void documentsComeAgainOnlyWhenTheyHaveChanged() {
        try (FakeUpstream upstream = registry(7).start()) {
            Collector collector = new Collector(directory);
            collector.runWhole(configuration(upstream, ""));
            assertThat(collector.records("npm-registry", "documents")).hasSize(7);
            upstream.traffic().clear();

            RunReport again = collector.runWhole(configuration(upstream, ""));
            assertThat(again.records()).as("the search only").isEqualTo(7);
            assertThat(upstream.traffic().answered(304)).isEqualTo(7);
        }
    }

    @Test
    void theSlashOfAScopeIsSentEncoded() {
        try (FakeUpstream upstream = registry(1).start()) {
            new Collector(directory).runWhole(configuration(upstream, ""));

            assertThat(upstream.traffic().exchanges())
                    .anySatisfy(
                            exchange -> assertThat(exchange.request().target()).isEqualTo("/@mill%2Frace-0"));
        }
    }
}
