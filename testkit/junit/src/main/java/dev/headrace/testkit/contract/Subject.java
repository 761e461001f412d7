package dev.headrace.testkit.contract;

import dev.headrace.testkit.GoodCase;
import dev.headrace.testkit.trial.Ended;
import dev.headrace.testkit.trial.Fault;
import dev.headrace.testkit.trial.Trial;
import dev.headrace.testkit.trial.TrialFailure;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * The connector under test: gives trials of its good case. Thread-safe; the good run is made once and shared by all checks, so
 * that the suite is short.
 */
public final class Subject {
    private final Supplier<GoodCase> cases;
    private final Set<Thread> threadsBefore = Thread.getAllStackTraces().keySet();
    private @Nullable Survey survey;

    /** @param cases makes the good case afresh each time */
    public Subject(Supplier<GoodCase> cases) {
        this.cases = cases;
    }

    GoodCase good() {
        return cases.get();
    }

    Trial trial() {
        return new Trial(good());
    }

    /** The threads that there were before the connector first ran. */
    Set<Thread> threadsBefore() {
        return threadsBefore;
    }

    /** What the connector does when all is well. */
    synchronized Survey survey() {
        if (survey == null) {
            try (Trial trial = trial()) {
                Ended ended = trial.run();
                survey = new Survey(ended, trial.upstream().port());
            }
        }
        return survey;
    }

    /** As {@link #survey()}, for checks that make no sense before the good case ends well. */
    Survey healthySurvey() {
        Survey known = survey();
        if (!known.healthy()) {
            throw new TrialFailure(
                    "This cannot be told before the good case ends well: see theGoodCaseEndsWell, which says what is wrong.");
        }
        return known;
    }

    /** The promise is not one that this connector makes. */
    static TestAbortedException notApplicable(String why) {
        return new TestAbortedException("does not apply: " + why);
    }

    /** A fault that was never served proves nothing. */
    static void requireServed(Fault fault, String what) {
        if (fault.served().isEmpty()) {
            throw unserved(what);
        }
    }

    static TrialFailure unserved(String what) {
        return new TrialFailure(
                "The suite wanted to answer %s, but the connector never asked again for what it asked for in the good run."
                                .formatted(what)
                        + " Let goodCase() give the same answers to the same requests each time, and the connector ask"
                        + " the same each time: no random numbers, no time of day in addresses.");
    }
}
