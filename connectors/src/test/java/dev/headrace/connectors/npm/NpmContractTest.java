package dev.headrace.connectors.npm;

import dev.headrace.testkit.ConnectorContract;
import dev.headrace.testkit.GoodCase;
import dev.headrace.testkit.upstream.Throttle;

class NpmContractTest extends ConnectorContract {
    @Override
    protected GoodCase goodCase() {
        NpmRegistry registry = new NpmRegistry(5);
        GoodCase good = GoodCase.of(new NpmProvider())
                .options("search = water, page-size = 2")
                .secret("token", "npm-c0ntract-t0ken")
                .throttledBy(Throttle.X_RATELIMIT_EPOCH)
                .records(10);
        registry.routes().forEach(good::route);
        return good;
    }
}
