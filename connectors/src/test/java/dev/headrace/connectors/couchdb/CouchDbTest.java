package dev.headrace.connectors.couchdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.connectors.Collector;
import dev.headrace.testkit.upstream.FakeUpstream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class CouchDbTest {
    @TempDir
    private Path directory;

    private static String configuration(FakeUpstream upstream, String databases) {
        return "connectors.couchdb { base-url = \"%s\", databases = [%s], page-size = 4 }"
                .formatted(upstream.uri(), databases);
    }

    @Test
    void aLaterRunReadsOnFromThePositionOfTheOneBefore() {
        CouchDbDatabase mills = new CouchDbDatabase(10);
        try (FakeUpstream upstream =
                FakeUpstream.builder().route("/mills/_changes", mills::changes).start()) {
            Collector collector = new Collector(directory);
            collector.runWhole(configuration(upstream, "mills"));
            assertThat(collector.records("couchdb", "changes")).hasSize(10);
            assertThat(upstream.traffic().requests())
                    .as("nothing pending is the end")
                    .isEqualTo(3);

            mills.change("doc-3");
            collector.runWhole(configuration(upstream, "mills"));
            assertThat(collector.records("couchdb", "changes"))
                    .hasSize(11)
                    .last()
                    .satisfies(
                            change -> assertThat(change.path("id").asString()).isEqualTo("doc-3"));
        }
    }

    @Test
    void documentsOfTwoDatabasesWithTheSameIdAreTwoRecords() {
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route("/mills/_changes", new CouchDbDatabase(1)::changes)
                .route("/races/_changes", new CouchDbDatabase(1)::changes)
                .start()) {
            Collector collector = new Collector(directory);
            collector.runWhole(configuration(upstream, "mills, races"));

            assertThat(collector.records("couchdb", "changes"))
                    .extracting(change -> text(change, "/database"), change -> text(change, "/doc/_id"))
                    .containsExactlyInAnyOrder(
                            org.assertj.core.groups.Tuple.tuple("mills", "doc-1"),
                            org.assertj.core.groups.Tuple.tuple("races", "doc-1"));
        }
    }

    private static String text(JsonNode record, String pointer) {
        return record.at(pointer).asString();
    }

    @Test
    void aNameThatIsNoDatabaseAndAUserWithoutPasswordAreTold() {
        try (FakeUpstream upstream = FakeUpstream.builder().start()) {
            String configuration = "connectors.couchdb { base-url = \"%s\", databases = [Mills], user = miller }"
                    .formatted(upstream.uri());

            assertThat(new Collector(directory).problems(configuration))
                    .hasSize(2)
                    .anySatisfy(problem -> assertThat(problem).contains("'Mills' is no name of a database"))
                    .anySatisfy(problem -> assertThat(problem).contains("'user' and 'password' go together"));
        }
    }
}
