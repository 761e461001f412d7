package dev.headrace.runner.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.engine.report.Timing;
import dev.headrace.spi.ConfigException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When something is due. */
class ScheduleTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static List<String> times(Schedule schedule, String from, int count) {
        List<String> times = new ArrayList<>();
        Instant last = Instant.parse(from);
        for (int i = 0; i < count; i++) {
            last = schedule.after(last).orElseThrow();
            times.add(last.toString());
        }
        return times;
    }

    @Test
    void aSpanIsCountedFromTheTimeItWasDueLast() {
        Schedule quarter = new Every(Duration.ofMinutes(15));
        Instant last = Instant.parse("2026-11-23T03:00:00Z");
        assertThat(times(quarter, "2026-11-23T03:00:00Z", 2))
                .containsExactly("2026-11-23T03:15:00Z", "2026-11-23T03:30:00Z");
        assertThat(quarter.between(last, last.plusSeconds(899)).count()).isZero();
        assertThat(quarter.between(last, last.plusSeconds(900)))
                .isEqualTo(new Schedule.Passed(1, last.plusSeconds(900)));
        assertThat(quarter.between(last, last.plusSeconds(3_000)))
                .isEqualTo(new Schedule.Passed(3, last.plusSeconds(2_700)));
        assertThat(quarter.between(last, last.minusSeconds(3_000)).count())
                .as("a clock that was set back")
                .isZero();
    }

    @Test
    void veryManyTimesAreNotCountedOneByOne() {
        Instant last = Instant.parse("2020-01-01T00:00:00Z");
        Instant now = Instant.parse("2026-11-23T03:00:30Z");
        for (Schedule minutely : List.of(new Every(Duration.ofMinutes(1)), Cron.of("* * * * *", ZoneOffset.UTC))) {
            assertThat(minutely.between(last, now))
                    .isEqualTo(new Schedule.Passed(Schedule.MOST, Instant.parse("2026-11-23T03:00:00Z")));
        }
    }

    @Test
    void aCronExpressionIsMeantInItsZone() {
        assertThat(times(Cron.of("0 3 * * MON-FRI", ZoneOffset.UTC), "2026-11-20T12:00:00Z", 2))
                .containsExactly("2026-11-23T03:00:00Z", "2026-11-24T03:00:00Z");
        assertThat(times(Cron.of("0 3 * * *", BERLIN), "2026-07-01T12:00:00Z", 1))
                .containsExactly("2026-07-02T01:00:00Z");
        assertThat(Cron.of("0 3 * * *", BERLIN)
                        .between(Instant.parse("2026-07-01T12:00:00Z"), Instant.parse("2026-07-04T00:59:59Z")))
                .isEqualTo(new Schedule.Passed(2, Instant.parse("2026-07-03T01:00:00Z")));
    }

    /** In Berlin the clocks went from 02:00 to 03:00 on 29 March 2026, at 01:00 UTC. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            30 2 * * *    | 2026-03-28T12:00:00Z | 2026-03-29T01:00:00Z | 2026-03-30T00:30:00Z
            0 3 * * *     | 2026-03-28T12:00:00Z | 2026-03-29T01:00:00Z | 2026-03-30T01:00:00Z
            0 * * * *     | 2026-03-28T23:30:00Z | 2026-03-29T00:00:00Z | 2026-03-29T01:00:00Z
            */30 * * * *  | 2026-03-29T00:00:00Z | 2026-03-29T00:30:00Z | 2026-03-29T01:00:00Z
            30 2 29 3 *   | 2026-01-01T00:00:00Z | 2026-03-29T01:00:00Z | 2027-03-29T00:30:00Z
            """)
    void aTimeThatIsSkippedInSpringIsDueWhenItIsSkipped(String expression, String from, String first, String second) {
        assertThat(times(Cron.of(expression, BERLIN), from, 2)).containsExactly(first, second);
    }

    /** There they went from 03:00 back to 02:00 on 25 October 2026, at 01:00 UTC. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            30 2 * * *    | 2026-10-24T12:00:00Z | 2026-10-25T00:30:00Z | 2026-10-26T01:30:00Z
            0 * * * *     | 2026-10-24T23:30:00Z | 2026-10-25T00:00:00Z | 2026-10-25T01:00:00Z
            0 3 * * *     | 2026-10-24T12:00:00Z | 2026-10-25T02:00:00Z | 2026-10-26T02:00:00Z
            """)
    void aTimeThatComesTwiceInAutumnIsDueTheFirstTimeUnlessEachHourIs(
            String expression, String from, String first, String second) {
        assertThat(times(Cron.of(expression, BERLIN), from, 2)).containsExactly(first, second);
    }

    @Test
    void whatIsDueAtSeveralTimesMayBeDueAgainInTheHourThatComesTwice() {
        assertThat(Cron.of("*/20 2 * * *", BERLIN)
                        .between(Instant.parse("2026-10-24T12:00:00Z"), Instant.parse("2026-10-25T12:00:00Z")))
                .isEqualTo(new Schedule.Passed(6, Instant.parse("2026-10-25T01:40:00Z")));
        assertThat(times(Cron.of("0 2,3 * * *", BERLIN), "2026-10-24T12:00:00Z", 3))
                .containsExactly("2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z", "2026-10-25T02:00:00Z");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            61 * * * *   | not in range
            * * * *      | 4 parts
            0 3 * * * *  | 6 parts
            daily        | 1 parts
            0 0 30 2 *   | There is no such day
            """)
    void whatIsNoExpressionIsRefused(String expression, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cron.of(expression, ZoneOffset.UTC))
                .withMessageContaining(why);
    }

    @Test
    void theTimetableNamesWhatIsWrongAndWhatIsNeverDue() {
        Map<String, Timing> timings = new LinkedHashMap<>();
        timings.put("jira", timing("cron", Optional.of("61 * * * *")));
        timings.put("good", timing("cron", Optional.of("0 3 * * *")));
        timings.put("wiki", timing("cron", Optional.of("weekly")));
        assertThatThrownBy(() -> Timetable.of(timings))
                .isInstanceOf(ConfigException.class)
                .satisfies(
                        wrong -> assertThat(((ConfigException) wrong).problems())
                                .extracting(Object::toString)
                                .containsExactly(
                                        "headrace.conf:7: connectors.x.cron: '61 * * * *' is no cron expression: Value 61 not in range [0, 59]. Write minute, hour, day of the month, month and day of the week, for example \"0 3 * * *\".",
                                        "headrace.conf:7: connectors.x.cron: 'weekly' is no cron expression: Cron expression contains 1 parts but we expect one of [5]. Write minute, hour, day of the month, month and day of the week, for example \"0 3 * * *\"."));

        Timetable timetable = Timetable.of(Map.of("idle", timing("", Optional.empty())));
        assertThat(timetable.schedules()).isEmpty();
        assertThat(timetable.unscheduled())
                .singleElement()
                .asString()
                .startsWith("headrace.conf:7: connectors.x: is not scheduled");
    }

    private static Timing timing(String key, Optional<String> cron) {
        String path = key.isEmpty() ? "connectors.x" : "connectors.x." + key;
        return new Timing(Optional.empty(), cron, ZoneOffset.UTC, path, "headrace.conf:7");
    }
}
