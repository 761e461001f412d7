package dev.headrace.testkit.contract;

import dev.headrace.testkit.trial.Ended;
import dev.headrace.testkit.trial.Fault;
import dev.headrace.testkit.trial.ItemSeen;
import dev.headrace.testkit.trial.Trial;
import dev.headrace.testkit.upstream.Reply;
import java.util.List;

/** A 400 will be a 400 for ever; a 503 will not. */
final class RetriesCheck implements Check {
    private static final Reply HOPELESS =
            Reply.json("{\"error\":\"not like that\"}").withStatus(400);
    private static final Reply BUSY = Reply.json("{\"error\":\"busy\"}").withStatus(503);

    @Override
    public void of(Subject subject) {
        Survey survey = subject.healthySurvey();
        List<ItemSeen> victim = survey.victims(1);
        if (victim.isEmpty()) {
            throw Subject.notApplicable("every request of the good case is made by several items");
        }
        hopeless(subject, victim);
        if (victim.get(0).requests().get(0).method().equals("GET")) {
            busy(subject, survey);
        }
    }

    private static void hopeless(Subject subject, List<ItemSeen> victim) {
        Fault fault = Fault.on(Survey.keys(victim), HOPELESS);
        try (Trial trial = subject.trial().with(fault)) {
            trial.run();
            Subject.requireServed(fault, "a request with status 400");
            int asked = fault.served().size();
            if (asked > 1) {
                throw new ContractViolation(
                        "%s was answered with status 400, and asked for %d times all the same."
                                .formatted(Survey.keys(victim).get(0), asked),
                        "throw TransientException only for what may go well later, and repeat nothing yourself.");
            }
        }
    }

    private static void busy(Subject subject, Survey survey) {
        Fault fault = Fault.onFirst((request, good) -> BUSY);
        try (Trial trial = subject.trial().with(fault)) {
            Ended ended = trial.run();
            Subject.requireServed(fault, "the first request with status 503");
            Survey retried = new Survey(ended, trial.upstream().port());
            if (!retried.records().equals(survey.records())) {
                throw new ContractViolation(
                        "One answer with status 503, and the run gave other records: %s. %s"
                                .formatted(retried.records(), GoodCaseCheck.problems(ended.report())),
                        "leave a 503 to the engine, which asks again: no accepting(503), no PermanentException for it.");
            }
        }
    }
}
