package dev.headrace.runner.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.runner.report.Chromium.Rendered;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the page does when it is used: by keys, wheel, filter, choice and the colours of the night. One browser for all. */
@TestInstance(Lifecycle.PER_CLASS)
class ReportInUseTest {
    private static final String USE = """
            const $ = (selector) => document.querySelector(selector);
            const all = (selector) => [...document.querySelectorAll(selector)];
            const lanes = $(".lanes");
            // The next frame comes when the browser likes; paper is drawn at once.
            const draw = () => { for (const name of ["beforeprint", "afterprint"]) window.dispatchEvent(new Event(name)); };
            const shown = () => { draw(); return $("#span").textContent; };
            const key = (name) => lanes.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true }));

            told.whole = shown();
            key("+"); told.zoomed = shown();
            key("ArrowRight"); told.moved = shown();
            key("-"); told.zoomedOut = shown();
            key("0"); told.wholeAgain = shown();
            lanes.dispatchEvent(new WheelEvent("wheel", { deltaY: -200, ctrlKey: true, cancelable: true, clientX: 300 }));
            told.byWheel = shown();
            key("0");

            key("n"); told.first = $("#exchange").textContent;
            key("f"); told.failed = $("#exchange").textContent;
            key("p"); told.before = $("#exchange").textContent;
            draw(); told.outlined = !$(".chosen").hidden;

            $("button.group").click(); told.folded = $("button.group").getAttribute("aria-expanded");

            told.choices = all("#load-choice option").map((each) => each.textContent);
            told.chosen = $("#load-choice").selectedOptions[0].textContent;
            told.charts = all("figcaption b").map((each) => each.textContent);
            told.words = $("figure [role=img]").ariaLabel;
            $("#load-choice").value = "0"; $("#load-choice").dispatchEvent(new Event("change"));
            told.chartsOfAll = all("figcaption b").map((each) => each.textContent);

            const filter = $("#failed-filter");
            const failures = () => all(".failures tbody tr").length;
            told.failures = failures();
            filter.value = "PAGE=7"; filter.dispatchEvent(new Event("input")); told.filtered = failures();
            filter.value = "nowhere"; filter.dispatchEvent(new Event("input")); told.none = $(".failures").textContent;

            const paper = () => getComputedStyle(document.body).backgroundColor;
            told.light = paper(); $("#theme").click(); told.dark = paper(); told.pressed = $("#theme").getAttribute("aria-pressed");

            told.unnamed = all("button, input, select, [tabindex='0'], canvas:not([aria-hidden]):not([role=img] *)")
              .filter((each) => !each.ariaLabel && !each.textContent.trim() && !each.labels?.length).map((each) => each.outerHTML);
            told.unlabelled = all("section").filter((each) => !each.ariaLabel && !document.getElementById(each.getAttribute("aria-labelledby"))).length;
            told.headless = all("table").filter((each) => !each.caption || !each.querySelector("th[scope=col]")).length;
            told.requests = performance.getEntriesByType("resource").map((each) => each.name);
            told.tooWide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
            """;

    private Rendered page;
    private JsonNode told;

    @BeforeAll
    void use(@TempDir Path directory) throws Exception {
        String html = ReportPage.html(new GeneratedRun(4, 400).json());
        page = Chromium.installed(directory).render(Script.at(html, USE), "--window-size=1280,1000");
        told = Script.told(page);
    }

    private String told(String name) {
        return told.path(name).asString();
    }

    @Test
    void keysAndWheelZoomAndMove() {
        assertThat(told("whole")).isEqualTo("The whole run is shown.");
        assertThat(told("zoomed")).startsWith("Shown is 1.8 s to 5.4 s of");
        assertThat(told("moved")).startsWith("Shown is 2.2 s to 5.8 s of");
        assertThat(told("zoomedOut")).startsWith("The whole run");
        assertThat(told("wholeAgain")).isEqualTo("The whole run is shown.");
        assertThat(told("byWheel")).startsWith("Shown is ");
    }

    @Test
    void keysWalkThroughTheExchanges() {
        assertThat(told("first"))
                .contains("startAt=0", "status 500 · failed", "waits for its budget shared", "decodes");
        assertThat(told("failed")).contains("startAt=50", "throttled", "attempt 2");
        assertThat(told("before")).isEqualTo(told("first"));
        assertThat(told.path("outlined").asBoolean()).isTrue();
    }

    @Test
    void aConnectorFolds() {
        assertThat(told("folded")).isEqualTo("false");
    }

    @Test
    void theLoadIsReadAgainstTheRuleThatBoundTheRun() {
        assertThat(told.path("choices"))
                .hasToString("[\"all connectors\",\"shared: 100 per 1min\",\"shared: 16 at once\"]");
        assertThat(told("chosen")).isEqualTo("shared: 100 per 1min");
        assertThat(told.path("charts").path(0).asString()).isEqualTo("Sent within 1 min");
        // In a run shorter than the window all that was sent is within it at the end.
        assertThat(told("words")).contains("api-0 at most 100", "api-3 at most 100", "; the limit is 100");
        assertThat(told.path("chartsOfAll").path(0).asString()).isEqualTo("Sent within 1 s");
    }

    @Test
    void failuresAreFilteredByAnyWord() {
        assertThat(told.path("failures").asInt()).isEqualTo(12);
        assertThat(told.path("filtered").asInt()).isEqualTo(1);
        assertThat(told("none")).isEqualTo("No failed item has all these words.");
    }

    @Test
    void theColoursOfTheNightAreAButtonAway() {
        assertThat(told("light")).isEqualTo("rgb(255, 255, 255)");
        assertThat(told("dark")).isEqualTo("rgb(22, 24, 27)");
        assertThat(told("pressed")).isEqualTo("true");
    }

    @Test
    void whatCanBeUsedHasANameAndEachTableHasHeads() {
        assertThat(told.path("unnamed")).isEmpty();
        assertThat(told.path("unlabelled").asInt()).isZero();
        assertThat(told.path("headless").asInt()).isZero();
    }

    @Test
    void thePageAsksForNothingAndIsRefusedNothing() {
        assertThat(told.path("requests")).isEmpty();
        assertThat(page.console()).isEmpty();
    }

    @Test
    void nothingReachesOverTheEdge() {
        assertThat(told.path("tooWide").asInt()).isZero();
    }
}
