package dev.headrace.testkit.contract;

import dev.headrace.testkit.trial.ItemSeen;
import java.util.List;

/** A connector whose items always give new items never ends, and nobody sees it in a small test of its parts. */
final class FollowUpsCheck implements Check {
    private static final int SHOWN = 5;

    @Override
    public void of(Subject subject) {
        Survey survey = subject.survey();
        if (survey.watch().overflowed()) {
            throw endless(survey);
        }
    }

    static ContractViolation endless(Survey survey) {
        List<ItemSeen> items = survey.watch().items();
        List<ItemSeen> last = items.subList(Math.max(0, items.size() - SHOWN), items.size());
        return new ContractViolation(
                "The good case was stopped after %d work items, the last of them %s."
                        .formatted(
                                items.size(), last.stream().map(ItemSeen::item).toList()),
                "let the follow-ups of a step come from the answer and end with it, with thenPage(...) for the next page, which"
                        + " ends a walk that repeats itself; or raise atMostItems(...) in goodCase().");
    }
}
