package dev.headrace.engine.store;

import dev.headrace.engine.account.Phase;
import dev.headrace.engine.account.RequestCounts;
import dev.headrace.engine.account.TimeAccount;
import java.time.Duration;
import java.util.List;

/**
 * What one attempt at an item took.
 *
 * @param sent its requests, by their limits
 * @param busy its time, but for what it waited for limits
 * @param waited what it waited for limits
 */
record ItemNeeds(List<RequestCounts.Sent> sent, Duration busy, Duration waited) {
    static ItemNeeds of(TimeAccount account, List<RequestCounts.Sent> sent) {
        Duration waited = account.in(Phase.BUDGET);
        Duration all = account.phases().values().stream().reduce(Duration.ZERO, Duration::plus);
        return new ItemNeeds(sent, all.minus(waited).minus(account.in(Phase.QUEUE)), waited);
    }
}
