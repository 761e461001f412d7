package dev.headrace.connectors.npm;

import static dev.headrace.testkit.assertions.HeadraceAssertions.assertThat;

import dev.headrace.connectors.Collector;
import dev.headrace.connectors.RealServer;
import dev.headrace.engine.report.RunReport;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against Verdaccio itself: 25 packages, connections that are closed after a second without a request. */
@Tag("server")
class VerdaccioTest {
    @TempDir
    private Path directory;

    private static String configuration(RealServer verdaccio, String limit) {
        return """
                connectors.npm-registry { base-url = "%s", search = mill, page-size = 3 }
                limits { npm-registry-127-0-0-1 { %s } }
                """.formatted(verdaccio.address(), limit);
    }

    @Test
    void allPackagesAndTheirDocumentsAreCollectedAndThenOnlyWhatIsNew() throws Exception {
        try (RealServer verdaccio = RealServer.start("verdaccio")) {
            Collector collector = new Collector(directory);
            collector.runWhole(configuration(verdaccio, "concurrency = 8"));
            assertThat(collector.records("npm-registry", "packages"))
                    .extracting(hit -> hit.at("/package/name").asString())
                    .hasSize(25)
                    .doesNotHaveDuplicates()
                    .contains("@mill/race", "mill-race-24");
            assertThat(collector.records("npm-registry", "documents")).hasSize(25);
            assertThat(new NpmProvider().info()).describes("packages", collector.records("npm-registry", "packages"));
            assertThat(new NpmProvider().info()).describes("documents", collector.records("npm-registry", "documents"));

            RunReport again = collector.runWhole(configuration(verdaccio, "concurrency = 8"));
            assertThat(again.records()).as("the search, and no document").isEqualTo(25);
        }
    }

    @Test
    void aConnectionThatWasClosedWhileItWaitedCostsNoPage() throws Exception {
        try (RealServer verdaccio = RealServer.start("verdaccio")) {
            Collector collector = new Collector(directory);
            // As long between requests as the server keeps an idle connection, so that they meet.
            String configuration =
                    configuration(verdaccio, "spacing = 1s") + "connectors.npm-registry.documents = false\n";
            collector.runWhole(configuration);

            assertThat(collector.records("npm-registry", "packages")).hasSize(25);
        }
    }

    /** It says how much is left with every answer, and refuses with 429 and Retry-After what exceeds it. */
    @Test
    void twentyRequestsInTwoSecondsAreLimitEnoughToLoseNothing() throws Exception {
        try (RealServer verdaccio = RealServer.start("verdaccio", Map.of("VERDACCIO_REQUESTS", "20"))) {
            Collector collector = new Collector(directory);
            RunReport report = collector.runWhole(configuration(verdaccio, "concurrency = 8"));

            assertThat(report.connectors().get(0).requests()).isGreaterThan(20);
            assertThat(collector.records("npm-registry", "documents")).hasSize(25);
        }
    }
}
