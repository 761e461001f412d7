package dev.headrace.engine.run;

import dev.headrace.engine.report.ItemOutcome;
import dev.headrace.spi.Step;

/** How one attempt at an item ended. */
sealed interface ItemEnd {
    /** The connector gave a step. */
    record Collected(Step step) implements ItemEnd {}

    /** The connector's code failed, or one of its stages did. */
    record Failed(Throwable cause) implements ItemEnd {}

    /** The scheduler gave it up. */
    record GivenUp(ItemOutcome outcome, String cause) implements ItemEnd {}
}
