package dev.headrace.testkit.contract;

import dev.headrace.engine.report.RunStatus;
import dev.headrace.testkit.trial.Ended;
import dev.headrace.testkit.trial.Fault;
import dev.headrace.testkit.trial.Trial;
import dev.headrace.testkit.trial.TrialFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** The run is killed before and after each of its commits, and what each kill leaves is taken up by a new run. */
final class CrashCheck implements Check {
    /** Each is a run, and the suite is to be short. */
    private static final int MOST = 30;
    /** Longer than any answer waits for its commit, however long the last one took: so one lies between each two answers. */
    private static final Duration SLOW = Duration.ofMillis(250);

    @Override
    public void of(Subject subject) {
        subject.healthySurvey();
        AtomicBoolean unhurried = new AtomicBoolean(true);
        Fault slow = Fault.onAll(
                (request, good) -> unhurried.get() ? good.reply(request).delayedBy(SLOW) : good.reply(request));
        try (Trial trial = subject.trial().oneByOne().photographed().with(slow)) {
            Ended whole = trial.run();
            unhurried.set(false);
            List<Path> crashes = trial.images().taken(MOST);
            if (crashes.isEmpty()) {
                throw new TrialFailure(
                        "The good case commits nothing, so it cannot be killed at a commit. Let it give a record.");
            }
            for (int number = 1; number <= crashes.size(); number++) {
                Path crash = crashes.get(number - 1);
                boolean wrote = Trial.lines(crash).equals(whole.lines());
                Ended resumed = trial.runIn(crash);
                // Killed after its last commit, it had ended: what began then is a new collection.
                boolean over = wrote && resumed.report().continued().isEmpty();
                if (!over) {
                    same(whole, resumed, "%d of %d".formatted(number, crashes.size()));
                }
            }
        }
    }

    private static void same(Ended whole, Ended resumed, String which) {
        if (resumed.report().status() != RunStatus.COMPLETE) {
            throw new ContractViolation(
                    "The run that went on after kill %s did not end well: %s"
                            .formatted(which, GoodCaseCheck.problems(resumed.report())),
                    "let an item need nothing but its arguments and the configuration; plan is not called again for a run that"
                            + " goes on.");
        }
        if (!whole.lines().equals(resumed.lines())) {
            throw new ContractViolation(
                    "The run that went on after kill %s wrote %s, a run that nobody disturbed %s."
                            .formatted(which, resumed.lines(), whole.lines()),
                    "keep nothing between items that changes a result: an item may run again, in another process.");
        }
    }
}
