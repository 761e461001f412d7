package dev.headrace.docs;

import static dev.headrace.testkit.assertions.HeadraceAssertions.assertThat;

import dev.headrace.engine.report.RunReport;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import dev.headrace.testkit.upstream.StrictLimit;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The assertions that the page on testing shows. */
class AssertionsTest {
    @TempDir
    private Path directory;

    @Test
    void aBoardThatIsMissingCostsNoOther() {
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route("/boards/rust/topics", Reply.json("[]"))
                .limit(StrictLimit.slidingWindow(20, Duration.ofSeconds(1)))
                .start()) {
            RunReport report = collect(upstream, "boards = [java, rust]");

            assertThat(report).isBalanced().hasFailed("boards/java", "404").blockedNothing();
            assertThat(upstream.traffic())
                    .hasTargets("/boards/java/topics", "/boards/rust/topics")
                    .wasNeverThrottled();
        }
    }

    private RunReport collect(FakeUpstream upstream, String options) {
        String configuration = "connectors { forum { base-url = \"%s\", %s } }".formatted(upstream.uri(), options);
        return new Workplace(directory, configuration).run();
    }
}
