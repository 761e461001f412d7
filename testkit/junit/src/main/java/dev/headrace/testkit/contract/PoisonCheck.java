package dev.headrace.testkit.contract;

import dev.headrace.engine.report.FailedItem;
import dev.headrace.testkit.trial.Ended;
import dev.headrace.testkit.trial.Fault;
import dev.headrace.testkit.trial.ItemSeen;
import dev.headrace.testkit.trial.Trial;
import dev.headrace.testkit.upstream.Reply;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** K answers of an upstream that is broken for k items. */
final class PoisonCheck implements Check {
    private static final int MOST = 2;
    private static final Reply POISON =
            Reply.json("{\"error\":\"poisoned by the contract suite\"}").withStatus(500);

    @Override
    public void of(Subject subject) {
        Survey survey = subject.healthySurvey();
        List<ItemSeen> victims = survey.victims(MOST);
        if (victims.isEmpty()) {
            throw Subject.notApplicable("every request of the good case is made by several items");
        }
        Fault poison = Fault.on(Survey.keys(victims), POISON);
        try (Trial trial = subject.trial().withoutRetries().with(poison)) {
            Ended ended = trial.run();
            Subject.requireServed(poison, "some requests with status 500");
            Survey poisoned = new Survey(ended, trial.upstream().port());
            losesExactly(victims, ended.report().failed(), poisoned);
            keepsTheRest(survey.recordsWithout(victims), poisoned.records());
        }
    }

    private static void losesExactly(List<ItemSeen> victims, List<FailedItem> failed, Survey poisoned) {
        String lost = failed.stream().map(GoodCaseCheck::line).toList().toString();
        if (failed.size() < victims.size()) {
            throw new ContractViolation(
                    "%d of %d answers were poisoned with status 500, but only %d items failed: %s. The others were taken as done."
                            .formatted(victims.size(), poisoned.requests(), failed.size(), lost),
                    "let a failed stage fail its item: no exceptionally(...) or handle(...) that turns a failure into an empty"
                            + " step, no accepting(...) of statuses that are none of a good answer.");
        }
        if (failed.size() > victims.size()) {
            throw new ContractViolation(
                    "%d poisoned answers cost %d items: %s.".formatted(victims.size(), failed.size(), lost),
                    "keep no state that one item's failure spoils for another.");
        }
        failed.forEach(PoisonCheck::keepsItsCause);
    }

    private static void keepsItsCause(FailedItem item) {
        if (!item.cause().contains("500")) {
            throw new ContractViolation(
                    "The item %s failed because of a status 500, but its cause says nothing of it: %s."
                            .formatted(item.item(), item.cause()),
                    "pass the failure on as it is, or as the cause of your own exception.");
        }
    }

    private static void keepsTheRest(Set<String> expected, Set<String> given) {
        Set<String> missing = new LinkedHashSet<>(expected);
        missing.removeAll(given);
        if (!missing.isEmpty()) {
            throw new ContractViolation(
                    "Records of items that did not fail are missing when others fail: %s.".formatted(missing),
                    "emit each record in the step of the item that fetched it.");
        }
    }
}
