package dev.headrace.testkit.planted;

import dev.headrace.testkit.ConnectorContract;
import dev.headrace.testkit.GoodCase;

/** A connector without fault keeps every promise. */
class MillContractTest extends ConnectorContract {
    @Override
    protected GoodCase goodCase() {
        return Mill.goodCase(new Mill());
    }
}
