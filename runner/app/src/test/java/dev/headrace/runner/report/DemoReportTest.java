package dev.headrace.runner.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.runner.HeadraceProcess;
import dev.headrace.runner.report.Chromium.Rendered;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The page of a run that took place: what the end of a run writes is what the page reads. */
class DemoReportTest {
    private static final String LOOK = """
            const texts = (selector) => [...document.querySelectorAll(selector)].map((each) => each.textContent);
            told.sentence = texts("#sentence");
            told.lanes = texts("button.group b");
            told.connectors = texts("tr.connector th b");
            told.exchanges = texts("#timeline > p");
            told.charts = texts("figcaption b");
            told.own = texts("mark");
            told.budgets = texts("#budgets th b");
            told.options = texts("#configuration pre");
            told.failedParts = document.body.dataset.failedParts ?? "";
            """;

    @Test
    void aDemoWithAStraySleepIsShownWhole(@TempDir Path directory) throws IOException {
        Chromium chromium = Chromium.installed(directory);
        HeadraceProcess.Ended demo =
                HeadraceProcess.run(directory, "demo", "--pages", "4", "--latency-ms", "10", "--stray-sleep");
        assertThat(demo.code()).as(demo.toString()).isZero();
        String html = Files.readString(directory.resolve("headrace-demo/report.html"));

        Rendered page = chromium.render(Script.at(html, LOOK));

        JsonNode told = Script.told(page);
        assertThat(told.path("failedParts").asString()).isEmpty();
        assertThat(page.console()).isEmpty();
        // As the terminal has said it; what stands between backticks there is set apart here.
        assertThat(oneLine(demo.out().replace("`", "")))
                .contains(oneLine(told.path("sentence").path(0).asString()));
        assertThat(told.path("lanes").size()).isEqualTo(12);
        assertThat(told.path("connectors").size()).isEqualTo(12);
        assertThat(told.path("charts").size()).isEqualTo(3);
        assertThat(told.path("exchanges").path(0).asString())
                .containsPattern("^\\d+ exchanges, one for each attempt: ");
        assertThat(told.path("own").toString()).contains("Glossary.refresh(Glossary.java:");
        assertThat(told.path("budgets").toString()).contains("ten-a-second");
        assertThat(told.path("options").toString()).contains("in-flight = 64");
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
