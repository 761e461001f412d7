package dev.headrace.connectors.crossref;

import dev.headrace.testkit.ConnectorContract;
import dev.headrace.testkit.GoodCase;

class CrossrefContractTest extends ConnectorContract {
    @Override
    protected GoodCase goodCase() {
        return GoodCase.of(new CrossrefProvider())
                .options("query = water, mailto = \"miller@mill.example\", page-size = 2")
                .route("/works", new CrossrefWorks(5)::pageByCursor)
                .records(5);
    }
}
