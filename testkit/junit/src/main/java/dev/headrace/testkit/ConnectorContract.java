package dev.headrace.testkit;

import dev.headrace.testkit.contract.Promise;
import dev.headrace.testkit.contract.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The promises that a connector makes, a test for each. A connector's test extends this class and says what the good case is;
 * every fault is laid over that.
 *
 * <p>A failing test says what was seen and what to do. A test of a promise that the connector does not make, such as one about
 * credentials where there are none, is reported as skipped, with the reason. A connector that must break a promise overrides
 * its test and says why with {@code @Disabled}. A fault that never reached the connector fails its
 * test, since it would have proven nothing.
 *
 * <p>The tests run the real engine against a fake upstream on a port of 127.0.0.1, and one of them a second JVM. All of them
 * together take some seconds. They must not run at the same time as tests that print, since one of them looks for secrets in
 * what is printed; the class path must be the class path and not the module path.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ConnectorContract {
    private final Subject subject = new Subject(this::goodCase);

    /** For subclasses. */
    protected ConnectorContract() {}

    /**
     * The connector, its upstream when all is well, and the configuration for it. Called for each run of the suite, perhaps by
     * several threads: a new case each time.
     */
    protected abstract GoodCase goodCase();

    private void check(Promise promise) {
        promise.check(subject);
    }

    /** The good case loses nothing and gives as many records as it says. */
    @Test
    void theGoodCaseEndsWell() {
        check(Promise.GOOD_CASE);
    }

    /** Every record has the id and the fields that its stream's schema says, and the good case shows each of them. */
    @Test
    void recordsAreAsDocumented() {
        check(Promise.AS_DOCUMENTED);
    }

    /** The services file names a public class with a public constructor; the SPI, Jackson and slf4j are there once. */
    @Test
    void thePluginCanBeFoundAndBringsNoSharedLibrary() {
        check(Promise.PLUGIN);
    }

    /** The good case comes to no more items than it may. */
    @Test
    void followUpsComeToAnEnd() {
        check(Promise.FOLLOW_UPS);
    }

    /** The strand is never held by something that waits. */
    @Test
    void noCodeBlocksTheStrand() {
        check(Promise.NEVER_BLOCKS);
    }

    /** Items that one step gives are under way together. */
    @Test
    void independentItemsOverlap() {
        check(Promise.CONCURRENT);
    }

    /** No code of the connector runs on threads of the I/O, of timers or of pools. */
    @Test
    void allCodeRunsOnTheStrand() {
        check(Promise.OWN_STRAND);
    }

    /** Every stage that is made is waited for by somebody. */
    @Test
    void noStageIsAbandoned() {
        check(Promise.NO_ABANDONED_STAGE);
    }

    /** So many poisoned answers lose exactly as many items, and the cause is kept. */
    @Test
    void poisonedAnswersCostTheirItemsOnly() {
        check(Promise.POISONED);
    }

    /** The connector has no HTTP client of its own. */
    @Test
    void everyRequestGoesThroughTheEngine() {
        check(Promise.THROUGH_THE_ENGINE);
    }

    /** An upstream that counts to the letter has nothing to refuse. */
    @Test
    void declaredLimitsAreObeyed() {
        check(Promise.LIMITS);
    }

    /** A throttled request comes again, and not before its time. */
    @Test
    void everyFormOfRetryAfterIsHonoured() {
        check(Promise.RETRY_AFTER);
    }

    /** A 400 is asked for once, a 503 again. */
    @Test
    void onlyWhatMayGoWellIsRetried() {
        check(Promise.RETRIES);
    }

    /** Pages that loop, shift or come twice end the walk, with a sentence where it failed. */
    @Test
    void pagesThatRepeatComeToAnEnd() {
        check(Promise.PAGINATION);
    }

    /** A body that ends too early fails its item with a sentence. */
    @Test
    void aTruncatedBodyIsAClearFailure() {
        check(Promise.TRUNCATED_BODY);
    }

    /** A body that takes for ever fails its item with a sentence. */
    @Test
    void aSlowBodyIsAClearFailure() {
        check(Promise.SLOW_BODY);
    }

    /** A body larger than allowed fails its item with a sentence. */
    @Test
    void anOversizedBodyIsAClearFailure() {
        check(Promise.OVERSIZED_BODY);
    }

    /** A body of no known format fails its item with a sentence. */
    @Test
    void aGarbageBodyIsAClearFailure() {
        check(Promise.GARBAGE_BODY);
    }

    /** A body that is not in the encoding that it says fails its item with a sentence. */
    @Test
    void aBodyInAnotherEncodingIsAClearFailure() {
        check(Promise.WRONG_ENCODING);
    }

    /** An empty body fails its item with a sentence. */
    @Test
    void anEmptyBodyIsAClearFailure() {
        check(Promise.EMPTY_BODY);
    }

    /** A redirect to another origin takes no credentials along. */
    @Test
    void credentialsStayWithTheirOrigin() {
        check(Promise.CREDENTIALS);
    }

    /** No secret is in logs, failures, records or state. */
    @Test
    void secretsAreSeenNowhere() {
        check(Promise.SECRETS);
    }

    /** Another JVM, in another time zone and language, gives the same items, ids and cursors. */
    @Test
    void anotherJvmGivesTheSameItemsAndIds() {
        check(Promise.SAME_IN_TWO_JVMS);
    }

    /** Killed before and after each commit, the run comes to the same records. */
    @Test
    void aKilledRunGoesOnAsIfNothingHadBeen() {
        check(Promise.CRASHES);
    }

    /** Items end soon after the run was stopped. */
    @Test
    void aStoppedRunEndsItsItems() {
        check(Promise.CANCELLATION);
    }

    /** No thread or timer of the connector's survives its run. */
    @Test
    void noThreadIsLeftBehind() {
        check(Promise.NO_THREADS_LEFT);
    }

    /** No connector stays in memory after its run. */
    @Test
    void noMemoryIsLeftBehind() {
        check(Promise.NO_MEMORY_LEFT);
    }

    /** Values that nobody means are taken, or refused with a sentence. */
    @Test
    void aBadConfigurationIsToldInWords() {
        check(Promise.CONFIGURATION);
    }
}
