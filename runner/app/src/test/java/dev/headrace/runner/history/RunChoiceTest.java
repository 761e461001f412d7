package dev.headrace.runner.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.engine.report.RunState;
import dev.headrace.engine.report.RunSummary;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunChoiceTest {
    private static final List<RunSummary> RUNS = List.of(
            run("20261123T100000-aaaa", RunState.RUNNING, 5, false),
            run("20261123T090000-bbbb", RunState.COMPLETE, 120, true),
            run("20261122T090000-cccc", RunState.PARTIAL, 80, true),
            run("20261121T090000-dddd", RunState.ENDED_ABRUPTLY, 900, false),
            run("20261120T090000-eeee", RunState.COMPLETE, 40, false));

    private static RunSummary run(String id, RunState state, int seconds, boolean whole) {
        return run(id, state, seconds, whole, List.of("shop"));
    }

    private static RunSummary run(String id, RunState state, int seconds, boolean whole, List<String> connectors) {
        String text = "%s-%s-%sT%s:00:00Z"
                .formatted(id.substring(0, 4), id.substring(4, 6), id.substring(6, 8), id.substring(9, 11));
        return new RunSummary(
                id,
                connectors,
                Instant.parse(text),
                Duration.ofSeconds(seconds),
                state,
                12_345,
                678,
                9,
                "`shop` waiting for its budget",
                "It took long; `shop` waiting for its budget.",
                whole);
    }

    @ParameterizedTest
    @CsvSource({
        "last, 20261123T090000-bbbb",
        "20261122, 20261122T090000-cccc",
        "20261122T090000-CCCC, 20261122T090000-cccc",
    })
    void aRunIsFoundByItsNameItsBeginningOrAsTheLast(String wanted, String found) {
        assertThat(RunChoice.of(RUNS, wanted).id()).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026112 | 5 runs begin with '2026112': 20261123T100000-aaaa, 20261123T090000-bbbb, 20261122T090000-cccc, .... Give more of its name.",
                "bbbb | There is no run 'bbbb'. Did you mean 20261123T090000-bbbb? 'headrace runs' lists them.",
                "20261122T101010 | There is no run '20261122T101010'. Did you mean 20261122T090000-cccc? 'headrace runs' lists them.",
                "yesterday | There is no run 'yesterday'. 'headrace runs' lists them.",
                "20261123T10 | The run 20261123T100000-aaaa is going on; its report comes with its end.",
                "20261121 | The run 20261121T090000-dddd ended abruptly, without a report; 'headrace runs' has a line of it.",
                "20261120 | Of the run 20261120T090000-eeee only a line is kept, which 'headrace runs' shows. Raise report.keep to keep more runs whole.",
            })
    void whatCannotBeShownIsSaidWithWhatToDo(String wanted, String why) {
        assertThatThrownBy(() -> RunChoice.of(RUNS, wanted)).hasMessage(why);
    }

    @Test
    void whereThereIsNoReportTheReasonIsSaid() {
        assertThatThrownBy(() -> RunChoice.of(List.of(), "last"))
                .hasMessage("There is no run yet; 'headrace run' makes one.");
        assertThatThrownBy(() -> RunChoice.of(RUNS.subList(0, 1), "last"))
                .hasMessage("No run has a report yet. The newest, 20261123T100000-aaaa, is going on.");
    }

    @Test
    void runsAreARowEachWithTheirTrendAndWhatBoundedThem() {
        List<String> lines = RunsView.lines(RUNS, 3, ZoneOffset.UTC);
        assertThat(lines).hasSize(8);
        assertThat(lines.get(0)).containsSubsequence("RUN ", "WHEN ", "TIME ", "TREND ", "RECORDS ", "STATUS");
        assertThat(lines.get(1)).matches("20261123T100000-aaaa +2026-11-23 10:00 +5.00 s +12,345 +678 +9 +running");
        // The median of 80 s and 40 s is a minute; the run that was killed does not count.
        assertThat(lines.get(3)).contains("2 min 0 s ", " x 2.0 ", " complete");
        assertThat(lines.get(5)).contains("1 min 20 s ", " x 2.0 ", " partial");
        assertThat(lines.get(6)).isEqualTo("  `shop` waiting for its budget");
        assertThat(lines.get(7)).isEqualTo("and 2 earlier; --newest=N shows more");
    }

    @Test
    void aTrendIsInPerCentUntilItIsAMultiple() {
        RunSummary now = run("20261123T120000-ffff", RunState.COMPLETE, 110, true);
        List<RunSummary> before = List.of(
                run("20261123T110000-ffff", RunState.COMPLETE, 100, true),
                run("20261123T100000-ffff", RunState.PARTIAL, 500, true),
                run("20261123T090000-ffff", RunState.FAILED, 10, true));
        assertThat(Trend.text(Trend.of(now, before))).isEqualTo("+10 %");
        assertThat(Trend.text(Trend.of(now, before.subList(1, 2)))).isEqualTo("-78 %");
        assertThat(Trend.text(Trend.of(now, List.of()))).isEmpty();
    }

    @Test
    void runsOfOtherConnectorsAreToldApartAndNotComparedWith() {
        RunSummary now = run("20261123T120000-ffff", RunState.COMPLETE, 110, true);
        RunSummary other = run("20261123T110000-ffff", RunState.COMPLETE, 10, true, List.of("wiki"));
        assertThat(Trend.of(now, List.of(other))).isEmpty();
        assertThat(RunsView.lines(List.of(now, other), 9, ZoneOffset.UTC))
                .anyMatch(line -> line.endsWith("STATUS    CONNECTORS"))
                .anyMatch(line -> line.endsWith("complete  shop"))
                .anyMatch(line -> line.endsWith("complete  wiki"));
    }

    @Test
    void programsGetTheSame() {
        assertThat(RunsView.json(RUNS, 2).toString())
                .contains("\"id\":\"20261123T090000-bbbb\"", "\"durationMs\":120000", "\"timesMedian\":2.0")
                .contains("\"status\":\"running\"")
                .doesNotContain("cccc");
    }
}
