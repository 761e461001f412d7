package dev.headrace.runner.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.report.ConnectorProgress;
import dev.headrace.engine.report.ConnectorProgress.Wait;
import dev.headrace.engine.report.Progress;
import dev.headrace.runner.view.Size;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveTableTest {
    private static final Duration NOW = Duration.ofSeconds(75);

    private final Rates rates = new Rates();

    private List<Line> lines(Progress progress, int columns, int rows) {
        rates.add(progress);
        return new LiveTable(true).lines(progress, rates, new Size(columns, rows), false);
    }

    private List<String> texts(Progress progress, int columns, int rows) {
        return lines(progress, columns, rows).stream()
                .map(line -> line.text().stripTrailing())
                .toList();
    }

    private static Progress many(int connectors) {
        return Progresses.of(
                NOW,
                IntStream.range(0, connectors)
                        .mapToObj(number -> number % 10 == 9
                                ? Progresses.working("c" + (100 + number), 10)
                                : Progresses.done("c" + (100 + number), 10))
                        .toArray(ConnectorProgress[]::new));
    }

    @Test
    void everythingIsShownWhereThereIsRoom() {
        rates.add(Progresses.at(Duration.ofSeconds(74)));
        assertThat(texts(Progresses.at(NOW), 120, 40))
                .containsExactly(
                        "CONNECTOR                RECORDS  REC/S  REQUESTS  IN FLIGHT  WAITING  ERRORS  NOW",
                        "desk       ┄┄┄┄┄┄┄┄┄┄┄┄        0      0         0          0        0       0  FAILED: it could not say what to collec…",
                        "feed       ━━━━━━━━━━━━    7,500               75          0        0       0  done",
                        "shop       ━━━━────────      750      0         8          4        9       1  waits 12 s for shop-north",
                        "wiki       ┄┄┄┄┄┄┄┄┄┄┄┄        0      0         1          1        0       0  BLOCKED at Glossary.java:26 (Thread.sle…",
                        "BLOCKED: 'wiki' waited 1500.0 ms, 3 times, at Glossary.java:26 (Thread.sleep)",
                        "1:15  8,250 records  1 error  0/s  1 of 4 done  84 requests  9 items waiting, 12 s or more");
    }

    @Test
    void eightyColumnsHaveRoomForEveryNumber() {
        assertThat(texts(Progresses.at(NOW), 80, 24))
                .startsWith("CONNECTOR  RECORDS  REC/S  REQS  FLY  WAIT  ERR  NOW")
                .contains("shop           750     10     8    4     9    1  waits 12 s for shop-north")
                .contains("BLOCKED: 'wiki' waited 1500.0 ms, 3 times, at Glossary.java:26 (Thread.sleep)");
    }

    @Test
    void fortyColumnsHaveWhatMatters() {
        assertThat(texts(Progresses.at(NOW), 40, 15))
                .contains("shop           750    1  waits 12 s fo…")
                .contains("wiki             0    0  BLOCKED at Gl…")
                .last()
                .isEqualTo("1:15  8,250 records  1 error  110/s");
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 41, 50, 57, 64, 79, 80, 81, 100, 119, 200})
    void noLineReachesTheLastColumn(int columns) {
        Progress wide = Progresses.of(
                NOW,
                Progresses.broken(
                        "\u6771\u4eac\u306e\u30b3\u30cd\u30af\u30bf\u30fc\u6771\u4eac", "\u65ad\u308b".repeat(80)),
                Progresses.waiting(
                        "shop", 1_234_567_890, new Wait("l".repeat(90), 1, Optional.of(Duration.ofHours(30)), true)));
        for (int rows : new int[] {1, 2, 5, 15, 40}) {
            assertThat(lines(wide, columns, rows))
                    .hasSizeBetween(1, Math.max(1, rows - 1))
                    .allSatisfy(line -> assertThat(line.width()).as(line.text()).isLessThan(columns));
        }
    }

    @Test
    void whatDoesNotFitIsCountedAndTheBusyOnesAreShown() {
        List<String> lines = texts(many(30), 80, 10);
        assertThat(lines).hasSize(9);
        assertThat(lines.subList(1, 4)).allSatisfy(line -> assertThat(line).matches("c1[012]9 .*"));
        assertThat(lines).contains("and 25 more: 25 done");
    }

    @Test
    void rowsKeepTheOrderOfTheirNamesWhileTheyFit() {
        assertThat(texts(many(12), 80, 24).subList(1, 13).stream().map(line -> line.substring(0, 4)))
                .isSorted();
    }

    @Test
    void aPauseOfTheUpstreamIsToldApartFromAWait() {
        Wait paused = new Wait("shop", 1, Optional.of(Duration.ofMinutes(9).plusSeconds(48)), true);
        Wait turn = new Wait("shop", 1, Optional.empty(), false);
        assertThat(Now.of(Progresses.waiting("shop", 1, paused)).text()).isEqualTo("paused 9 min 48 s by shop");
        assertThat(Now.of(Progresses.waiting("shop", 1, turn)).text()).isEqualTo("waits for shop");
    }

    @Test
    void nothingThatComesFromOutsideIsObeyedByTheTerminal() {
        Progress evil = Progresses.of(NOW, Progresses.broken("a\u001b[2Jb", "x\u0007\ny\u009b1m"));
        assertThat(texts(evil, 120, 24).get(1))
                .contains("a [2Jb", "FAILED: x  y 1m")
                .doesNotContain("\u001b");
    }

    @Test
    void aBarIsWholeOnlyAtTheEnd() {
        assertThat(Bar.of(Progresses.done("a", 1), 4, true).text()).isEqualTo("━━━━");
        assertThat(Bar.of(Progresses.working("a", 1), 4, true).text()).isEqualTo("┄┄┄┄");
        assertThat(Bar.of(Progresses.working("a", 1), 4, false).text()).isEqualTo("....");
        assertThat(Bar.of(Progresses.waiting("a", 1, new Wait("l", 1, Optional.empty(), false)), 4, false)
                        .text())
                .isEqualTo("#---");
    }

    @Test
    void aStopIsShownUntilItIsDone() {
        Progress progress = Progresses.at(NOW);
        rates.add(progress);
        assertThat(new LiveTable(true)
                        .lines(progress, rates, new Size(80, 24), true).stream().map(Line::text))
                .last()
                .asString()
                .startsWith("1:15  stopping  8,250 records");
    }

    @Test
    void aPlainLineSaysHowFarTheRunIsAndWhoIsBusy() {
        assertThat(PlainView.line(Progresses.at(NOW), rates))
                .isEqualTo("1:15  8,250 records (110/s), 84 requests, 1 error, 1 of 4 connectors done;"
                        + " desk FAILED: it could not say what to collect: 401, shop waits 12 s for shop-north,"
                        + " wiki BLOCKED at Glossary.java:26 (Thread.sleep)");
    }

    @Test
    void ratesAreThoseOfTheLastSeconds() {
        rates.add(Progresses.of(Duration.ofSeconds(60), Progresses.working("a", 60_000)));
        rates.add(Progresses.of(Duration.ofSeconds(62), Progresses.working("a", 60_100)));
        rates.add(Progresses.of(Duration.ofSeconds(64), Progresses.working("a", 60_200)));
        assertThat(rates.perSecond("a")).isEqualTo(50);
        assertThat(rates.perSecond()).isEqualTo(50);
        rates.add(Progresses.of(Duration.ofSeconds(70), Progresses.working("a", 60_200)));
        assertThat(rates.perSecond("a")).as("after nothing came for a while").isZero();
    }

    private static ConnectorProgress halfway(long ended, long waiting, Optional<Wait> wait) {
        return new ConnectorProgress(
                "shop",
                ConnectorProgress.State.RUNNING,
                0,
                0,
                0,
                new ConnectorProgress.Items(0, waiting, ended),
                ConnectorProgress.Failures.NONE,
                "",
                wait,
                "");
    }

    @Test
    void whatIsKnownIsLeftForAsLongAsItTakesAtThePaceOfTheLastMinutes() {
        Pace pace = new Pace();
        assertThat(pace.left(Progresses.of(Duration.ofSeconds(5), halfway(0, 300, Optional.empty()))))
                .as("before there is a pace")
                .isEmpty();
        assertThat(pace.left(Progresses.of(Duration.ofSeconds(25), halfway(100, 200, Optional.empty()))))
                .hasValue(Duration.ofSeconds(40));
        Optional<Wait> closed = Optional.of(new Wait("shop", 1, Optional.of(Duration.ofMinutes(50)), true));
        assertThat(pace.left(Progresses.of(Duration.ofSeconds(26), halfway(100, 200, closed))))
                .as("not before the limit opens")
                .hasValue(Duration.ofMinutes(50));
        assertThat(pace.left(Progresses.of(Duration.ofSeconds(27), Progresses.working("shop", 1))))
                .as("where each item is known from the one before only")
                .isEmpty();
    }

    @Test
    void cellsCountAsTheTerminalDoes() {
        assertThat(Cells.width("abc")).isEqualTo(3);
        assertThat(Cells.width("\u6771\u4eac")).isEqualTo(4);
        assertThat(Cells.width("e\u0301")).isEqualTo(1);
        assertThat(Cells.width("\ud83d\ude00")).isEqualTo(2);
        assertThat(Cells.cut("\u6771\u4eac\u90fd", 4)).isEqualTo("\u6771…");
        assertThat(Cells.cut("abcd", 3)).isEqualTo("ab…");
        assertThat(Cells.cut("abc", 3)).isEqualTo("abc");
    }
}
