package dev.headrace.runner.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.runner.report.Chromium.Rendered;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as a browser makes it: all parts are there, text stays text, and nobody is asked for anything. */
class RenderedReportTest {
    @TempDir
    Path directory;

    private Chromium chromium;

    @BeforeEach
    void findBrowser() throws IOException {
        chromium = Chromium.installed(directory);
    }

    @Test
    void allPartsOfARunAreShown() throws IOException {
        Rendered page = chromium.render(ReportPage.html(new RunDocument(12, 1_200).json()));

        String shown = shown(page);
        assertThat(shown).contains("data-ready=\"1\"").doesNotContain("data-failed-parts");
        assertThat(shown)
                .containsPattern("<h1 id=\"sentence\"><bdi dir=\"auto\">most of it api-0 waiting for its budget<");
        assertThat(shown).contains("1,200 exchanges, one for each attempt");
        assertThat(times("<button type=\"button\" class=\"group\"", shown)).isEqualTo(12);
        assertThat(times("<tr role=\"row\" class=\"connector\"", shown)).isEqualTo(12);
        assertThat(times("pages\\{page=\\d+\\}</code>", shown)).isEqualTo(12 + 1);
        assertThat(shown).contains("100 per 1min, 16 at once", "Cache.java:57", "a stage that failed was dropped");
        assertThat(Files.size(page.picture())).isPositive();
    }

    @Test
    void aRunWithNothingToDoIsShownInSentences() throws IOException {
        String shown = shown(chromium.render(ReportPage.html(RunDocument.empty())));

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
                ReportPage.html(new RunDocument(3, 60).planting(markup).json())));

        assertThat(shown).contains("data-ready=\"1\"", "&lt;/script&gt;&lt;script&gt;");
        assertThat(shown).doesNotContain("data-failed-parts", "<img", "<title>taken over");
    }

    @Test
    void nobodyIsAskedForAnything() throws IOException {
        try (ServerSocket upstream = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String image = "<img src=http://127.0.0.1:%d/seen>".formatted(upstream.getLocalPort());

            chromium.render(
                    ReportPage.html(new RunDocument(3, 60).planting(image).json()));

            assertThat(isFirst(upstream)).as("no one came before us").isTrue();
        }
    }

    /** Else the test above could not fail. */
    @Test
    void aPageWithoutThePolicyIsSeenToAsk() throws IOException {
        try (ServerSocket upstream = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            chromium.render(
                    "<link rel=stylesheet href=http://127.0.0.1:%d/seen>".formatted(upstream.getLocalPort()),
                    "--timeout=3000");

            assertThat(isFirst(upstream)).as("no one came before us").isFalse();
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
