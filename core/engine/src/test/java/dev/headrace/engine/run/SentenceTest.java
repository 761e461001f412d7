package dev.headrace.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.account.Phase;
import dev.headrace.engine.report.ConnectorReport;
import dev.headrace.engine.report.ItemOutcome;
import dev.headrace.engine.report.OutcomeCounts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SentenceTest {
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    @Test
    void whereItemsWaitedSideBySideMoreOfThemMayHelp() {
        assertThat(waitedForAnswers(Duration.ofSeconds(40))).endsWith("more items at once may help.");
    }

    @Test
    void whereOneItemCameAfterTheOtherNoSettingHelps() {
        assertThat(waitedForAnswers(Duration.ofSeconds(9))).endsWith("each item was known from the one before only.");
    }

    private static String waitedForAnswers(Duration network) {
        OutcomeCounts outcomes = new OutcomeCounts(9, Map.of(ItemOutcome.SUCCEEDED, 9L), 0);
        ConnectorReport report = new ConnectorReport(
                "shop",
                "rest",
                outcomes,
                9,
                9,
                0,
                TEN_SECONDS,
                Map.of(Phase.FIRST_BYTE, network),
                Map.of(),
                Optional.empty(),
                List.of());
        return Sentence.of(TEN_SECONDS, List.of(report), List.of());
    }
}
