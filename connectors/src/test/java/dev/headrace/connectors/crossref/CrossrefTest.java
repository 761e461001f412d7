package dev.headrace.connectors.crossref;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.connectors.Collector;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import dev.headrace.testkit.upstream.When;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrossrefTest {
    @TempDir
    private Path directory;

    @Test
    void aLaterRunAsksForWhatWasIndexedSince() {
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route("/works", new CrossrefWorks(25)::page)
                .start()) {
            Collector collector = new Collector(directory);
            String configuration = """
                    connectors.crossref {
                      base-url = "%s", filters { issn = 0028-0836, type = journal-article }, page-size = 10
                    }
                    """.formatted(upstream.uri());
            collector.runWhole(configuration);
            assertThat(collector.records("crossref", "works")).hasSize(25);
            assertThat(upstream.traffic().requests())
                    .as("three pages, and the empty one")
                    .isEqualTo(4);
            upstream.traffic().clear();

            collector.runWhole(configuration);
            assertThat(upstream.traffic().exchanges().get(0).request().query("filter"))
                    .contains("issn:0028-0836,type:journal-article,from-index-date:2026-01-25");
        }
    }

    @Test
    void aPageWhoseAnswerWasLostIsNotSkipped() {
        CrossrefWorks works = new CrossrefWorks(25);
        try (FakeUpstream upstream =
                FakeUpstream.builder().route("/works", works::page).start()) {
            // The request arrived, and moved the upstream on.
            upstream.overlay(When.path("/works").nth(2, 2), (request, answered) -> Reply.hangUp());
            Collector collector = new Collector(directory);
            collector.runWhole("connectors.crossref { base-url = \"%s\", query = water, page-size = 10 }"
                    .formatted(upstream.uri()));

            assertThat(collector.records("crossref", "works"))
                    .extracting(work -> work.path("DOI").asString())
                    .hasSize(25)
                    .doesNotHaveDuplicates();
        }
    }
}
