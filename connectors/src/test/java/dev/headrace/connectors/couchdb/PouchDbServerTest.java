package dev.headrace.connectors.couchdb;

import static dev.headrace.testkit.assertions.HeadraceAssertions.assertThat;

import dev.headrace.connectors.Collector;
import dev.headrace.connectors.RealServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Against pouchdb-server: 230 documents, of which one was changed and one deleted. It does not say what is pending. */
@Tag("server")
class PouchDbServerTest {
    @TempDir
    private Path directory;

    @Test
    void theFeedIsReadToItsEndAndLaterOnFromThere() throws Exception {
        try (RealServer pouchDb = RealServer.start("pouchdb")) {
            Collector collector = new Collector(directory);
            String configuration = "connectors.couchdb { base-url = \"%s\", databases = [mills], page-size = 50 }"
                    .formatted(pouchDb.address());
            collector.runWhole(configuration);
            assertThat(collector.records("couchdb", "changes")).hasSize(230);
            assertThat(new CouchDbProvider().info()).describes("changes", collector.records("couchdb", "changes"));
            assertThat(change(collector, "mill-007").at("/doc/wheel").asString())
                    .isEqualTo("new");
            assertThat(change(collector, "mill-008").path("deleted").asBoolean())
                    .isTrue();

            add(pouchDb, "{\"_id\":\"mill-231\"}");
            collector.runWhole(configuration);
            assertThat(collector.records("couchdb", "changes"))
                    .hasSize(231)
                    .last()
                    .satisfies(
                            change -> assertThat(change.path("id").asString()).isEqualTo("mill-231"));
        }
    }

    private static JsonNode change(Collector collector, String id) {
        return collector.records("couchdb", "changes").stream()
                .filter(change -> change.path("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static void add(RealServer pouchDb, String document) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create(pouchDb.address() + "/mills").toURL().openConnection();
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setDoOutput(true);
        connection.getOutputStream().write(document.getBytes(StandardCharsets.UTF_8));
        assertThat(connection.getResponseCode()).isEqualTo(201);
    }
}
