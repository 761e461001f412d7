package dev.headrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.headrace.engine.budget.Answer;
import dev.headrace.engine.budget.Answer.Remaining;
import dev.headrace.engine.budget.dialect.Dialect;
import dev.headrace.spi.LimitHints;
import dev.headrace.spi.LimitHints.Reset;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Whatever an upstream answers, reading it ends, and what is read makes sense. A normal build tries the inputs that are kept in this
 * class's resources; with {@code JAZZER_FUZZ=1}, as the slow profile has it, new ones are sought. It is here and not beside what it
 * tests because Jazzer changes every class of its JVM.
 */
class DialectFuzzTest {
    private static final Instant NOON = Instant.parse("2025-06-01T12:00:00Z");
    private static final String[] NAMES = {
        "Date",
        "Age",
        "Retry-After",
        "retry-after-ms",
        "RateLimit",
        "RateLimit-Policy",
        "RateLimit-Remaining",
        "RateLimit-Reset",
        "X-RateLimit-Remaining",
        "X-RateLimit-Reset",
        "X-RateLimit-Reset-After",
        "x-ratelimit-remaining-tokens",
        "MediaWiki-API-Error"
    };
    private static final int[] STATUSES = {200, 304, 400, 403, 420, 429, 500, 503, 529};
    private static final LimitHints[] HINTS = {
        LimitHints.usual(),
        LimitHints.stackExchange(),
        LimitHints.shopifyGraphQl(),
        LimitHints.gitHubGraphQl(),
        LimitHints.usual().reset(Reset.MILLIS),
        LimitHints.usual().reset(Reset.ISO)
    };

    @FuzzTest(maxDuration = "60s")
    void noAnswerMakesItFail(FuzzedDataProvider data) {
        int status = data.pickValue(STATUSES);
        LimitHints hints = data.pickValue(HINTS);
        List<String[]> fields = new ArrayList<>();
        for (int count = data.consumeInt(0, 6); count > 0; count--) {
            String name = data.consumeInt(0, 9) == 0 ? data.consumeString(30) : data.pickValue(NAMES);
            fields.add(new String[] {name, data.consumeString(80)});
        }
        String body = data.consumeRemainingAsString();
        Answer answer = Dialect.of(hints)
                .read(status, line -> fields.forEach(field -> line.accept(field[0], field[1])), () -> body, NOON);
        makesSense(answer);
    }

    static void makesSense(Answer answer) {
        Duration hint = answer.hint();
        assertThat(hint == null || hint.compareTo(Duration.ZERO) > 0).isTrue();
        for (Remaining quota : answer.quotas()) {
            assertThat(quota.requests()).isNotNegative();
            assertThat(quota.resetIn())
                    .isBetween(Duration.ZERO, Duration.ofDays(31).plusSeconds(1));
        }
        answer.terms().atOnce().ifPresent(most -> assertThat(most).isPositive());
        answer.terms().cost().ifPresent(cost -> assertThat(cost).isNotNegative());
    }
}
