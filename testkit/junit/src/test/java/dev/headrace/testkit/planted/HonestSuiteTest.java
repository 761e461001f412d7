package dev.headrace.testkit.planted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.testkit.GoodCase;
import dev.headrace.testkit.upstream.Reply;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;

/** What proves nothing is not green: a promise that was not made is skipped, a fault that was never met is a failure. */
class HonestSuiteTest {
    private static void ends(String test, Supplier<GoodCase> good, Status status, String said) {
        TestExecutionResult result = PlantedContract.run(test, good);
        assertThat(result.getStatus()).isEqualTo(status);
        assertThat(result.getThrowable().orElseThrow()).hasMessageContaining(said);
    }

    /** A list without pages, items, secrets or limits. */
    private static GoodCase bare() {
        return GoodCase.of(new Planted.Bare()).route("/list", Reply.json("[1,2]"));
    }

    @ParameterizedTest
    @CsvSource({
        "recordsAreAsDocumented, the provider documents no fields",
        "independentItemsOverlap, no step of the good case gives two items",
        "declaredLimitsAreObeyed, the provider declares no limits",
        "pagesThatRepeatComeToAnEnd, no item of the good case gives a next page",
        "credentialsStayWithTheirOrigin, the good case has no secret",
        "secretsAreSeenNowhere, the good case has no secret"
    })
    void aPromiseThatWasNotMadeIsSkippedWithItsReason(String test, String reason) {
        ends(test, HonestSuiteTest::bare, Status.ABORTED, "does not apply: " + reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "poisonedAnswersCostTheirItemsOnly",
                "onlyWhatMayGoWellIsRetried",
                "aTruncatedBodyIsAClearFailure",
                "pagesThatRepeatComeToAnEnd",
                "credentialsStayWithTheirOrigin"
            })
    void aFaultThatWasNeverMetIsAFailureOfTheSetUp(String test) {
        ends(test, () -> Mill.goodCase(new Planted.Random()), Status.FAILED, "never asked again");
    }

    @Test
    void anOptionThatTheConnectorDoesNotKnowIsAFailureOfTheSetUp() {
        ends(
                "theGoodCaseEndsWell",
                () -> bare().options("grain = rye"),
                Status.FAILED,
                "Correct the options in goodCase()");
    }

    @Test
    void aCaseWithTooFewRecordsIsFound() {
        ends("theGoodCaseEndsWell", () -> bare().records(3), Status.FAILED, "gave 2 records and not 3");
    }
}
