package dev.headrace.connectors.github;

import static dev.headrace.testkit.assertions.HeadraceAssertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.headrace.connectors.Collector;
import dev.headrace.engine.report.RunReport;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real answers of GitHub: 13 issues on five pages, with links that change their path after the first. Needs Node.js and the npm
 * package {@code @octokit/fixtures-server}, installed in the directory that the system property {@code headrace.octokit} names.
 */
@Tag("recorded")
class RecordedPagesTest {
    private static final Map<String, String> RECORDED = Map.of(
            "Accept", "application/vnd.github.v3+json",
            "Authorization", "token 0000000000000000000000000000000000000001");

    private static final Pattern NEXT = Pattern.compile("<https?://[^/]+([^>]+)>; rel=\"next\"");

    private static final String REASON = "SKIPPED RecordedPagesTest: needs -Dheadrace.octokit=DIR, where"
            + " 'npm install --no-package-lock --prefix DIR @octokit/fixtures-server@8' was run; .ci/run does both";

    @TempDir
    private Path directory;

    @BeforeEach
    void theRecordingsAreInstalled() {
        boolean installed = System.getProperty("headrace.octokit") != null;
        if (!installed) {
            System.out.println(REASON);
        }
        assumeTrue(installed, REASON);
    }

    private static List<Integer> thirteen() {
        return IntStream.rangeClosed(1, 13).boxed().toList();
    }

    private static OctokitServer server() throws Exception {
        return OctokitServer.start(Path.of(System.getProperty("headrace.octokit")));
    }

    @Test
    void theConnectorGithubCollectsTheRecordedIssues() throws Exception {
        try (OctokitServer recorded = server()) {
            String scenario = recorded.scenario("paginate-issues");
            // The recording was walked by links: where the walk goes on by time, it gets the page that the last link
            // led to.
            AtomicReference<String> next = new AtomicReference<>("");
            try (FakeUpstream upstream = FakeUpstream.builder()
                    .route("/*", request -> {
                        String target = request.query("since").isPresent() ? next.get() : asRecorded(request);
                        Reply reply = recorded.replay(request, target, RECORDED);
                        Matcher link = NEXT.matcher(reply.header("Link").orElse(""));
                        next.set(link.find() ? link.group(1) : "");
                        return reply;
                    })
                    .start()) {
                Collector collector = new Collector(directory);
                RunReport report = collector.runWhole("""
                        connectors.github {
                          base-url = "%s", streams = [issues], page-size = 3
                          repositories = [octokit-fixture-org/paginate-issues]
                        }
                        """.formatted(upstream.uri(scenario)));
                assertThat(collector.numbers("github", "issues", "number")).isEqualTo(thirteen());
                assertThat(new GitHubProvider().info()).describes("issues", collector.records("github", "issues"));
                assertThat(report.connectors().get(0).requests()).isEqualTo(5);
            }
        }
    }

    /** The recording was made without the parameters that put the oldest change first. */
    private static String asRecorded(ReceivedRequest request) {
        return request.target().replace("state=all&sort=updated&direction=asc&", "");
    }

    @Test
    void theConnectorRestCollectsThemFromTheRecordingServerItself() throws Exception {
        try (OctokitServer recorded = server()) {
            Collector collector = new Collector(directory);
            collector.runWhole("""
                    connectors.recorded {
                      connector = rest, base-url = "%s%s"
                      streams.issues {
                        path = "/repos/octokit-fixture-org/paginate-issues/issues", params { per_page = 3 }
                        headers { Accept = "application/vnd.github.v3+json" }
                        pagination { type = link }
                      }
                      auth { type = header, name = Authorization, key = "token 0000000000000000000000000000000000000001" }
                    }
                    """.formatted(recorded.address(), recorded.scenario("paginate-issues")));
            assertThat(collector.numbers("recorded", "issues", "number")).isEqualTo(thirteen());
        }
    }
}
