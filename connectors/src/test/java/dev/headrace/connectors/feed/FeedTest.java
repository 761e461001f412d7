package dev.headrace.connectors.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.connectors.Collector;
import dev.headrace.engine.report.RunReport;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class FeedTest {
    @TempDir
    private Path directory;

    private static FakeUpstream site() {
        return FakeUpstream.builder()
                .route("/rss", FeedSite::rss)
                .route("/atom", FeedSite::atom)
                .route("/json", FeedSite::json)
                .start();
    }

    private static String configuration(FakeUpstream upstream, String feeds) {
        return "connectors.feed { base-url = \"%s\", feeds = [%s] }".formatted(upstream.uri(), feeds);
    }

    private Collector collected(String type, byte[] body) {
        try (FakeUpstream upstream =
                FakeUpstream.builder().route("/feed", Reply.bytes(type, body)).start()) {
            Collector collector = new Collector(directory);
            collector.runWhole(configuration(upstream, "/feed"));
            return collector;
        }
    }

    private static String item(String title) {
        return "<rss><channel><item><guid>1</guid><title>" + title + "</title></item></channel></rss>";
    }

    private String title(String type, byte[] body) {
        return collected(type, body)
                .records("feed", "entries")
                .get(0)
                .path("title")
                .asString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/rss", "/atom", "/json"})
    void theSameEntryIsTheSameRecordInEveryFormat(String feed) {
        try (FakeUpstream upstream = site()) {
            Collector collector = new Collector(directory);
            collector.runWhole(configuration(upstream, feed));

            assertThat(collector.records("feed", "entries")).hasSize(3);
            JsonNode entry = collector.records("feed", "entries").get(0);
            assertThat(entry.path("feed").asString()).isEqualTo(feed);
            assertThat(entry.path("id").asString()).isEqualTo("mill-1");
            assertThat(entry.path("title").asString()).isEqualTo("One & all");
            assertThat(entry.path("link").asString()).isEqualTo("https://mill.example/1");
            assertThat(entry.path("author").asString()).isEqualTo("Miller");
            assertThat(entry.path("summary").asString()).isEqualTo("Short");
            assertThat(entry.path("content").asString()).matches("<p( class=\"x\")?>Long</p>");
            assertThat(entry.path("published").asString()).contains("2026");
        }
    }

    @Test
    void aFeedThatIsTheSameIsNotSentAgain() {
        try (FakeUpstream upstream = site()) {
            Collector collector = new Collector(directory);
            collector.runWhole(configuration(upstream, "/rss, /atom, /json"));
            upstream.traffic().clear();

            RunReport again = collector.runWhole(configuration(upstream, "/rss, /atom, /json"));
            assertThat(again.records()).isZero();
            assertThat(upstream.traffic().answered(304)).isEqualTo(3);
        }
    }

    @Test
    void anEntityThatNamesAFileIsTextAndReachesNoFile() throws Exception {
        Path secret = Files.writeString(directory.resolve("secret.txt"), "planted-secret");
        String xxe = "<!DOCTYPE rss [<!ENTITY xxe SYSTEM \"%s\"><!ENTITY lol \"lol\">]>".formatted(secret.toUri())
                + item("a &xxe; b");

        assertThat(title("application/rss+xml", xxe.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("a &xxe; b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mill & race",
                "mill &amp; race",
                "<![CDATA[mill & race]]>",
                "mill\u0008 & race",
            })
    void ampersandsThatAreNotEscapedAndControlCharactersAreSurvived(String written) {
        assertThat(title("text/xml", item(written).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("mill & race");
    }

    @Test
    void entitiesOfHtmlAreTheirCharacters() {
        assertThat(title("text/xml", item("Caf&eacute;&nbsp;&mdash; &unknown;").getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("Caf\u00e9\u00a0\u2014 &unknown;");
    }

    @Test
    void anUndeclaredPrefixSpoilsNothing() {
        assertThat(title("text/xml", item("Mill</title><x:y>z</x:y><title>").getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("Mill");
    }

    @Test
    void theCharsetIsThatOfTheHeaderThenOfTheDocument() {
        byte[] latin = ("<?xml version='1.0' encoding='ISO-8859-1'?>" + item("M\u00fchle"))
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(title("application/xml", latin)).isEqualTo("M\u00fchle");
    }

    @Test
    void theHeaderWinsOverTheDocument() {
        byte[] korean = ("<?xml version='1.0' encoding='ISO-8859-1'?>" + item("\ubb3c\ub808\ubc29\uc544"))
                .getBytes(Charset.forName("EUC-KR"));
        assertThat(title("application/xml; charset=euc-kr", korean)).isEqualTo("\ubb3c\ub808\ubc29\uc544");
    }

    @Test
    void anEntryWithoutIdIsKnownByWhatItSays() {
        String feed = "<rss><channel><item><title>One</title></item><item><title>Two</title></item></channel></rss>";
        Collector collector = collected("text/xml", feed.getBytes(StandardCharsets.UTF_8));

        assertThat(collector.records("feed", "entries"))
                .extracting(entry -> entry.path("id").asString())
                .doesNotHaveDuplicates()
                .doesNotContain("");
    }

    @Test
    void aPageThatIsNoFeedIsAFailureThatSaysSo() {
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route(
                        "/feed",
                        Reply.bytes("text/html", "<html><body>Hi</body></html>".getBytes(StandardCharsets.UTF_8)))
                .start()) {
            assertThat(new Collector(directory)
                            .runToOneFailure(configuration(upstream, "/feed"))
                            .cause())
                    .contains("is no feed: its root element is 'html'");
        }
    }
}
