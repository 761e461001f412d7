package dev.headrace.testkit.contract;

import dev.headrace.spi.WorkItem;
import dev.headrace.testkit.trial.Fault;
import dev.headrace.testkit.trial.RunningTrial;
import dev.headrace.testkit.trial.Trial;
import dev.headrace.testkit.upstream.Reply;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A run is stopped while the upstream keeps it waiting. */
final class CancellationCheck implements Check {
    @Override
    public void of(Subject subject) {
        subject.healthySurvey();
        Fault silence = Fault.onAll((request, healthy) -> Reply.neverAnswer());
        try (Trial trial = subject.trial().with(silence);
                RunningTrial running = trial.start()) {
            await(silence.complete());
            Subject.requireServed(silence, "a request never");
            running.stop();
            running.await();
            WorkItem unfinished = running.watch().unfinished();
            if (unfinished != null) {
                throw new ContractViolation(
                        "The run was stopped, and the item %s had still not ended when its time was over."
                                .formatted(unfinished),
                        "let the stages of http(), blocking(...) and gather(...) end the item: they fail when it is cancelled;"
                                + " tell anything else with StepContext.cancellation().");
            }
        }
    }

    private static void await(CountDownLatch begun) {
        try {
            boolean unused = begun.await(Trial.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
