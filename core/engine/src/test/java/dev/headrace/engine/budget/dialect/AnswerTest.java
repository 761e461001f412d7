package dev.headrace.engine.budget.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.budget.Answer;
import dev.headrace.engine.budget.Answer.Remaining;
import dev.headrace.engine.budget.Answer.Verdict;
import dev.headrace.spi.LimitHints;
import dev.headrace.spi.LimitHints.Reset;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {
    /** Sun, 01 Jun 2025 12:00:00 GMT */
    private static final Instant NOON = Instant.parse("2025-06-01T12:00:00Z");

    private static Answer read(int status, Map<String, String> headers) {
        return read(status, headers, "");
    }

    private static Answer read(int status, Map<String, String> headers, String body) {
        return Dialect.of(LimitHints.usual()).read(status, headers::forEach, () -> body, NOON);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0",
                "120 | 120000",
                " 7 | 7000",
                "999999999 | 999999999000",
                "1.5 | 1500",
                "0.493 | 493",
                "0.0001 | 1",
                "2.0010001 | 2002",
                "Sun, 01 Jun 2025 12:00:30 GMT | 30000",
                "Sunday, 01-Jun-25 12:00:30 GMT | 30000",
                "Sun Jun  1 12:00:30 2025 | 30000",
                "Mon Jun 30 12:00:00 2025 | 2505600000",
                "Sun, 01 Jun 2025 11:59:59 GMT | 0",
                "Friday, 31-Dec-99 23:59:60 GMT | 0",
            })
    void aWaitIsReadInSecondsAndInTheThreeDateForms(String text, long millis) {
        assertThat(RetryAfter.parse(text, () -> NOON)).contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-3",
                "+3",
                "1,5",
                "1.",
                ".5",
                "1e3",
                "0x10",
                "soon",
                "10s",
                "1 2",
                "9999999999",
                "NaN",
                "Infinity",
                "١٢",
                "2025-06-01T12:00:30Z",
                "01 Jun 2025 12:00:30 GMT",
                "Sun, 1 Jun 2025 12:00:30 GMT",
                "Sun, 01 Jun 2025 12:00:30 UTC",
                "Sun, 01 Jun 2025 12:00:30 +0000",
                "sun, 01 jun 2025 12:00:30 gmt",
                "Mon, 01 Jun 2025 12:00:30 GMT",
                "Sun, 31 Feb 2025 12:00:30 GMT",
                "Sun, 01 Jun 2025 24:00:00 GMT",
                "Sun, 01 Jun 2025 12:00:61 GMT",
                "Sunday, 01-Jun-2025 12:00:30 GMT",
                "Sun Jun 01 12:00:30 25",
            })
    void aMalformedWaitIsAsIfItWereNotThere(String text) {
        assertThat(RetryAfter.parse(text, () -> NOON)).isEmpty();
        assertThat(read(429, Map.of("Retry-After", text))).isEqualTo(new Answer(Verdict.THROTTLED, null, null));
    }

    @ParameterizedTest
    @CsvSource({"74, 2074", "75, 2075", "76, 1976", "99, 1999"})
    void twoDigitsOfAYearMeanTheOneThatIsNotMoreThanFiftyYearsAhead(String digits, int year) {
        Instant expected = java.time.LocalDate.of(year, 6, 1).atStartOfDay().toInstant(java.time.ZoneOffset.UTC);
        String day = java.time.LocalDate.of(year, 6, 1)
                .getDayOfWeek()
                .getDisplayName(java.time.format.TextStyle.FULL, java.util.Locale.ENGLISH);
        assertThat(HttpDate.parse(day + ", 01-Jun-" + digits + " 00:00:00 GMT", NOON))
                .contains(expected);
    }

    @Test
    void aDateIsMeasuredFromTheAnswersOwnDateNotFromOurClock() {
        Answer answer = read(
                429, Map.of("Retry-After", "Sun, 01 Jun 2025 09:00:45 GMT", "Date", "Sun, 01 Jun 2025 09:00:00 GMT"));
        assertThat(answer.hint()).isEqualTo(Duration.ofSeconds(45));
        Answer epoch = read(
                200,
                Map.of(
                        "X-RateLimit-Remaining", "1",
                        "X-RateLimit-Reset",
                                String.valueOf(
                                        Instant.parse("2025-06-01T09:01:00Z").getEpochSecond()),
                        "date", "Sunday, 01-Jun-25 09:00:00 GMT"));
        assertThat(epoch.quotas().get(0).resetIn()).isEqualTo(Duration.ofSeconds(61));
    }

    @Test
    void aDateThatIsMalformedGivesWayToOurClock() {
        Answer answer = read(429, Map.of("Retry-After", "Sun, 01 Jun 2025 12:00:45 GMT", "Date", "yesterday"));
        assertThat(answer.hint()).isEqualTo(Duration.ofSeconds(45));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "60, 60000",
        "59.2, 59200",
        "0.0004, 1",
        // One second is added to whole seconds since 1970: they are cut.
        "1748779260, 61000",
        "1748779260.25, 61250",
        // Milliseconds since 1970.
        "1748779260000, 60000",
        "1748779199999, 0",
        // Micro- and nanoseconds since 1970.
        "1748779260000000, 60000",
        "1748779260000000000, 60000",
        // Words.
        "12ms, 12",
        "6m0s, 360000",
        "1h30m, 5400000",
        "1.5s, 1500",
        "1d, 86400000",
        "100\u00b5s, 1",
        "2025-06-01T12:01Z, 60000",
        "2025-06-01T12:01:00, 60000",
        "2025-06-01T12:01:00.25Z, 60250",
        "2025-06-01T14:01:00+02:00, 60000",
        "2025-06-01T11:59:59Z, 0",
        "'Sun, 01 Jun 2025 12:01:00 GMT', 60000",
        "Sun Jun 01 2025 12:01:00 GMT+0000 (Coordinated Universal Time), 60000",
        // Past.
        "1748779000, 0",
        "1000000000, 0",
        // The longest that is believed: 31 days.
        "2678400, 2678400000",
    })
    void aResetIsADateOrASpan(String text, long millis) {
        assertThat(ResetTime.parse(text, Reset.AUTO, () -> NOON)).contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-1",
                "2678401",
                "999999999",
                "1751457601",
                "9999999999999999999",
                "99999999999999999999",
                "1e9",
                "2025-06-01T12:01:00 Z",
                "2025-06-01 12:01:00Z",
                "2025-06-01",
                "T",
                "Sun, 01 Jun 2025 12:01:00 CET",
                "Sun Jun 01 2025 12:01:00 GMT+0200",
                "Mon Jun 01 2025 12:01:00 GMT+0000",
                "5x",
                "5mm",
                "m5",
                "5m-3s",
                "1s1s1s1s1s1s1s1s1s",
                "null",
                "1_000",
            })
    void aResetThatMakesNoSenseIsAsIfItWereNotThere(String text) {
        assertThat(ResetTime.parse(text, Reset.AUTO, () -> NOON)).isEmpty();
        assertThat(read(200, Map.of("X-RateLimit-Remaining", "5", "X-RateLimit-Reset", text)))
                .isEqualTo(Answer.SILENT);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "42, 42", "4.9, 4", "9999999999999999999, 9223372036854775807"})
    void whatIsLeftIsAWholeNumberOrCutToOne(String text, long left) {
        Answer answer = read(200, Map.of("x-ratelimit-remaining", text, "x-ratelimit-reset", "60"));
        assertThat(answer).isEqualTo(new Answer(Verdict.PASSED, null, new Remaining(left, Duration.ofMinutes(1))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "many", "1,000", "0/60"})
    void aMalformedRestIsAsIfItWereNotThere(String text) {
        assertThat(read(200, Map.of("X-RateLimit-Remaining", text, "X-RateLimit-Reset", "60")))
                .isEqualTo(Answer.SILENT);
        assertThat(read(403, Map.of("X-RateLimit-Remaining", text)).throttled()).isFalse();
    }

    @Test
    void theOtherSpellingIsReadToo() {
        Answer answer = read(200, Map.of("X-Rate-Limit-Remaining", "3", "X-Rate-Limit-Reset", "1748779260"));
        assertThat(answer.quotas()).containsExactly(new Remaining(3, Duration.ofSeconds(61)));
    }

    @Test
    void aStatus429IsARefusalWhateverItSays() {
        assertThat(read(429, Map.of())).isEqualTo(new Answer(Verdict.THROTTLED, null, null));
        assertThat(read(429, Map.of("Retry-After", "0")).hint())
                .as("a wait of nothing is no hint")
                .isNull();
        assertThat(read(429, Map.of("Retry-After", "7", "X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "60")))
                .as("Retry-After goes first")
                .isEqualTo(
                        new Answer(Verdict.THROTTLED, Duration.ofSeconds(7), new Remaining(0, Duration.ofMinutes(1))));
        assertThat(read(429, Map.of("X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "60"))
                        .hint())
                .isEqualTo(Duration.ofMinutes(1));
        assertThat(read(429, Map.of("X-RateLimit-Remaining", "8", "X-RateLimit-Reset", "60"))
                        .hint())
                .as("some is left: it was refused for something else")
                .isNull();
    }

    @Test
    void aStatus503IsARefusalOnlyIfItSaysForHowLong() {
        assertThat(read(503, Map.of()).throttled()).isFalse();
        assertThat(read(503, Map.of("Retry-After", "-3")).throttled()).isFalse();
        assertThat(read(503, Map.of("Retry-After", "5")))
                .isEqualTo(new Answer(Verdict.THROTTLED_WHOLLY, Duration.ofSeconds(5), null));
        assertThat(read(503, Map.of("Retry-After", "0"))).isEqualTo(new Answer(Verdict.THROTTLED_WHOLLY, null, null));
    }

    @Test
    void aStatus403IsARefusalOnlyOnEvidence() {
        assertThat(read(403, Map.of(), "Resource not accessible by integration").throttled())
                .isFalse();
        assertThat(read(403, Map.of("Retry-After", "0")).throttled()).isFalse();
        assertThat(read(403, Map.of("X-RateLimit-Remaining", "17", "X-RateLimit-Reset", "60"))
                        .throttled())
                .isFalse();
        assertThat(read(403, Map.of("Retry-After", "60")).verdict()).isEqualTo(Verdict.THROTTLED);
        assertThat(read(403, Map.of("X-RateLimit-Remaining", "0")).verdict()).isEqualTo(Verdict.THROTTLED);
        assertThat(read(403, Map.of(), "{\"message\": \"API rate limit exceeded for user ID 1.\"}")
                        .verdict())
                .isEqualTo(Verdict.THROTTLED);
        assertThat(read(403, Map.of(), "{\"reason\": \"userRateLimitExceeded\"}")
                        .verdict())
                .isEqualTo(Verdict.THROTTLED);
        assertThat(read(403, Map.of(), "You have exceeded a secondary rate limit. Please wait")
                        .verdict())
                .isEqualTo(Verdict.THROTTLED_WHOLLY);
    }

    @Test
    void noOtherStatusIsARefusal() {
        Map<String, String> everything =
                Map.of("Retry-After", "60", "X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "60");
        for (int status : new int[] {200, 201, 301, 304, 400, 401, 404, 408, 500, 502, 504}) {
            Answer answer = read(status, everything, "secondary rate limit");
            assertThat(answer).isEqualTo(new Answer(Verdict.PASSED, null, new Remaining(0, Duration.ofMinutes(1))));
        }
    }

    @Test
    void noTextMakesItFail() {
        Random random = new Random(11);
        String alphabet = "0123456789.-+eE:, TZGMTSunJan\u0660\u00a0\"=;";
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(32); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            Answer answer = read(429, everywhere(text.toString()), text.toString());
            assertThat(answer.throttled()).isTrue();
            assertThat(answer.hint() == null || answer.hint().compareTo(Duration.ZERO) > 0)
                    .isTrue();
        }
    }

    private static Map<String, String> everywhere(String text) {
        return Map.of(
                "Retry-After", text,
                "Date", text,
                "Age", text,
                "RateLimit", text,
                "RateLimit-Policy", text,
                "RateLimit-Remaining", text,
                "RateLimit-Reset", text,
                "X-RateLimit-Remaining", "0",
                "X-RateLimit-Reset", text,
                "x-ratelimit-reset-after", text);
    }
}
