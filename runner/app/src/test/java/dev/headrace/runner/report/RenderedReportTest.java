package dev.headrace.runner.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.runner.report.Chromium.Rendered;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The page as a browser makes it: all parts are there, text stays text, and nobody is asked for anything. */
@TestInstance(Lifecycle.PER_CLASS)
class RenderedReportTest {
    private Chromium chromium;

    @BeforeAll
    void findBrowser(@TempDir Path directory) throws IOException {
        chromium = Chromium.installed(directory);
    }

    @Test
    void allPartsOfARunAreShown() throws IOException {
        Rendered page = chromium.render(ReportPage.html(new GeneratedRun(12, 1_200).json()));

        String shown = shown(page);
        assertThat(shown).contains("data-ready=\"1\"").doesNotContain("data-failed-parts");
        assertThat(shown)
                .containsPattern("<h1 id=\"sentence\"><bdi dir=\"ltr\">most of it api-0 waiting for its budget<");
        assertThat(shown).contains("1,200 exchanges, one for each attempt: 1,176 ok, 12 failed, 12 throttled. ");
        assertThat(times("<button type=\"button\" class=\"group\"", shown)).isEqualTo(12);
        assertThat(times("<tr role=\"row\" class=\"connector\"", shown)).isEqualTo(12);
        assertThat(times("pages\\{page=\\d+\\}</code>", shown)).isEqualTo(12 + 1);
        assertThat(shown).contains("100 per 1min, 16 at once", "Cache.java:57", "a stage that failed was dropped");
        assertThat(page.console()).isEmpty();
    }

    @Test
    void theTimelineIsPainted() throws IOException {
        String html = ReportPage.html(new GeneratedRun(12, 1_200).json());

        // Without the bar of causes, whatever is orange is an exchange that waits for its budget.
        Rendered page = chromium.render(
                Script.at(html, "document.querySelector('#summary').remove();"), "--window-size=1280,1000");

        assertThat(orange(page.picture())).as("pixels of waiting").isGreaterThan(20_000);
    }

    private static long orange(Path picture) throws IOException {
        BufferedImage image = ImageIO.read(picture.toFile());
        return IntStream.range(0, image.getWidth() * image.getHeight())
                .map(pixel -> image.getRGB(pixel % image.getWidth(), pixel / image.getWidth()))
                .filter(colour -> (colour & 0xffffff) == 0xd98a13)
                .count();
    }

    @Test
    @Tag("slow")
    void aHundredThousandExchangesAreShown() throws IOException {
        Rendered page = chromium.render(ReportPage.html(new GeneratedRun(20, 100_000).json()));

        Matcher took = Pattern.compile("data-render-ms=\"(\\d+)\"").matcher(page.document());
        assertThat(took.find()).isTrue();
        System.out.printf("100,000 exchanges are shown %s ms after the page was opened%n", took.group(1));
        assertThat(shown(page)).contains("100,000 exchanges, one for each attempt: 98,000 ok, 1,000 failed, ");
        assertThat(Integer.parseInt(took.group(1)))
                .as("milliseconds; 2,000 are asked of a quiet machine")
                .isLessThan(60_000);
    }

    @Test
    void aRunWithNothingToDoIsShownInSentences() throws IOException {
        String shown = shown(chromium.render(ReportPage.html(GeneratedRun.empty())));

        assertThat(shown).contains("data-ready=\"1\"").doesNotContain("data-failed-parts", "undefined", "NaN");
        assertThat(shown)
                .contains("The run had nothing to do.", "No request was sent.", "No item failed.")
                .contains("No connector blocked its strand.", "No request was under a limit.");
    }

    @Test
    void whatIsNoRunIsSaidToBeNone() throws IOException {
        String shown = shown(chromium.render(ReportPage.html("{\"schema\": ")));

        assertThat(shown).contains("The run in this file cannot be read", "headrace report");
    }

    @Test
    void markupInARunStaysText() throws IOException {
        String markup =
                "</script><script>document.title='taken over'</script><img src=x onerror=\"document.title='taken over'\">";

        String shown = shown(chromium.render(
                ReportPage.html(new GeneratedRun(3, 60).planting(markup).json())));

        assertThat(shown).contains("data-ready=\"1\"", "&lt;/script&gt;&lt;script&gt;");
        assertThat(shown).doesNotContain("data-failed-parts", "<img", "<title>taken over");
    }

    @Test
    void nobodyIsAskedForAnything() throws IOException {
        try (ServerSocket upstream = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String image = "<img src=http://127.0.0.1:%d/seen>".formatted(upstream.getLocalPort());

            chromium.render(
                    ReportPage.html(new GeneratedRun(3, 60).planting(image).json()));

            assertThat(isFirst(upstream)).as("no one came before us").isTrue();
        }
    }

    /** A second wall: what would get past the first could still not send anything, nor make markup out of text. */
    @Test
    void notEvenAScriptOfThePageCouldAsk() throws IOException {
        try (ServerSocket upstream = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String intrusion = """
                    const there = "http://127.0.0.1:%d/seen";
                    document.body.append(Object.assign(new Image(), { src: there }));
                    fetch(there).catch(() => undefined);
                    navigator.sendBeacon(there);
                    try { document.body.insertAdjacentHTML("beforeend", "<b>"); } catch (refused) { told.markup = refused.name; }
                    """.formatted(upstream.getLocalPort());

            Rendered page = chromium.render(Script.at(ReportPage.html(GeneratedRun.empty()), intrusion));

            assertThat(isFirst(upstream)).as("no one came before us").isTrue();
            assertThat(Script.told(page).path("markup").asString()).isEqualTo("TypeError");
            assertThat(page.console()).anyMatch(line -> line.contains("Content Security Policy"));
        }
    }

    /** Else the tests above could not fail. */
    @Test
    void aPageWithoutThePolicyIsSeenToAsk() throws IOException {
        try (FakeUpstream upstream =
                FakeUpstream.answering(Reply.bytes("text/css", "p{}".getBytes(StandardCharsets.UTF_8)))) {
            chromium.render("<link rel=stylesheet href=%s>".formatted(upstream.uri("/seen")));

            assertThat(upstream.traffic().requests()).isPositive();
        }
    }

    /** Connections are accepted in the order in which they came. */
    private static boolean isFirst(ServerSocket upstream) throws IOException {
        try (Socket own = new Socket(upstream.getInetAddress(), upstream.getLocalPort());
                Socket first = upstream.accept()) {
            return first.getPort() == own.getLocalPort();
        }
    }

    /** The document without the run and the scripts that it was made from. */
    private static String shown(Rendered page) {
        return page.document().replaceAll("(?s)<script.*?</script>|<style.*?</style>", "");
    }

    private static long times(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().count();
    }
}
