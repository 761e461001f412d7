package dev.headrace.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.runner.HeadraceProcess;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a run leaves to look at, each command in a JVM of its own. */
class ReportCommandTest {
    @TempDir
    private Path directory;

    private void configure(FakeUpstream upstream, String more) throws IOException {
        Files.writeString(directory.resolve("headrace.conf"), """
                connectors.api {
                  connector = rest, base-url = "%s"
                  streams.good { path = "/good" }
                  streams.bad { path = "/bad" }
                }
                %s
                """.formatted(upstream.uri(), more));
    }

    private static FakeUpstream upstream() {
        return FakeUpstream.builder()
                .route("/good", Reply.json("[{\"id\":1},{\"id\":2}]"))
                .route("/bad", Reply.status(404).withBody("no </script> here"))
                .start();
    }

    private List<Path> files(Path where) throws IOException {
        try (Stream<Path> files = Files.list(where)) {
            return files.filter(Files::isRegularFile)
                    .map(Path::getFileName)
                    .filter(file -> !file.toString().startsWith("std"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aRunLeavesItsReportBesideTheStateFileAndItCanBeWrittenAgain() throws IOException {
        try (FakeUpstream upstream = upstream()) {
            configure(upstream, "");
            HeadraceProcess.Ended ran = HeadraceProcess.run(directory, "run");
            Path page = directory.toRealPath().resolve("report.html");
            assertThat(ran.out()).as(ran.toString()).containsPattern("(?m)^Report: .*/report\\.html$");
            assertThat(files(directory))
                    .extracting(Path::toString)
                    .contains("report.html", "run.json")
                    .noneMatch(name -> name.endsWith(".tmp"));
            JsonNode written = JsonMapper.shared().readTree(Files.readString(directory.resolve("run.json")));
            assertThat(written.get("records").intValue()).isEqualTo(2);
            assertThat(Files.readString(page)).contains(written.get("id").stringValue());

            HeadraceProcess.Ended runs = HeadraceProcess.run(directory, "runs", "--json");
            assertThat(runs.code()).as(runs.toString()).isZero();
            JsonNode listed = JsonMapper.shared().readTree(runs.out()).get("runs");
            assertThat(listed).hasSize(1);
            assertThat(listed.get(0).get("id")).isEqualTo(written.get("id"));
            assertThat(listed.get(0).get("status").stringValue()).isEqualTo("partial");
            assertThat(listed.get(0).get("failed").intValue()).isEqualTo(1);

            Files.delete(page);
            Files.delete(directory.resolve("run.json"));
            String begins = written.get("id").stringValue().substring(0, 15);
            HeadraceProcess.Ended again = HeadraceProcess.run(
                    directory,
                    "report",
                    "headrace.conf",
                    begins,
                    "--trace",
                    "out/run.trace.json",
                    "--json",
                    "again.json");
            assertThat(again.code()).as(again.toString()).isZero();
            assertThat(again.out().lines()).containsExactly("Report: again.json", "Report: out/run.trace.json");
            assertThat(page).doesNotExist();
            assertThat(JsonMapper.shared().readTree(Files.readString(directory.resolve("again.json"))))
                    .isEqualTo(written);
            assertThat(JsonMapper.shared()
                            .readTree(Files.readString(directory.resolve("out/run.trace.json")))
                            .at("/traceEvents/0/args/target")
                            .stringValue())
                    .startsWith("/");

            assertThat(HeadraceProcess.run(directory, "report").code()).isZero();
            assertThat(page).exists();
        }
    }

    @Test
    void theDirectoryOfReportsCanBeChosenAndWhatCannotBeWrittenFailsNothing() throws IOException {
        try (FakeUpstream upstream = upstream()) {
            configure(upstream, "report { directory = reports/here }");
            HeadraceProcess.Ended ran = HeadraceProcess.run(directory, "run");
            assertThat(ran.code()).as(ran.toString()).isEqualTo(3);
            assertThat(files(directory.resolve("reports/here")))
                    .extracting(Path::toString)
                    .containsExactly("report.html", "run.json");

            Files.writeString(directory.resolve("blocked"), "a file where a directory should be");
            configure(upstream, "report { directory = blocked }");
            HeadraceProcess.Ended unwritten = HeadraceProcess.run(directory, "run");
            assertThat(unwritten.code()).as(unwritten.toString()).isEqualTo(3);
            assertThat(unwritten.err()).contains("Cannot write '", "report.directory", "The run is not harmed");

            configure(upstream, "report { write = false }");
            HeadraceProcess.Ended unwanted = HeadraceProcess.run(directory, "run");
            assertThat(unwanted.out()).doesNotContain("Report:");
            assertThat(files(directory)).extracting(Path::toString).doesNotContain("report.html", "run.json");
        }
    }
}
