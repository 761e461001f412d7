package dev.headrace.connectors.github;

import dev.headrace.testkit.ConnectorContract;
import dev.headrace.testkit.GoodCase;
import dev.headrace.testkit.upstream.Throttle;

class GitHubContractTest extends ConnectorContract {
    @Override
    protected GoodCase goodCase() {
        GitHubRepository repository = new GitHubRepository(5);
        GoodCase good = GoodCase.of(new GitHubProvider())
                .options("repositories = [\"mill/race\"], page-size = 3")
                .secret("token", "ghp_c0ntract-t0ken")
                .throttledBy(Throttle.X_RATELIMIT_EPOCH_403)
                .records(7);
        repository.routes().forEach(good::route);
        return good;
    }
}
