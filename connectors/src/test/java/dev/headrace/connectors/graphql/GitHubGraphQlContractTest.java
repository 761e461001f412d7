package dev.headrace.connectors.graphql;

import dev.headrace.testkit.ConnectorContract;
import dev.headrace.testkit.GoodCase;
import dev.headrace.testkit.upstream.Throttle;

class GitHubGraphQlContractTest extends ConnectorContract {
    @Override
    protected GoodCase goodCase() {
        return GoodCase.of(new GitHubGraphQlProvider())
                .options("repositories = [\"mill/race\"], page-size = 2")
                .secret("token", "ghp_graphql-c0ntract")
                .throttledBy(Throttle.GRAPHQL_RATE_LIMITED)
                .route("/graphql", new GraphQlRepository(5)::answer)
                .records(10);
    }
}
