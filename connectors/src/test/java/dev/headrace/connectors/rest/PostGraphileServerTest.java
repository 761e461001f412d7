package dev.headrace.connectors.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.connectors.Collector;
import dev.headrace.connectors.RealServer;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against PostGraphile over PostgreSQL: 250 rows as a Relay connection, whose cursor goes into a variable of the query. */
@Tag("server")
class PostGraphileServerTest {
    @TempDir
    private Path directory;

    @Test
    void aRelayConnectionIsReadToItsEnd() throws Exception {
        try (RealServer postGraphile = RealServer.start("postgraphile")) {
            Collector collector = new Collector(directory);
            collector.runWhole("""
                    connectors.mills {
                      connector = rest, base-url = "%s"
                      streams.mills {
                        path = "/graphql", records = /data/allMills/nodes
                        body {
                          graphql = "query($size: Int!, $after: Cursor) { allMills(first: $size, after: $after) { nodes { id name turns } pageInfo { hasNextPage endCursor } } }"
                          variables = "{\\"size\\": 40}"
                        }
                        pagination {
                          type = cursor, in = body, param = /variables/after, at = /data/allMills/pageInfo/endCursor
                          more-at = /data/allMills/pageInfo/hasNextPage
                        }
                      }
                    }
                    """.formatted(postGraphile.address()));

            assertThat(collector.numbers("mills", "mills", "id"))
                    .isEqualTo(IntStream.rangeClosed(1, 250).boxed().toList());
        }
    }
}
