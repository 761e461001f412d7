package dev.headrace.testkit.contract;

import dev.headrace.spi.Limit;
import dev.headrace.testkit.trial.Fault;
import dev.headrace.testkit.trial.ItemSeen;
import dev.headrace.testkit.trial.RunningTrial;
import dev.headrace.testkit.trial.Trial;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The upstream holds back the answers to items that came in together until all of them have been asked for. */
final class ConcurrencyCheck implements Check {
    /** More than the engine's default allows at once would never overlap. */
    private static final int MOST = 6;

    private static final int SECONDS = 8;

    @Override
    public void of(Subject subject) {
        Survey survey = subject.healthySurvey();
        List<ItemSeen> together = survey.widest().stream().limit(MOST).toList();
        if (together.size() < 2) {
            throw Subject.notApplicable(
                    "no step of the good case gives two items that ask for something, so there is nothing"
                            + " that could overlap; give goodCase() a second page or item if the upstream allows it");
        }
        CompletableFuture<Void> gate = new CompletableFuture<>();
        Fault held = Fault.spoiling(Survey.keys(together), good -> good.heldUntil(gate));
        try (Trial trial =
                subject.trial().with(held).more(unlimited(survey.watch().limits()))) {
            overlap(trial, held, gate, together.size());
        }
    }

    private static void overlap(Trial trial, Fault held, CompletableFuture<Void> gate, int expected) {
        try (RunningTrial running = trial.start()) {
            boolean all = await(held.complete());
            int together = (int)
                    held.served().stream().map(Fault.Served::key).distinct().count();
            gate.complete(null);
            running.await();
            Subject.requireServed(held, "several requests late");
            if (!all) {
                throw new ContractViolation(
                        "Of %d items that were planned together only %d were asked for while their answers were delayed."
                                .formatted(expected, together),
                        "do not let one item wait for another: no queue, lock or chain of stages across items, and"
                                + " independent requests as work items of their own.");
            }
        }
    }

    /** The limits of production would only slow the overlap down. */
    private static String unlimited(List<Limit> limits) {
        StringBuilder lines = new StringBuilder();
        limits.forEach(limit -> lines.append("limits.\"%s\" { concurrency = 50 }%n".formatted(limit.name())));
        return lines.toString();
    }

    private static boolean await(CountDownLatch all) {
        try {
            return all.await(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
