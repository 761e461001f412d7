package dev.headrace.connectors.npm;

import dev.headrace.testkit.ConnectorContract;
import dev.headrace.testkit.GoodCase;

class NpmContractTest extends ConnectorContract {
    @Override
    protected GoodCase goodCase() {
        NpmRegistry registry = new NpmRegistry(5);
        GoodCase good = GoodCase.of(new NpmProvider())
                .options("search = water, page-size = 2")
                .secret("token", "npm-c0ntract-t0ken")
                .records(10);
        registry.routes().forEach(good::route);
        return good;
    }
}
