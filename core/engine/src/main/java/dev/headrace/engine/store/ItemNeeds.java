package dev.headrace.engine.store;

import dev.headrace.engine.account.ItemTime;
import dev.headrace.engine.account.Phase;
import dev.headrace.engine.account.RequestCounts;
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
    static ItemNeeds of(ItemTime time, List<RequestCounts.Sent> sent) {
        Duration waited = time.in(Phase.BUDGET);
        return new ItemNeeds(sent, time.wall().minus(waited).minus(time.in(Phase.QUEUE)), waited);
    }
}
