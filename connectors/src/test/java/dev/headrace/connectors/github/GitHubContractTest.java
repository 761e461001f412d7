package dev.headrace.connectors.github;

import dev.headrace.testkit.ConnectorContract;
import dev.headrace.testkit.GoodCase;

class GitHubContractTest extends ConnectorContract {
    @Override
    protected GoodCase goodCase() {
        GitHubRepository repository = new GitHubRepository(5);
        GoodCase good = GoodCase.of(new GitHubProvider())
                .options("repositories = [\"mill/race\"], page-size = 2")
                .secret("token", "ghp_c0ntract-t0ken")
                .records(7);
        repository.routes().forEach(good::route);
        return good;
    }
}
