package dev.headrace.connectors.mastodon;

import dev.headrace.testkit.ConnectorContract;
import dev.headrace.testkit.GoodCase;
import dev.headrace.testkit.upstream.Throttle;

class MastodonContractTest extends ConnectorContract {
    @Override
    protected GoodCase goodCase() {
        return GoodCase.of(new MastodonProvider())
                .options("accounts = [7], tags = [mill], page-size = 2")
                .secret("token", "mast0don-c0ntract")
                .route("/api/v1/accounts/7/statuses", new MastodonServer(1_001, 5)::timeline)
                .route("/api/v1/timelines/tag/mill", new MastodonServer(2_001, 3)::timeline)
                .throttledBy(Throttle.X_RATELIMIT_ISO_DATE)
                .records(8);
    }
}
