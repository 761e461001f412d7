package dev.headrace.testkit.contract;

import dev.headrace.engine.report.FailedItem;
import dev.headrace.engine.report.RunStatus;
import dev.headrace.testkit.trial.Ended;
import dev.headrace.testkit.trial.Fault;
import dev.headrace.testkit.trial.ItemSeen;
import dev.headrace.testkit.trial.Trial;
import java.util.List;

/** One spoiled body: the item fails and says why, or everything is there all the same. */
record BodyCheck(BodyFault fault) implements Check {
    private static final String REPLACEMENT = "\uFFFD";

    @Override
    public void of(Subject subject) {
        Survey survey = subject.healthySurvey();
        List<ItemSeen> victim = survey.victims(1);
        if (victim.isEmpty()) {
            throw Subject.notApplicable("every request of the good case is made by several items");
        }
        Fault spoiled = Fault.spoiling(Survey.keys(victim), fault::spoil);
        try (Trial trial = trial(subject).with(spoiled)) {
            Ended ended = trial.run();
            Subject.requireServed(spoiled, "a request with " + fault.what());
            judge(ended, survey, new Survey(ended, trial.upstream().port()));
        }
    }

    private static Trial trial(Subject subject) {
        return subject.trial().withoutRetries().http("attempt-timeout = 700ms, max-body = 1MiB");
    }

    private void judge(Ended ended, Survey good, Survey spoiled) {
        if (ended.lines().stream().anyMatch(line -> line.contains(REPLACEMENT))) {
            throw new ContractViolation(
                    "The upstream gave %s, and the output has replacement characters in it: %s"
                            .formatted(fault.what(), ended.lines()),
                    "decode strictly: reply.json(), or a decoder that fails at what it cannot read.");
        }
        if (ended.report().status() == RunStatus.COMPLETE && !spoiled.records().containsAll(good.records())) {
            throw new ContractViolation(
                    "The upstream gave %s, and the run ended as complete, with records missing: %s of %s."
                            .formatted(fault.what(), spoiled.records(), good.records()),
                    "throw PermanentException for an answer that has not what it must have: an empty list is an answer, a"
                            + " missing one is not. Pages.elements(...) does that.");
        }
        ended.report().failed().forEach(this::clear);
    }

    private void clear(FailedItem item) {
        if (Clarity.isDefect(item)) {
            throw new ContractViolation(
                    "The upstream gave %s, and the item %s failed as a defect of the connector: %s"
                            .formatted(fault.what(), item.item(), item.cause()),
                    "look before you read: throw PermanentException with a sentence that says what was expected where.");
        }
    }
}
