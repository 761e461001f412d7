package dev.headrace.connectors.crossref;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.connectors.Collector;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import dev.headrace.testkit.upstream.When;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
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

    /** The works that are collected when the answer to one request gets lost, at which the list changes. */
    private List<String> collectedWithALoss(CrossrefWorks works, int lost, Runnable change) {
        try (FakeUpstream upstream =
                FakeUpstream.builder().route("/works", works::page).start()) {
            // The request arrived, and moved the upstream on.
            upstream.overlay(When.path("/works").nth(lost, lost), (request, answered) -> {
                change.run();
                return Reply.hangUp();
            });
            Collector collector = new Collector(directory);
            collector.runWhole("connectors.crossref { base-url = \"%s\", query = water, page-size = 10 }"
                    .formatted(upstream.uri()));
            return collector.records("crossref", "works").stream()
                    .map(work -> work.path("DOI").asString())
                    .toList();
        }
    }

    private static List<String> works(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> "10.5555/mill." + number)
                .toList();
    }

    @Test
    void aPageWhoseAnswerWasLostIsNotSkipped() {
        assertThat(collectedWithALoss(new CrossrefWorks(25), 2, () -> {})).isEqualTo(works(0, 25));
    }

    @Test
    void aWalkThatBeginsAnewOverAListThatGrewRepeatsNothing() {
        CrossrefWorks works = new CrossrefWorks(35);

        assertThat(collectedWithALoss(works, 3, () -> works.publish(101, 102, 103)))
                .isEqualTo(works(0, 35));
    }

    @Test
    void aWalkThatBeginsAnewOverAListThatShrankLosesNothing() {
        CrossrefWorks works = new CrossrefWorks(35);

        assertThat(collectedWithALoss(works, 3, () -> works.withdraw(3, 4, 19))).isEqualTo(works(0, 35));
    }

    @Test
    void whereTheWorksThatWereEmittedLastAreGoneAsManyPagesAreSkipped() {
        CrossrefWorks works = new CrossrefWorks(35);

        assertThat(collectedWithALoss(works, 3, () -> {
                    works.withdraw(15, 16, 17, 18, 19);
                    works.publish(101, 102, 103, 104, 105);
                }))
                .isEqualTo(works(0, 35));
    }
}
