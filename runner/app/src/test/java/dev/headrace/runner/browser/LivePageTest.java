package dev.headrace.runner.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.runner.live.Progresses;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page in a browser. Leaves pictures in {@code target/live-page}. */
@Timeout(600)
class LivePageTest {
    private final ShownRun run = new ShownRun();

    @TempDir
    private Path directory;

    private LiveServer server;
    private BrowserView view;

    @BeforeEach
    void start() throws Exception {
        server = LiveServer.start(0);
        view = (BrowserView) BrowserView.start(server, run);
    }

    @AfterEach
    void close() {
        view.close();
    }

    private static Path picture(String name) {
        return Path.of("target/live-page", name + ".png");
    }

    private static String row(Browser browser, String connector) throws InterruptedException {
        return browser.value(
                        "[...document.querySelectorAll('tbody tr')].find(row => row.firstChild.textContent === '%s').innerText"
                                .formatted(connector))
                .replaceAll("\\s+", " ");
    }

    @ParameterizedTest
    @CsvSource({"1280,900,light", "1280,900,dark", "390,1500,light"})
    void thePageShowsTheRunWithoutComplaintAtEverySize(int width, int height, String scheme) throws Exception {
        try (Browser browser = Browser.start(directory, width, height, scheme)) {
            browser.open(server.address());
            assertThat(browser.value("document.getElementById('records').textContent"))
                    .isEqualTo("8,250");
            assertThat(row(browser, "wiki")).contains("blocked at Glossary.java:26 (Thread.sleep)");
            assertThat(row(browser, "shop")).contains("750", "waits 12 s for shop-north");
            assertThat(row(browser, "desk")).contains("failed: it could not say what to collect");
            run.progress(Progresses.of(Duration.ofSeconds(80), Progresses.done("feed", 9_000)));
            browser.await("document.getElementById('records').textContent === '9,000'");
            assertThat(browser.value("document.documentElement.scrollWidth <= window.innerWidth"))
                    .as("nothing is wider than the window")
                    .isEqualTo("true");
            assertThat(browser.value("document.querySelectorAll('canvas').length"))
                    .isEqualTo("3");
            run.progress(Progresses.at(Duration.ofSeconds(81)));
            browser.await("document.getElementById('records').textContent === '8,250'");
            browser.picture(picture(width + "-" + scheme));
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void theEndHasTheSentenceAndTheReportWhichThePageKeeps() throws Exception {
        try (Browser browser = Browser.start(directory, 1280, 900, "light")) {
            browser.open(server.address());
            Thread ending = new Thread(() -> view.ended(ShownRun.REPORT));
            ending.start();
            browser.await("document.getElementById('sentence').textContent !== ''");
            assertThat(browser.value("document.getElementById('sentence').textContent"))
                    .isEqualTo(ShownRun.REPORT.sentence().replace("`", ""));
            browser.await("document.getElementById('report').textContent !== ''");
            ending.join();
            assertThat(browser.value("document.getElementById('state').textContent"))
                    .isEqualTo("complete");
            browser.picture(picture("end"));
        }
    }
}
