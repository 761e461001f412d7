package dev.headrace.testkit.planted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.headrace.testkit.ConnectorContract;
import dev.headrace.testkit.contract.Promise;
import dev.headrace.testkit.contract.Subject;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;

/** A check that cannot fail is none: each of them fails for a connector that breaks its promise, and says how. */
class PlantedFaultsTest {
    static List<Arguments> faults() {
        return List.of(
                fault("theGoodCaseEndsWell", Planted.Failing::new, "did not end well", "the stone is broken"),
                fault(
                        "recordsAreAsDocumented",
                        Planted.Misnaming::new,
                        "the id is documented as stone-{/id}",
                        "stones 1"),
                fault(
                        "recordsAreAsDocumented",
                        Planted.Misdescribing::new,
                        "stones 1: /id is \"1\", and is documented as integer"),
                fault("recordsAreAsDocumented", Planted.Boasting::new, "No record of the good case", "stones /weight"),
                fault("recordsAreAsDocumented", Planted.Unnamed::new, "streams that info() does not name: stones"),
                fault(
                        "thePluginCanBeFoundAndBringsNoSharedLibrary",
                        () -> new Planted.Unlisted("7"),
                        "no public constructor without parameters",
                        "no META-INF/services/"),
                fault("followUpsComeToAnEnd", Planted.Endless::new, "was stopped after", "turn="),
                fault(
                        "noCodeBlocksTheStrand",
                        Planted.Sleeping::new,
                        "Planted$Sleeping.stone(Planted.java:",
                        "Thread.sleep",
                        "StepContext.blocking"),
                fault("independentItemsOverlap", Planted.Queueing::new, "planned together", "only 1"),
                fault(
                        "allCodeRunsOnTheStrand",
                        Planted.OnThePool::new,
                        "was completed on thread",
                        "no ...Async methods"),
                fault("noStageIsAbandoned", Planted.Dropping::new, "Planted$Dropping.collect", "Planted.java:"),
                fault("poisonedAnswersCostTheirItemsOnly", Planted.Swallowing::new, "only 0 items failed"),
                fault("everyRequestGoesThroughTheEngine", Planted.OwnClient::new, "a client of its own"),
                fault("declaredLimitsAreObeyed", Planted.OwnClient::new, "the upstream had to refuse", "[mill]"),
                fault("everyFormOfRetryAfterIsHonoured", Planted.Accepting::new, "Retry-After", "other records"),
                fault("onlyWhatMayGoWellIsRetried", Planted.Stubborn::new, "status 400", "3 times"),
                fault("pagesThatRepeatComeToAnEnd", Planted.Counting::new, "The walk never ended", "as the first one"),
                fault("pagesThatRepeatComeToAnEnd", Planted.Comparing::new, "The walk never ended", "one in turn"),
                fault(
                        "pagesThatRepeatComeToAnEnd",
                        Planted.Sated::new,
                        "2 records that were there all the time are missing",
                        "stones 4"),
                fault("aTruncatedBodyIsAClearFailure", Planted.Swallowing::new, "ends after one byte", "missing"),
                fault("aSlowBodyIsAClearFailure", Planted.Swallowing::new, "one byte comes each second", "missing"),
                fault("anOversizedBodyIsAClearFailure", Planted.Swallowing::new, "8 MiB", "missing"),
                fault("aGarbageBodyIsAClearFailure", Planted.LenientDecoder::new, "no known format", "missing"),
                fault("aBodyInAnotherEncodingIsAClearFailure", Planted.LenientCharset::new, "replacement characters"),
                fault("anEmptyBodyIsAClearFailure", Planted.Careless::new, "an empty body", "missing"),
                fault("credentialsStayWithTheirOrigin", Planted.Revealing::new, "credentials went with it", "Miller"),
                fault(
                        "credentialsStayWithTheirOrigin",
                        Planted.Trusting::new,
                        "The address of the next page led to another origin",
                        "/list?page=2"),
                fault(
                        "secretsAreSeenNowhere",
                        Planted.Talkative::new,
                        "A secret is in what the connector gave its logger"),
                fault("anotherJvmGivesTheSameItemsAndIds", Planted.Local::new, "in another JVM", "Kiritimati"),
                fault(
                        "aKilledRunGoesOnAsIfNothingHadBeen",
                        Planted.Remembering::new,
                        "after kill",
                        "that nobody disturbed"),
                fault("aStoppedRunEndsItsItems", Planted.Waiting::new, "had still not ended", "list{url=/list}"),
                fault("noThreadIsLeftBehind", Planted.Ticking::new, "'mill-clock'", "Connector.close"),
                fault("noMemoryIsLeftBehind", Planted.Hoarding::new, "are still in memory"),
                fault("aBadConfigurationIsToldInWords", Planted.Parsing::new, "size = \"\"", "NumberFormatException"));
    }

    private static Arguments fault(String test, Supplier<Mill> mill, String... said) {
        return arguments(test, mill, List.of(said));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void aBrokenPromiseIsFoundAndSaid(String test, Supplier<Mill> mill, List<String> said) {
        TestExecutionResult result = PlantedContract.run(test, () -> Mill.goodCase(mill.get()));

        assertThat(result.getStatus()).isEqualTo(TestExecutionResult.Status.FAILED);
        Throwable failure = result.getThrowable().orElseThrow();
        assertThat(failure)
                .hasMessageContaining("What to do: ")
                .hasMessageContainingAll(said.toArray(CharSequence[]::new));
    }

    /** A test of the same JVM may have left a connection that is put aside only now. */
    @Test
    void aThreadOfTheJvmsOwnIsNotTheConnectors() throws IOException {
        Subject subject = new Subject(() -> Mill.goodCase(new Mill()));
        try (FakeUpstream other = FakeUpstream.answering(Reply.json("[]"))) {
            other.uri("/").toURL().openStream().readAllBytes();

            assertThatCode(() -> Promise.NO_THREADS_LEFT.check(subject)).doesNotThrowAnyException();
        }
    }

    @Test
    void noCheckIsWithoutItsPlantedFault() {
        Stream<String> tests = Arrays.stream(ConnectorContract.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(method -> method.getName());
        assertThat(faults()).extracting(fault -> (String) fault.get()[0]).containsOnly(tests.toArray(String[]::new));
    }
}
