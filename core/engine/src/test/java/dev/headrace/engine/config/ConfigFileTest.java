package dev.headrace.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.spi.ConnectorConfig;
import dev.headrace.spi.Limit;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
    @TempDir
    private Path directory;

    @Test
    void everythingInAFileArrives() {
        RunConfig config = new Loading(directory)
                .environment("GITHUB_TOKEN", "s3cret-of-env")
                .load("""
                        state = "work/state.db"
                        output { type = jsonl, directory = records }
                        engine { in-flight = 8, stuck-after = 50ms, request-timeout = 2 minutes }
                        limits { github { permits = 5000, per = 1h, concurrency = 10, spacing = 250ms } }
                        connectors {
                          github {
                            token = ${?GITHUB_TOKEN}
                            repositories = [apache/maven, "apache/kafka"]
                            page-size = 100
                            state = closed
                            since = 1d12h
                            archived = true
                            label = 1.10
                            headers { X-One = 1, X-Two = two }
                            cache { size = 2MiB }
                            streams { issues { path = /issues }, pulls { path = /pulls } }
                            concurrency = 4
                            http { attempt-timeout = 10s, max-body = 500kB }
                          }
                          mirror { connector = github, base-url = "http://localhost:8080/", repositories = [] }
                        }
                        """);

        assertThat(config.state()).isEqualTo(directory.resolve("work/state.db"));
        assertThat(config.output().directory()).isEqualTo(directory.resolve("records"));
        assertThat(config.engine().inFlight()).isEqualTo(8);
        assertThat(config.engine().stuckAfter()).isEqualTo(Duration.ofMillis(50));
        assertThat(config.engine().requestTimeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(config.limits().get("github")).hasToString("github: 5000 per 1h, 1 each 250ms, 10 at once");
        assertThat(config.connectors().keySet()).containsExactly("github", "mirror");
        ConnectorInstance github = config.connectors().get("github");
        assertThat(github.connector()).isEqualTo("github");
        assertThat(github.concurrency()).isEqualTo(4);
        assertThat(github.http().attemptTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(github.http().maxBodyBytes()).isEqualTo(500_000);
        assertThat(config.connectors().get("mirror").connector()).isEqualTo("github");
        assertThat(config.connectors().get("mirror").config().uri("base-url"))
                .isEqualTo(URI.create("http://localhost:8080/"));
    }

    @Test
    void optionsOfAConnectorHaveTheTypesOfItsSpecification() {
        ConnectorConfig config = new Loading(directory)
                .environment("GITHUB_TOKEN", "s3cret-of-env")
                .github("""
                        token = ${?GITHUB_TOKEN}, page-size = 100, state = closed, since = 1d12h, archived = true
                        label = 1.10
                        headers { X-Two = 2, X-One = one }
                        cache { size = 2MiB }
                        streams { pulls { path = /pulls }, issues { path = /issues } }
                        """)
                .connectors()
                .get("github")
                .config();

        assertThat(config.secret("token").reveal()).isEqualTo("s3cret-of-env");
        assertThat(config.strings("repositories")).containsExactly("a/b");
        assertThat(config.integer("page-size")).isEqualTo(100);
        assertThat(config.string("state")).isEqualTo("closed");
        assertThat(config.duration("since")).isEqualTo(Duration.ofHours(36));
        assertThat(config.bool("archived")).isTrue();
        assertThat(config.string("label")).as("letter for letter").isEqualTo("1.10");
        assertThat(config.stringMap("headers")).containsExactly(Map.entry("X-One", "one"), Map.entry("X-Two", "2"));
        assertThat(config.section("cache").bytes("size")).isEqualTo(2 << 20);
        assertThat(config.section("cache").has("path")).isFalse();
        assertThat(config.sections("streams").keySet()).containsExactly("issues", "pulls");
        assertThat(config.sections("streams").get("pulls").string("path")).isEqualTo("/pulls");
    }

    @Test
    void whatAFileLeavesOutHasItsDefault() {
        RunConfig config = new Loading(directory).github("");

        assertThat(config.state()).isEqualTo(directory.resolve("headrace-state.db"));
        assertThat(config.output().type()).isEqualTo("jsonl");
        assertThat(config.output().directory()).isEqualTo(directory.resolve("out"));
        assertThat(config.limits()).isEmpty();
        assertThat(config.warnings()).isEmpty();
        ConnectorInstance github = config.connectors().get("github");
        assertThat(github.concurrency()).isEqualTo(16);
        assertThat(github.http().attemptTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(github.config().integer("page-size")).isEqualTo(50);
        assertThat(github.config().string("state")).isEqualTo("all");
        assertThat(github.config().has("token")).isFalse();
        assertThat(github.config().has("cache")).isFalse();
        assertThat(github.config().section("cache").bytes("size")).isEqualTo(1 << 20);
        assertThat(github.config().stringMap("headers")).isEmpty();
        assertThat(github.config().sections("streams")).isEmpty();
    }

    @Test
    void aNullCountsAsNotGiven() {
        ConnectorInstance github =
                new Loading(directory).github("page-size = null").connectors().get("github");

        assertThat(github.config().integer("page-size")).isEqualTo(50);
    }

    @Test
    void aLimitMayHaveSeveralWindows() {
        RunConfig config = new Loading(directory).load("""
                        limits { github { windows = [{ permits = 100, per = 1m }, { permits = 5000, per = 1h }] } }
                        connectors { github { repositories = [] } }
                        """);

        Limit limit = config.limits().get("github");
        assertThat(limit.windows())
                .containsExactly(
                        new Limit.Window(100, Duration.ofMinutes(1)), new Limit.Window(5000, Duration.ofHours(1)));
        assertThat(limit.source()).endsWith("headrace.conf:1");
    }

    @Test
    void aLimitMayBeForSomeRequestsAndForEachCredential() {
        RunConfig config = new Loading(directory).load("""
                        limits { volume {
                          permits = 1000, per = 1m, unit = bytes, per-credential = true, endpoints = ["GET /raw/**"]
                        } }
                        connectors { github { repositories = [], under = [volume] } }
                        """);

        assertThat(config.limits().get("volume"))
                .hasToString("volume: 1000 bytes per 1m, for each credential, on GET /raw/**");
        assertThat(config.connectors().get("github").under()).containsExactly("volume");
    }

    @Test
    void aLimitThatNobodyIsUnderIsAWarningWithANearMiss() {
        RunConfig config = new Loading(directory)
                .load("limits { githup { concurrency = 2 } }, connectors { github { repositories = [] } }");

        assertThat(config.unusedLimits(List.of("github")))
                .singleElement()
                .asString()
                .endsWith("headrace.conf:1: limits.githup: no connector of this run is under this limit."
                        + " Did you mean 'github'?");
        assertThat(config.unusedLimits(List.of("githup"))).isEmpty();
    }

    @Test
    void aLimitThatAConnectorNamesInItsOwnOptionsIsNoSlip() {
        RunConfig config = new Loading(directory)
                .load("limits { writes { concurrency = 2 } }, connectors { github { repositories = [writes] } }");

        assertThat(config.unusedLimits(List.of("github"))).isEmpty();
    }

    @Test
    void pluginsAreBesideTheFileUnlessItSaysOtherwise() throws Exception {
        Loading loading = new Loading(directory).file(Loading.FILE, "");
        assertThat(loading.parsed().plugins()).isEmpty();
        Files.createDirectories(directory.resolve("plugins"));
        assertThat(loading.parsed().plugins()).contains(directory.resolve("plugins"));
        Files.createDirectories(directory.resolve("more/plugins"));
        loading.file(Loading.FILE, "plugins = more/plugins");
        assertThat(loading.parsed().plugins()).contains(directory.resolve("more/plugins"));
    }

    @Test
    void aFileCanBeMergedFromParts() {
        RunConfig config = new Loading(directory).load("""
                        defaults.issues { page-size = 10, repositories = [x/y] }
                        connectors.github = ${defaults.issues} { state = open }
                        connectors.github.archived = true
                        """);

        ConnectorConfig github = config.connectors().get("github").config();
        assertThat(github.integer("page-size")).isEqualTo(10);
        assertThat(github.string("state")).isEqualTo("open");
        assertThat(github.bool("archived")).isTrue();
    }

    @Test
    void systemPropertiesChangeNothing() {
        System.setProperty("connectors.github.page-size", "7");
        try {
            RunConfig config = new Loading(directory).github("page-size = 50");
            assertThat(config.connectors().get("github").config().integer("page-size"))
                    .isEqualTo(50);
        } finally {
            System.clearProperty("connectors.github.page-size");
        }
    }
}
